package org.penstock.core.link;

import org.jspecify.annotations.Nullable;

/**
 * How a link gets on with one device, counted since the link was opened: what a person wants to know who puts the device
 * into service, or wonders why it is silent.
 *
 * @param device key of the device
 * @param lastGoodMicros wall time of its last usable answer or message, µs UTC, or null before the first
 * @param lastError what was last wrong, in words, or "" when nothing was
 * @param lastErrorMicros wall time of that, µs UTC, or null
 * @param answers usable answers or messages
 * @param errors requests or messages that failed, without time-outs
 * @param timeouts requests without an answer in time
 * @param lastResponseMicros time from the last answered request to its answer, µs, 0 where nothing is asked
 * @param maxResponseMicros the longest such time, µs
 * @param note what else is known of how it is reached, in words, or ""
 */
public record DeviceHealth(
        String device,
        @Nullable Long lastGoodMicros,
        String lastError,
        @Nullable Long lastErrorMicros,
        long answers,
        long errors,
        long timeouts,
        long lastResponseMicros,
        long maxResponseMicros,
        String note) {
    /** A device of which nothing else is known. */
    public DeviceHealth(
            String device,
            @Nullable Long lastGoodMicros,
            String lastError,
            @Nullable Long lastErrorMicros,
            long answers,
            long errors,
            long timeouts,
            long lastResponseMicros,
            long maxResponseMicros) {
        this(
                device,
                lastGoodMicros,
                lastError,
                lastErrorMicros,
                answers,
                errors,
                timeouts,
                lastResponseMicros,
                maxResponseMicros,
                "");
    }
}
