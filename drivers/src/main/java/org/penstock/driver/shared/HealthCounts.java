package org.penstock.driver.shared;

import org.jspecify.annotations.Nullable;
import org.penstock.core.link.DeviceHealth;

/** Counts how a link gets on with one device. Callable from any thread. */
public final class HealthCounts {
    private final String device;
    private @Nullable Long lastGoodMicros;
    private String lastError = "";
    private @Nullable Long lastErrorMicros;
    private long answers;
    private long errors;
    private long timeouts;
    private long lastResponseMicros;
    private long maxResponseMicros;
    private String note = "";

    /** @param device key of the device */
    public HealthCounts(String device) {
        this.device = device;
    }

    /** A usable answer came. @param responseMicros time since it was asked for, µs */
    public synchronized void answered(long wallMicros, long responseMicros) {
        heard(wallMicros);
        proved(responseMicros);
    }

    /** A usable message came that nobody had asked for. */
    public synchronized void heard(long wallMicros) {
        answers++;
        lastGoodMicros = wallMicros;
    }

    /** A message that has been counted was the answer to a request. @param responseMicros time since the request, µs */
    public synchronized void proved(long responseMicros) {
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

    /** What else is known of how it is reached, in words; takes the place of what was said before. */
    public synchronized void note(String words) {
        note = words;
    }

    /** Everything, as of now. */
    public synchronized DeviceHealth now() {
        return new DeviceHealth(
                device,
                lastGoodMicros,
                lastError,
                lastErrorMicros,
                answers,
                errors,
                timeouts,
                lastResponseMicros,
                maxResponseMicros,
                note);
    }
}
