package org.penstock.driver.shared;

import org.jspecify.annotations.Nullable;

/** What a person who puts a device into service wants to know about it, counted since the link was opened. Callable from any thread. */
public final class DeviceHealth {
    private final String device;
    private @Nullable Long lastGoodMicros;
    private String lastError = "";
    private @Nullable Long lastErrorMicros;
    private long answers;
    private long errors;
    private long timeouts;
    private long lastResponseMicros;
    private long maxResponseMicros;

    /**
     * A device at a moment.
     *
     * @param device its key
     * @param lastGoodMicros wall time of its last usable answer or message, µs UTC, or null before the first
     * @param lastError what was last wrong, in words, or "" when nothing was
     * @param lastErrorMicros wall time of that, µs UTC, or null
     * @param answers usable answers or messages
     * @param errors requests or messages that failed, without time-outs
     * @param timeouts requests without an answer in time
     * @param lastResponseMicros time from the last answered request to its answer, µs, 0 where nothing is asked
     * @param maxResponseMicros the longest such time, µs
     */
    public record Snapshot(
            String device,
            @Nullable Long lastGoodMicros,
            String lastError,
            @Nullable Long lastErrorMicros,
            long answers,
            long errors,
            long timeouts,
            long lastResponseMicros,
            long maxResponseMicros) {}

    /** @param device key of the device */
    public DeviceHealth(String device) {
        this.device = device;
    }

    /** A usable answer or message came. @param responseMicros time since it was asked for, µs, 0 when it was not */
    public synchronized void answered(long wallMicros, long responseMicros) {
        answers++;
        lastGoodMicros = wallMicros;
        lastResponseMicros = responseMicros;
        maxResponseMicros = Math.max(maxResponseMicros, responseMicros);
    }

    /** Something was wrong. */
    public synchronized void failed(long wallMicros, String words) {
        errors++;
        lastError = words;
        lastErrorMicros = wallMicros;
    }

    /** No answer came in time. */
    public synchronized void timedOut(long wallMicros, String words) {
        timeouts++;
        lastError = words;
        lastErrorMicros = wallMicros;
    }

    /** Everything, as of now. */
    public synchronized Snapshot now() {
        return new Snapshot(
                device,
                lastGoodMicros,
                lastError,
                lastErrorMicros,
                answers,
                errors,
                timeouts,
                lastResponseMicros,
                maxResponseMicros);
    }
}
