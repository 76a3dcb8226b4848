package org.penstock.driver.simulator;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.penstock.core.quantity.Ticker;

/** A {@link FaultyPlant} under a lock and on the facility's monotonic clock, from its start to its close. Thread-safe. */
final class LivePlant {
    /** Between two looks at the clock, ms. */
    static final long BEAT_MS = 20;

    private final FaultyPlant plant;
    private final Ticker ticker;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private long startedNanos;
    private boolean started;
    private boolean closed;

    LivePlant(FaultyPlant plant, Ticker ticker) {
        this.plant = plant;
        this.ticker = ticker;
    }

    /** Begins. @return false when it had begun, or was closed */
    boolean start() {
        lock.lock();
        try {
            if (started || closed) {
                return false;
            }
            started = true;
            startedNanos = ticker.nanos();
            plant.move(0);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Ends, and wakes whoever waits. @return whether it was running */
    boolean close() {
        lock.lock();
        try {
            boolean ran = started && !closed;
            closed = true;
            ended.signalAll();
            return ran;
        } finally {
            lock.unlock();
        }
    }

    /** Why it does not run, "" when it does. */
    String stands() {
        lock.lock();
        try {
            return closed ? "closed" : started ? "" : "not started";
        } finally {
            lock.unlock();
        }
    }

    /** Looks at the plant, or does something to it, as it is now. */
    <T> T now(Function<FaultyPlant, T> look) {
        lock.lock();
        try {
            if (started && !closed) {
                plant.move(ticker.nanos() - startedNanos);
            }
            return look.apply(plant);
        } finally {
            lock.unlock();
        }
    }

    /** Waits, on the system's clock; less when it is closed. */
    void pause(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && left > 0) {
                left = ended.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits on the facility's clock; less when it is closed. */
    void pass(long nanos) throws InterruptedException {
        long until = ticker.nanos() + nanos;
        while (ticker.nanos() - until < 0 && stands().isEmpty()) {
            pause(BEAT_MS);
        }
    }
}
