package org.penstock.app.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Simulated;

/** The documents about simulated plants and what is made to go wrong with them; see {@link Documents}. */
public final class SimulationDocuments {
    private SimulationDocuments() {}

    /** Faults in force and to come. {@code links}: those that lead to a simulated plant. */
    public record Faults(String schema, Parts.Place site, List<String> links, List<Fault> faults) {}

    /**
     * One fault.
     *
     * @param what stream, output, device or link
     * @param subject its key
     * @param text what is wrong, in words
     * @param active false = it is to come
     * @param until null = until it is cleared
     */
    public record Fault(
            String link,
            String what,
            String subject,
            String kind,
            String text,
            boolean active,
            Instant from,
            @Nullable Instant until) {
        static Fault of(Simulated.Fault f) {
            Long until = f.untilMicros();
            return new Fault(
                    f.link(),
                    f.what(),
                    f.subject(),
                    f.kind(),
                    f.text(),
                    f.active(),
                    instant(f.fromMicros()),
                    until == null ? null : instant(until));
        }

        private static Instant instant(long micros) {
            return Instant.EPOCH
                    .plusSeconds(Math.floorDiv(micros, 1_000_000L))
                    .plusNanos(Math.floorMod(micros, 1_000_000L) * 1_000);
        }
    }

    /** What is asked to go wrong. {@code by}: how much, with its unit. {@code for_seconds}: null = until it is cleared. */
    record Asking(
            @Nullable String subject,
            @Nullable String kind,
            @Nullable String by,
            @Nullable Double forSeconds,
            @Nullable String reason) {}

    /** What is asked to be well again. {@code subject}: null or "" = everything. */
    record Clearing(@Nullable String subject, @Nullable String reason) {}
}
