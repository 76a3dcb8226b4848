package org.penstock.app.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.PeopleDocuments;
import org.penstock.app.api.SignoffDocuments;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Option;

/**
 * Something that is told with a body: answered by a sentence and perhaps a code, by how the thing stands then, or by the sign-off
 * that it takes.
 */
abstract class Verb extends Question {
    Verb(Penstock penstock) {
        super(penstock);
    }

    /** Why it is done, where that must be said. */
    static final class Why {
        @Option(names = "--reason", required = true, paramLabel = "TEXT", description = "Why; kept in the record.")
        private String text = "";

        String text() {
            return text;
        }
    }

    ExitCode tell(String path, Map<String, ?> body) {
        try (Talk talk = penstock.talk()) {
            PeopleDocuments.Done done =
                    ask(talk, Asked.post(path, mapper.writeValueAsString(body)), PeopleDocuments.Done.class);
            if (json) {
                printJson(done);
                return ExitCode.OK;
            }
            terminal().out().println(done.text());
            if (done.code() != null) {
                terminal().out().println("Code for the first sign-in, shown only now, good for 7 days: " + done.code());
                terminal().out().println("The person uses it by penstock sign-in --first, or in the window.");
            }
            return ExitCode.OK;
        }
    }

    static Map<String, Object> body(@Nullable Object... pairs) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            Object value = pairs[i + 1];
            if (value != null) {
                body.put(String.valueOf(pairs[i]), value);
            }
        }
        return body;
    }

    /** A login, role, action or id as it stands in a path. */
    static String part(String given) {
        if (!given.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "\"" + given + "\" cannot be a name here.",
                    "Letters, digits, dot, underscore and hyphen, 100 characters at most.");
        }
        return given;
    }

    /** Typed unseen, twice where somebody types; or one line piped in. */
    String newSecret(String what) {
        String value = terminal().askHidden(what + ": ");
        if (value == null || value.isEmpty()) {
            throw new Refusal(ExitCode.USAGE, "No " + what + " was given.", "Type it, or pipe it in.");
        }
        if (terminal().interactive() && !value.equals(terminal().askHidden("Once more: "))) {
            throw new Refusal(ExitCode.REFUSED, "The two differ; nothing was changed.", "Try again.");
        }
        return value;
    }

    /** A path with the number of a lot, whatever characters that has. */
    static Asked get(String path) {
        return new Asked("GET", path, Map.of(), "");
    }

    <D> ExitCode told(String path, Map<String, ?> body, Class<D> type, Consumer<D> text) {
        return show(Asked.post(path, mapper.writeValueAsString(body)), type, text);
    }

    /** Asks for signatures. @param alone where the asker is all there is: signs at once */
    ExitCode sign(String path, String reason, boolean alone) {
        String secret = alone ? terminal().askHidden("password or PIN: ") : null;
        return told(
                path,
                body("reason", reason, "alone", alone, "secret", secret),
                SignoffDocuments.Single.class,
                single -> {
                    SignoffCommands.print(terminal().out(), single.signoff());
                    terminal()
                            .out()
                            .println(
                                    single.outcome().isEmpty()
                                            ? "It waits for signatures: penstock signoffs sign "
                                                    + single.signoff().id()
                                            : single.outcome());
                });
    }

    /** A time as a person types it, in the site's zone; null when nothing was typed. */
    @Nullable
    Instant moment(@Nullable String typed, String option) {
        if (typed == null) {
            return null;
        }
        try (Talk talk = penstock.talk()) {
            String zone = ask(talk, Asked.get("/v1/status"), Documents.Status.class)
                    .site()
                    .timezone();
            return Moments.moment(
                    typed,
                    option,
                    ZoneId.of(zone),
                    penstock.surroundings().wall().instant());
        }
    }

    static String much(@Nullable BigDecimal quantity, @Nullable String unit) {
        return quantity == null ? "" : quantity.toPlainString() + " " + unit;
    }
}
