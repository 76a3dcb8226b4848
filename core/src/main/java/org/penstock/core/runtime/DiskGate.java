package org.penstock.core.runtime;

import org.jspecify.annotations.Nullable;
import org.penstock.core.control.Bypass;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalHealth;

/**
 * Refuses what would open something while the journal cannot be written: the opening itself would be refused a second
 * later, when the person has gone away believing it is done. Whatever closes always passes.
 */
final class DiskGate {
    private DiskGate() {}

    /** Why the request is refused, in words for the person; null when it may go on to the engine. */
    static @Nullable String refusal(Input.Request request, Picture picture, JournalHealth journal) {
        return opens(request, picture) ? away(journal) : null;
    }

    /** Why nothing can be made durable now, null when it can. */
    static @Nullable String away(JournalHealth journal) {
        String why = journal.away();
        if (why == null && journal.awayForMicros() <= HealthWatch.AWAY_MICROS) {
            return null;
        }
        return why != null
                ? why
                : "The disk of the journal has not answered for " + journal.awayForMicros() / 1_000_000
                        + " s. Nothing is opened until it does; look at the disk of the data directory.";
    }

    private static boolean opens(Input.Request request, Picture picture) {
        return switch (request.kind()) {
            // A bypass opens nothing by itself; one that a crash could lose would be told and not be so.
            case "program.run", Bypass.BEGIN -> true;
            case "output.set" ->
                picture.outputs().stream()
                        .noneMatch(o -> o.spec().key().equals(request.subject())
                                && Double.compare(o.spec().safe(), request.value()) == 0);
            default -> false;
        };
    }
}
