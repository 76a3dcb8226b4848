package org.penstock.core.facility;

import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.quantity.Unit;

/**
 * A channel that readings come in on. A replaced sensor is a new stream.
 *
 * @param no permanent small number inside the site, the one in readings and journal; never reused
 * @param key immutable key
 * @param name what a person calls it
 * @param device key of the device that talks for it
 * @param location key of the location it measures
 * @param metric what it measures
 * @param sourceUnit the unit the device speaks
 * @param intervalMicros how often a value is expected, µs
 * @param liveWindowMicros readings older than this at receipt are late: stored, never acting, µs
 * @param maxAgeMicros older than this the value is stale, µs
 * @param backlogMicros readings older than this are bad, µs (default 30 days)
 * @param words what its two values are called where it measures {@link Metric#STATE}, else null
 */
public record StreamSpec(
        int no,
        String key,
        String name,
        String device,
        String location,
        Metric metric,
        Unit sourceUnit,
        long intervalMicros,
        long liveWindowMicros,
        long maxAgeMicros,
        long backlogMicros,
        @Nullable StateWords words) {
    /** A stream with the words every state has. */
    public StreamSpec(
            int no,
            String key,
            String name,
            String device,
            String location,
            Metric metric,
            Unit sourceUnit,
            long intervalMicros,
            long liveWindowMicros,
            long maxAgeMicros,
            long backlogMicros) {
        this(
                no,
                key,
                name,
                device,
                location,
                metric,
                sourceUnit,
                intervalMicros,
                liveWindowMicros,
                maxAgeMicros,
                backlogMicros,
                metric == Metric.STATE ? StateWords.OFF_ON : null);
    }

    /** What {@code value} is called, null where it is a number. */
    public @Nullable String word(double value) {
        return words == null ? null : words.of(value);
    }
}
