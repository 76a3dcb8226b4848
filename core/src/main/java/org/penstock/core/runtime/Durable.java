package org.penstock.core.runtime;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** How far the record of effects is on disk; lets a command wait for its own. Thread-safe. */
final class Durable {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition progress = lock.newCondition();
    private long effects;

    /** The effects of every frame up to {@code seq} are durable. */
    void reached(long seq) {
        lock.lock();
        try {
            if (seq > effects) {
                effects = seq;
                progress.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the effects of frame {@code seq} are durable. @return false when {@code withinMicros} passed before */
    boolean await(long seq, long withinMicros) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MICROSECONDS.toNanos(withinMicros);
            while (effects < seq) {
                if (left <= 0) {
                    return false;
                }
                left = progress.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
