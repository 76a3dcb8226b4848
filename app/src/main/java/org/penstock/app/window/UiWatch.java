package org.penstock.app.window;

import java.util.Arrays;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the screen's thread from outside: hands it a small task and looks how long it takes to come round. Over 100 ms
 * is counted, over 250 ms is logged with what the thread was doing, because a person feels that.
 */
final class UiWatch implements AutoCloseable {
    static final long NOTED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    static final long LOGGED_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final Logger LOG = LoggerFactory.getLogger(UiWatch.class);
    private static final int FRAMES_LOGGED = 25;

    private final Executor screen;
    private final Ticker ticker;
    private final AtomicLong noted = new AtomicLong();
    private final AtomicLong logged = new AtomicLong();
    private final AtomicLong longest = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable Thread watched;
    private volatile boolean closed;

    UiWatch(Executor screen, Ticker ticker) {
        this.screen = screen;
        this.ticker = ticker;
        this.thread = new Thread(this::run, "penstock-window-watch");
        this.thread.setDaemon(true);
        this.thread.start();
    }

    /** Times the screen's thread was away for more than 100 ms. */
    long noted() {
        return noted.get();
    }

    /** Times it was away for more than 250 ms. */
    long logged() {
        return logged.get();
    }

    /** Longest time it was away, ms. */
    long longestMillis() {
        return TimeUnit.NANOSECONDS.toMillis(longest.get());
    }

    /** Waits for its thread to end after {@link #close}. @return false when it still runs after {@code millis} */
    boolean ended(long millis) throws InterruptedException {
        thread.join(millis);
        return !thread.isAlive();
    }

    private void run() {
        while (!closed) {
            probe();
            LockSupport.parkNanos(NOTED_NANOS);
        }
    }

    private void probe() {
        long asked = ticker.nanos();
        AtomicLong came = new AtomicLong();
        screen.execute(() -> {
            watched = Thread.currentThread();
            came.set(Math.max(1, ticker.nanos() - asked));
            LockSupport.unpark(thread);
        });
        boolean told = false;
        while (came.get() == 0 && !closed) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(25));
            Thread held = watched;
            if (!told && came.get() == 0 && held != null && ticker.nanos() - asked > LOGGED_NANOS) {
                told = true;
                logged.incrementAndGet();
                LOG.warn("The screen stands still for over 250 ms:{}", stack(held));
            }
        }
        long took = came.get();
        if (took == 0) {
            return;
        }
        longest.accumulateAndGet(took, Math::max);
        if (took > NOTED_NANOS) {
            noted.incrementAndGet();
        }
        if (told) {
            LOG.warn("The screen stood still for {} ms", TimeUnit.NANOSECONDS.toMillis(took));
        }
    }

    private static String stack(Thread held) {
        return Arrays.stream(held.getStackTrace())
                .limit(FRAMES_LOGGED)
                .map(f -> "\n    at " + f)
                .collect(Collectors.joining());
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
