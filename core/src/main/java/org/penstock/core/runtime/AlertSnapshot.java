package org.penstock.core.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.telemetry.Severity;

/**
 * What is wrong at one moment.
 *
 * @param open alerts that are not over, by severity and time
 * @param shelves what is shelved, the one that comes back first at the top
 */
public record AlertSnapshot(List<Alert> open, List<ShelvedAlert> shelves) {
    /** Before the first scan. */
    public static final AlertSnapshot NONE = new AlertSnapshot(List.of(), List.of());

    public AlertSnapshot {
        open = List.copyOf(open);
        shelves = List.copyOf(shelves);
    }

    /**
     * @param no number of this alert instance; an acknowledgement names it
     * @param state active, acknowledged, returned, resolved
     * @param value NaN when there is none
     * @param shelf why it does not draw the eye for now, null when it does
     */
    public record Alert(
            long no,
            String source,
            String type,
            Severity severity,
            String state,
            String text,
            double value,
            double limit,
            Instant raised,
            @Nullable Instant acknowledged,
            String acknowledgedBy,
            @Nullable Instant resolved,
            int count,
            @Nullable ShelvedAlert shelf) {}
}
