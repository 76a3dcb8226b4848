package org.penstock.core.telemetry;

import org.penstock.core.quantity.QualityCode;

/**
 * A reading from the record.
 *
 * @param eventMicros event time, µs UTC
 * @param value canonical unit; NaN or infinite only when the quality says so
 * @param flags sum of the flags of {@link Samples}
 */
public record StoredReading(long eventMicros, double value, QualityCode quality, int flags) {
    /** Stored and rolled up, but it never acted and told nobody. */
    public boolean late() {
        return (flags & Samples.LATE) != 0;
    }
}
