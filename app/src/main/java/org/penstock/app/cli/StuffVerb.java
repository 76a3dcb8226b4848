package org.penstock.app.cli;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.SignoffDocuments;
import org.penstock.app.start.ExitCode;

/** Something told about lots, answered by how they stand then, or by the sign-off that it takes. */
abstract class StuffVerb extends PeopleCommands.Verb {
    StuffVerb(Penstock penstock) {
        super(penstock);
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
