package org.penstock.driver.modbus;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.modbus.ExchangeException.Kind;

/**
 * Questions of a person who looks at what is on the line. The polling thread asks them, one at a time, while nothing it has
 * to do is due before the answer is; where that never comes about, one a second, and never one that is waited for longer
 * than {@link #patienceNanos}. Callable from any thread.
 */
final class Asides {
    private static final long SHORT_NANOS = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** After a question has made the others wait, the line is theirs for so long. */
    private static final long RECOVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Ticker ticker;
    private final long timeoutNanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Question waiting;
    private long patienceNanos;
    private long notBeforeNanos;
    private boolean closed;

    /** One request and, in the end, its answer or its failure. */
    static final class Question {
        private final int unit;
        private final Pdu request;
        private final long sinceNanos;
        private boolean taken;
        private @Nullable Answer answer;
        private @Nullable ExchangeException failure;

        private Question(int unit, Pdu request, long sinceNanos) {
            this.unit = unit;
            this.request = request;
            this.sinceNanos = sinceNanos;
        }

        int unit() {
            return unit;
        }

        Pdu request() {
            return request;
        }
    }

    /** @param tookNanos time from the request to the answer, ns */
    record Answer(byte[] bytes, long tookNanos) {}

    /** @param timeoutNanos the link's time-out, ns: nobody is waited for longer */
    Asides(Ticker ticker, long timeoutNanos) {
        this.ticker = ticker;
        this.timeoutNanos = timeoutNanos;
        this.patienceNanos = Math.min(SHORT_NANOS, timeoutNanos);
        this.notBeforeNanos = ticker.nanos();
    }

    /**
     * Asks and waits for the answer.
     *
     * @param untilNanos when nobody is interested any more
     * @return null when the question did not get its turn until then
     */
    @Nullable
    Answer ask(int unit, Pdu request, long untilNanos) throws ExchangeException, InterruptedException {
        lock.lockInterruptibly();
        Question mine = null;
        try {
            while (true) {
                if (mine == null && waiting == null) {
                    mine = new Question(unit, request, ticker.nanos());
                    waiting = mine;
                    changed.signalAll();
                }
                if (mine != null && mine.answer != null) {
                    return mine.answer;
                }
                if (mine != null && mine.failure != null) {
                    throw new ExchangeException(mine.failure);
                }
                if (closed) {
                    throw new ExchangeException(Kind.BROKEN, "the link was closed");
                }
                long left = mine != null && mine.taken ? timeoutNanos : untilNanos - ticker.nanos();
                if (left <= 0) {
                    return null;
                }
                changed.awaitNanos(left);
            }
        } finally {
            if (mine != null) {
                waiting = null;
                changed.signalAll();
            }
            lock.unlock();
        }
    }

    /**
     * The question to ask now, or null.
     *
     * @param calmNanos how long nothing else is due, ns
     * @param expected how long the answer may take, ns, where the unit is known; else 0
     */
    @Nullable
    Question take(long calmNanos, long expected) {
        lock.lock();
        try {
            Question q = waiting;
            long now = ticker.nanos();
            if (q == null || q.taken || now - notBeforeNanos < 0) {
                return null;
            }
            boolean fits = calmNanos >= (expected > 0 ? expected : patienceNanos);
            if (!fits && now - q.sinceNanos < LONGEST_WAIT_NANOS) {
                return null;
            }
            q.taken = true;
            return q;
        } finally {
            lock.unlock();
        }
    }

    /** The unit of the question that waits, or -1. */
    int unitWaiting() {
        lock.lock();
        try {
            Question q = waiting;
            return q == null || q.taken ? -1 : q.unit;
        } finally {
            lock.unlock();
        }
    }

    void answered(Question q, byte[] bytes, long tookNanos) {
        lock.lock();
        try {
            q.answer = new Answer(bytes, tookNanos);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void failed(Question q, ExchangeException e) {
        lock.lock();
        try {
            q.failure = e;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** How long an unknown unit is waited for, ns. */
    long patienceNanos() {
        lock.lock();
        try {
            return patienceNanos;
        } finally {
            lock.unlock();
        }
    }

    /** An answer came after it was given up: the next is waited for so long that the line is free behind it. */
    void late(long tookNanos) {
        lock.lock();
        try {
            patienceNanos = Math.min(timeoutNanos, Math.max(patienceNanos, tookNanos + tookNanos / 2));
        } finally {
            lock.unlock();
        }
    }

    /** Polls had to wait behind a question that was not answered. */
    void heldUp() {
        lock.lock();
        try {
            notBeforeNanos = ticker.nanos() + RECOVERY_NANOS;
        } finally {
            lock.unlock();
        }
        late(2 * patienceNanos());
    }

    /** Waits until a question comes or the time is over. */
    void rest(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            boolean before = unitWaiting() >= 0;
            while (left > 0 && !closed && (before || unitWaiting() < 0)) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Nobody asks any more: whoever waits for an answer is told. */
    void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
