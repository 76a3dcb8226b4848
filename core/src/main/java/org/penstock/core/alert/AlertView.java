package org.penstock.core.alert;

import org.penstock.core.telemetry.Severity;

/**
 * An alert at a moment; times are wall times in µs UTC, 0 where it has not happened.
 *
 * @param no number of this instance, 1, 2, 3 … over the life of the data directory; an acknowledgement names it
 * @param source what it is about, {@code stream:air-temp}
 * @param key with the source the identity of the open alert
 * @param value value at the last telling, NaN when there is none
 * @param limit limit that was crossed, NaN when there is none
 * @param refreshedMicros when it was told last
 * @param acknowledgedBy actor, "" when nobody has
 * @param count how often it was told
 */
public record AlertView(
        long no,
        String source,
        String key,
        String type,
        Severity severity,
        AlertState state,
        String text,
        double value,
        double limit,
        long raisedMicros,
        long refreshedMicros,
        long acknowledgedMicros,
        String acknowledgedBy,
        long returnedMicros,
        long resolvedMicros,
        int count) {
    /** Whether it is not resolved yet. */
    public boolean open() {
        return state != AlertState.RESOLVED;
    }
}
