package org.penstock.core.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the facility's threads under a name, notices when one dies, and sees them end. A thread that ends by an error is
 * reported once, with its error, to the listener; nothing is restarted silently. Thread-safe.
 */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final long END_WITHIN_MILLIS = 5_000;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private final BiConsumer<String, Throwable> onDeath;

    /** @param onDeath gets the thread's name and its error, on the dying thread */
    Watch(BiConsumer<String, Throwable> onDeath) {
        this.onDeath = onDeath;
    }

    /** Starts {@code body} on a thread named {@code penstock-} + {@code name}. */
    void start(String name, Runnable body) {
        threads.add(Thread.ofPlatform()
                .name("penstock-" + name)
                .daemon(true)
                .uncaughtExceptionHandler((_, error) -> died(name, error))
                .start(body));
    }

    private void died(String name, Throwable error) {
        LOG.error("thread {} died; the facility goes on without it", name, error);
        onDeath.accept(name, error);
    }

    /** Waits for threads that were told to end, 5 s each at most. @return whether every one did */
    boolean end() {
        // Those that rest look at once that it is over.
        threads.forEach(LockSupport::unpark);
        for (Thread thread : threads) {
            try {
                thread.join(END_WITHIN_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return threads.stream().noneMatch(Thread::isAlive);
    }
}
