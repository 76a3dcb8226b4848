package org.penstock.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;

/** What somebody who tests a facility asks of it and tells it, in the words of the local API. */
final class FieldTalk {
    private final Question asker;
    private final Talk talk;

    FieldTalk(Question asker, Talk talk) {
        this.asker = asker;
        this.talk = talk;
    }

    Documents.Devices look() {
        return asker.ask(talk, Asked.get("/v1/devices"), Documents.Devices.class);
    }

    /** Whether nothing real is behind any link. */
    boolean simulated() {
        return asker.ask(talk, Asked.get("/v1/status"), Documents.Status.class).simulated();
    }

    WiringDocuments.Connected wiring() {
        return asker.ask(talk, Asked.get("/v1/wiring"), WiringDocuments.Connected.class);
    }

    Documents.Proposal proposeSet(String output, double value, double forSeconds, String reason) {
        return propose("output.set", output, value, forSeconds, reason);
    }

    Documents.Proposal proposeRelease(String output, String reason) {
        return propose("output.release", output, null, null, reason);
    }

    private Documents.Proposal propose(
            String kind, String output, @Nullable Double value, @Nullable Double forSeconds, String reason) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", kind);
        body.put("subject", output);
        if (value != null && forSeconds != null) {
            body.put("value", value);
            body.put("for_seconds", forSeconds);
        }
        body.put("reason", reason);
        return asker.ask(
                talk, Asked.post("/v1/proposals", asker.mapper.writeValueAsString(body)), Documents.Proposal.class);
    }

    Documents.Answer confirm(Documents.Proposal proposal) {
        return asker.ask(talk, Asked.post("/v1/proposals/" + proposal.id() + "/confirm", "{}"), Documents.Answer.class);
    }

    /** The output among what was seen. @throws Refusal when it has left the facility file meanwhile */
    static Parts.Output output(Documents.Devices seen, String key) {
        return find(seen.outputs(), key);
    }

    private static Parts.Output find(List<Parts.Output> outputs, String key) {
        return outputs.stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new Refusal(
                        ExitCode.NOTHING_THERE,
                        "There is no output " + key + ".",
                        "penstock devices lists the outputs with their keys."));
    }
}
