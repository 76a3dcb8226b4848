package org.penstock.driver.modbus;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.penstock.core.quantity.Ticker;

/**
 * Whose turn it is to ask. Normally one request is under way at a time, because many devices can keep only one, and the
 * next follows after the rest that the link's {@code pause} asks for; a waiting write goes before the next poll. Where
 * answers tell which request they belong to and the one under way is not answered within the write's patience, the write
 * goes ahead beside it: a valve must not stay open because some sensor is silent.
 */
final class Turn {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private final Ticker ticker;
    private final long pauseNanos;
    private long readyNanos;
    private boolean busy;
    private int writers;

    Turn(Ticker ticker, long pauseMillis) {
        this.ticker = ticker;
        this.pauseNanos = TimeUnit.MILLISECONDS.toNanos(pauseMillis);
        this.readyNanos = ticker.nanos();
    }

    /** Waits for the turn of a poll: after every write that waits. */
    void poll() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                long rest = readyNanos - ticker.nanos();
                if (busy || writers > 0) {
                    free.await();
                } else if (rest > 0) {
                    free.awaitNanos(rest);
                } else {
                    busy = true;
                    return;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for the turn of a write, at most {@code patienceNanos}.
     *
     * @return whether it has the turn and must {@link #release} it; false = go ahead without
     */
    boolean write(long patienceNanos) throws InterruptedException {
        long until = ticker.nanos() + patienceNanos;
        lock.lockInterruptibly();
        writers++;
        try {
            while (true) {
                long now = ticker.nanos();
                long rest = readyNanos - now;
                if (!busy && rest <= 0) {
                    busy = true;
                    return true;
                }
                long left = until - now;
                if (left <= 0) {
                    return false;
                }
                free.awaitNanos(busy ? left : Math.min(left, rest));
            }
        } finally {
            writers--;
            free.signalAll();
            lock.unlock();
        }
    }

    /** Gives the turn back. */
    void release() {
        lock.lock();
        try {
            busy = false;
            readyNanos = ticker.nanos() + pauseNanos;
            free.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
