package org.penstock.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.start.ExitCode;
import picocli.CommandLine.Option;

/** A command that changes something: proposes, shows what would happen, asks, confirms, tells what became of it. */
abstract class Telling extends Question {
    @Option(
            names = {"-y", "--yes"},
            description = "Do it without asking.")
    private boolean yes;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why; kept in the record.")
    private @Nullable String reason;

    Telling(Penstock penstock) {
        super(penstock);
    }

    /** What is to be done. {@code value} and {@code forSeconds} null where the verb has none, {@code data} empty. */
    record Wish(
            String kind,
            String subject,
            @Nullable Double value,
            @Nullable Double forSeconds,
            Map<String, String> data) {
        Wish(String kind, String subject, @Nullable Double value, @Nullable Double forSeconds) {
            this(kind, subject, value, forSeconds, Map.of());
        }
    }

    abstract Wish wish();

    @Override
    final ExitCode answer() {
        Wish wish = wish();
        try (Talk talk = penstock.talk()) {
            mustBeLive(talk);
            Documents.Proposal proposal = ask(
                    talk, Asked.post("/v1/proposals", mapper.writeValueAsString(body(wish))), Documents.Proposal.class);
            // With --json the standard output is for the one document.
            var say = json ? terminal().err() : terminal().out();
            say.println(proposal.text());
            if (!proposal.shut().isEmpty()) {
                return tell(false, "It would be refused now: " + String.join(" ", proposal.shut()));
            }
            if (!yes && !agreed(proposal)) {
                return tell(false, "Nothing was done: it was not confirmed.");
            }
            Documents.Answer answer =
                    ask(talk, Asked.post("/v1/proposals/" + proposal.id() + "/confirm", "{}"), Documents.Answer.class);
            if (json && answer.accepted()) {
                Object more = afterwards(talk, proposal.id());
                printJson(more == null ? new Documents.Answer("penstock.answer.1", true, answer.text()) : more);
                return ExitCode.OK;
            }
            ExitCode code = tell(answer.accepted(), answer.text());
            if (answer.accepted()) {
                afterwards(talk, proposal.id());
            }
            return code;
        }
    }

    /**
     * What a person gets besides the answer when it was done: printed as text here, or handed back for {@code --json}.
     *
     * @param id of the proposal that was confirmed
     * @return the document instead of the answer, null for the answer
     */
    @Nullable
    Object afterwards(Talk talk, String id) {
        return null;
    }

    private Map<String, Object> body(Wish wish) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("kind", wish.kind());
        body.put("subject", wish.subject());
        if (wish.value() != null) {
            body.put("value", wish.value());
        }
        if (wish.forSeconds() != null) {
            body.put("for_seconds", wish.forSeconds());
        }
        if (reason != null) {
            body.put("reason", reason);
        }
        if (!wish.data().isEmpty()) {
            body.put("data", wish.data());
        }
        return body;
    }

    private boolean agreed(Documents.Proposal proposal) {
        boolean high = proposal.significance().equals("high");
        String typed =
                terminal().ask(high ? "This is of high significance. Type yes in full to do it: " : "Do it? [y/N] ");
        if (typed == null) {
            return false;
        }
        String answer = typed.strip().toLowerCase(Locale.ROOT);
        return (high ? List.of("yes") : List.of("y", "yes")).contains(answer);
    }

    private ExitCode tell(boolean accepted, String text) {
        if (json) {
            printJson(new Documents.Answer("penstock.answer.1", accepted, text));
        } else {
            (accepted ? terminal().out() : terminal().err()).println(text.isEmpty() ? "Done." : text);
        }
        return accepted ? ExitCode.OK : ExitCode.REFUSED;
    }
}
