package org.penstock.app.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.commission.Field;

/** What somebody who tests a facility asks of it and tells it, in the words of the local API. */
final class FieldTalk implements Field {
    private final Question asker;
    private final Talk talk;

    FieldTalk(Question asker, Talk talk) {
        this.asker = asker;
        this.talk = talk;
    }

    @Override
    public Documents.Devices look() {
        return asker.ask(talk, Asked.get("/v1/devices"), Documents.Devices.class);
    }

    @Override
    public boolean simulated() {
        return asker.ask(talk, Asked.get("/v1/status"), Documents.Status.class).simulated();
    }

    @Override
    public WiringDocuments.Connected wiring() {
        return asker.ask(talk, Asked.get("/v1/wiring"), WiringDocuments.Connected.class);
    }

    @Override
    public Documents.Proposal proposeSet(String output, double value, double forSeconds, String reason) {
        return propose("output.set", output, value, forSeconds, reason);
    }

    @Override
    public Documents.Proposal proposeRelease(String output, String reason) {
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

    @Override
    public Documents.Answer confirm(Documents.Proposal proposal) {
        return asker.ask(talk, Asked.post("/v1/proposals/" + proposal.id() + "/confirm", "{}"), Documents.Answer.class);
    }
}
