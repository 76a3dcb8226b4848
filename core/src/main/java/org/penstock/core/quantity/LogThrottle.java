package org.penstock.core.quantity;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Lets at most one log line a minute through for the same bad input, and says how many were held back since the last
 * one. Remembers at most 1000 different inputs of the last minute; further ones share one line. Callable from any thread.
 */
public final class LogThrottle {
    private static final long PERIOD_NANOS = 60_000_000_000L;
    private static final int MOST = 1000;
    private static final String OVERFLOW = "";

    private final Ticker ticker;
    private final Map<String, Held> held = new HashMap<>();

    private static final class Held {
        private long lastNanos;
        private long suppressed;
    }

    public LogThrottle(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Whether a line about {@code what} may be written now.
     *
     * @param what identifies the kind of bad input, not the input itself
     * @return how many lines about it were held back since the last one, or empty when this one is held back too
     */
    public synchronized OptionalLong pass(String what) {
        long now = ticker.nanos();
        if (held.size() >= MOST && !held.containsKey(what)) {
            held.values().removeIf(h -> now - h.lastNanos >= PERIOD_NANOS && h.suppressed == 0);
        }
        String key = held.containsKey(what) || held.size() < MOST ? what : OVERFLOW;
        Held h = held.get(key);
        if (h == null) {
            h = new Held();
            h.lastNanos = now;
            held.put(key, h);
            return OptionalLong.of(0);
        }
        if (now - h.lastNanos < PERIOD_NANOS) {
            h.suppressed++;
            return OptionalLong.empty();
        }
        long suppressed = h.suppressed;
        h.lastNanos = now;
        h.suppressed = 0;
        return OptionalLong.of(suppressed);
    }
}
