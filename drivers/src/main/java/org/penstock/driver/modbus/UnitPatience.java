package org.penstock.driver.modbus;

import java.util.concurrent.TimeUnit;

/**
 * What is known of one unit behind a link: whether it answers, how fast, and when it may be asked again. Used by the
 * polling thread only.
 */
final class UnitPatience {
    /** A unit that was silent so often in a row is asked more and more seldom. */
    static final int SILENCES_UNTIL_SPARED = 2;

    private static final long FIRST_PROBE_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LONGEST_PROBE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long SHORTEST_SECOND_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    /** A unit that takes long is asked so seldom that it works for at most a fifth of the time. */
    private static final int REST_FACTOR = 4;

    private final long ownTimeoutNanos;
    private boolean proven;
    private int silences;
    private boolean slow;
    private long usualNanos;
    private long notBeforeNanos;

    /** @param ownTimeoutNanos the time-out written for this device, ns, or 0 */
    UnitPatience(long ownTimeoutNanos, long nowNanos) {
        this.ownTimeoutNanos = ownTimeoutNanos;
        this.notBeforeNanos = nowNanos;
    }

    /** Whether it has ever answered. */
    boolean proven() {
        return proven;
    }

    /** Whether it has answered, is not silent now and is not known to take longer than it is waited for. */
    boolean well() {
        return proven && silences == 0 && !slow;
    }

    /** Silences in a row. */
    int silences() {
        return silences;
    }

    /** Not to be asked before this time. */
    long notBeforeNanos() {
        return notBeforeNanos;
    }

    /** @return how often it had been silent before */
    int answered(long tookNanos, long nowNanos) {
        int before = silences;
        proven = true;
        silences = 0;
        slow = false;
        if (notBeforeNanos - nowNanos > 0) {
            notBeforeNanos = nowNanos;
        }
        usualNanos = Math.max(tookNanos, usualNanos - usualNanos / 8);
        return before;
    }

    /**
     * An answer came after it was given up: the unit lives, but makes others wait. Also when it is alone it rests as long as
     * it took, or its requests would pile up.
     */
    void answeredLate(long tookNanos, boolean othersWait, long nowNanos) {
        proven = true;
        silences = 0;
        slow = true;
        usualNanos = tookNanos;
        notBeforeNanos = nowNanos + (othersWait ? REST_FACTOR : 1) * tookNanos;
    }

    /**
     * No answer in time. The first may be a lost frame and is asked for again soon; after that the unit gets time to come
     * out with what it was asked before.
     *
     * @param othersWait whether a unit that answers is on the same link
     */
    void silent(boolean othersWait, long nowNanos) {
        silences++;
        if (!othersWait) {
            return;
        }
        if (silences >= SILENCES_UNTIL_SPARED) {
            int doublings = Math.min(silences - SILENCES_UNTIL_SPARED, 10);
            notBeforeNanos = nowNanos + Math.min(LONGEST_PROBE_NANOS, FIRST_PROBE_NANOS << doublings);
        } else if (slow) {
            notBeforeNanos = nowNanos + REST_FACTOR * usualNanos;
        }
    }

    /**
     * Another unit, asked after it, did not answer either. Whether it holds the connection up or the connection was dead is
     * seen when it is asked again: once at once, if it has ever answered; then as if it had been silent often.
     */
    void heldUp(long nowNanos) {
        if (proven && silences == 1) {
            notBeforeNanos = nowNanos;
            return;
        }
        silences = Math.max(silences, SILENCES_UNTIL_SPARED + 1);
        silent(true, nowNanos);
    }

    /** A new connection: what was silent because the old one was dead is asked at once. */
    void connected(boolean anyoneWell, long nowNanos) {
        if (!anyoneWell || silences < SILENCES_UNTIL_SPARED) {
            silences = 0;
            notBeforeNanos = nowNanos;
        }
    }

    /**
     * How long its answer is waited for.
     *
     * @param timeoutNanos the link's time-out
     * @param holdNanos how long one unit may hold the link while others wait
     */
    long patience(long timeoutNanos, long holdNanos) {
        if (ownTimeoutNanos > 0) {
            return ownTimeoutNanos;
        }
        return Math.min(timeoutNanos, proven ? Math.max(holdNanos, 4 * usualNanos) : holdNanos);
    }

    /** How long its next answer is likely to take at most, ns, when it is well. */
    long likelyNanos() {
        return 4 * usualNanos;
    }

    /** How long its answer is waited for when the link may stand still behind another unit. */
    long shortPatience(long patienceNanos) {
        long brief = Math.min(patienceNanos / 2, TimeUnit.MILLISECONDS.toNanos(250));
        return Math.min(patienceNanos, Math.max(brief, 8 * usualNanos));
    }

    /**
     * How long it is waited for when it was just silent and the connection is in doubt: it has had the whole time-out
     * already, and a connection that passes nothing must be found out within one more interval.
     *
     * @param everyNanos interval at which it is asked
     */
    long secondPatience(long patienceNanos, long everyNanos) {
        long enough = Math.min(patienceNanos / 2, Math.max(SHORTEST_SECOND_NANOS, everyNanos * 3 / 4));
        return Math.min(patienceNanos, Math.max(enough, 2 * usualNanos));
    }
}
