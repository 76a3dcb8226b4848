package org.penstock.core.quantity;

import java.util.concurrent.TimeUnit;

/**
 * Tells a thread that takes things from a queue when to let some gather. Woken for each, it costs more in waking up than in
 * work as soon as thousands come a second; below that it should take each at once. For one thread.
 */
public final class Pace {
    /** So many in a millisecond are many: 4,000 a second. */
    private static final int MANY = 4;

    private static final long WINDOW_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final Ticker ticker;
    private final long restNanos;
    private long since;
    private long taken;
    private boolean many;

    /** @param restNanos how long things may gather, ns: what that adds to the way of each */
    public Pace(Ticker ticker, long restNanos) {
        this.ticker = ticker;
        this.restNanos = restNanos;
        this.since = ticker.nanos();
    }

    /** @param count how many were just taken @return ns to wait before the next are taken, 0 while few come */
    public long rest(int count) {
        long now = ticker.nanos();
        taken += count;
        long passed = now - since;
        if (passed >= WINDOW_NANOS) {
            many = taken * WINDOW_NANOS >= MANY * passed;
            since = now;
            taken = 0;
        }
        return many ? restNanos : 0;
    }
}
