package org.penstock.driver.mqtt;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Ticker;

/**
 * What the devices themselves said about their outputs on this connection. A retained state is old: it may be read back
 * but never proves a command. Callable from any thread.
 */
final class StateBook {
    private final Ticker ticker;
    private final Map<Integer, Said> said = new HashMap<>();
    private long seq;

    /** @param seq rises with every live state of any output; 0 for a retained one */
    record Said(double value, long seq) {}

    StateBook(Ticker ticker) {
        this.ticker = ticker;
    }

    /** A device reported. */
    synchronized void heard(int output, double value, boolean retained) {
        Said before = said.get(output);
        if (retained && before != null && before.seq() > 0) {
            return;
        }
        said.put(output, new Said(value, retained ? 0 : ++seq));
        notifyAll();
    }

    /** Marks a moment: states heard from here on have a higher number. */
    synchronized long mark() {
        return seq;
    }

    /** The last state heard, or null. */
    synchronized @Nullable Said last(int output) {
        return said.get(output);
    }

    /**
     * Waits until the device reports, after {@code mark}, a state that is wanted.
     *
     * @return the state; null when the time is over
     */
    synchronized @Nullable Said await(int output, long mark, DoublePredicate wanted, long deadlineNanos)
            throws InterruptedException {
        while (true) {
            Said s = said.get(output);
            if (s != null && s.seq() > mark && wanted.test(s.value())) {
                return s;
            }
            long left = deadlineNanos - ticker.nanos();
            if (left <= 0) {
                return null;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
        }
    }

    /** The connection is gone: what was said on it no longer counts. */
    synchronized void forget() {
        said.clear();
        notifyAll();
    }
}
