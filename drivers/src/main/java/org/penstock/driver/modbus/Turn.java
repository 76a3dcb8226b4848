package org.penstock.driver.modbus;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Whose turn it is to ask the device. Normally one request is under way at a time, because many devices can keep only
 * one; a waiting write goes before the next poll. When the request under way is not answered within the write's
 * patience, the write goes ahead beside it: a valve must not stay open because some sensor is silent.
 */
final class Turn {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private boolean busy;
    private int writers;

    /** Waits for the turn of a poll: after every write that waits. */
    void poll() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (busy || writers > 0) {
                free.await();
            }
            busy = true;
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
        lock.lockInterruptibly();
        writers++;
        try {
            long left = patienceNanos;
            while (busy) {
                if (left <= 0) {
                    return false;
                }
                left = free.awaitNanos(left);
            }
            busy = true;
            return true;
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
            free.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
