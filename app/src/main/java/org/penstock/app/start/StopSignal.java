package org.penstock.app.start;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C, SIGTERM and log-off as one wish to close. The Java process ends as soon as its shutdown hooks have; the hook
 * here therefore completes {@link #wanted} and holds the end back until {@link #close}, or half a minute.
 * After such an end the exit code is the signal's: 130 or 143.
 */
public final class StopSignal implements AutoCloseable {
    private static final long LONGEST_CLOSE_SECONDS = 30;

    private final CompletableFuture<Void> wanted = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    private StopSignal() {
        hook = Thread.ofPlatform().name("penstock-stop").unstarted(this::stop);
    }

    /** Listens from here on. */
    public static StopSignal listen() {
        StopSignal signal = new StopSignal();
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    private void stop() {
        wanted.complete(null);
        try {
            if (!closed.await(LONGEST_CLOSE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("Not closed within " + LONGEST_CLOSE_SECONDS
                        + " s; ending all the same. The next start goes on from the journal.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Completes when the process is to end. */
    public CompletableFuture<Void> wanted() {
        return wanted.copy();
    }

    /** Whether the process is to end. */
    public boolean isWanted() {
        return wanted.isDone();
    }

    /** Everything is closed: the process may end. */
    @Override
    public void close() {
        closed.countDown();
        if (!isWanted()) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The end began just now; the hook finds everything closed.
                wanted.complete(null);
            }
        }
    }
}
