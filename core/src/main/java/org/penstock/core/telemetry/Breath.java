package org.penstock.core.telemetry;

import java.util.concurrent.locks.LockSupport;
import org.penstock.core.quantity.Ticker;

/**
 * Lets other threads have the processor during work that is long and not urgent. Work that has waited a second and then
 * takes a core for 200 ms makes a rule's command wait on a machine with two; the same work in steps of a millisecond does
 * not. For one thread.
 */
final class Breath {
    private static final long WORK_NANOS = 1_000_000;
    private static final long REST_NANOS = 1_000_000;

    private final Ticker ticker;
    private long since;

    Breath(Ticker ticker) {
        this.ticker = ticker;
        this.since = ticker.nanos();
    }

    /** To be called between small pieces of work; waits when it is time for it. */
    void take() {
        if (ticker.nanos() - since >= WORK_NANOS) {
            LockSupport.parkNanos(REST_NANOS);
            since = ticker.nanos();
        }
    }
}
