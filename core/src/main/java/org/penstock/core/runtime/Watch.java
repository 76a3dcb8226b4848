package org.penstock.core.runtime;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the facility's threads under a name and notices when one dies. A thread that ends by an error is reported once,
 * with its error, to the listener; nothing is restarted silently. Thread-safe.
 */
final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final Map<String, String> dead = new ConcurrentHashMap<>();
    private final BiConsumer<String, Throwable> onDeath;

    /** @param onDeath gets the thread's name and its error, on the dying thread */
    Watch(BiConsumer<String, Throwable> onDeath) {
        this.onDeath = onDeath;
    }

    /** Starts {@code body} on a thread named {@code penstock-} + {@code name}. */
    Thread start(String name, Runnable body) {
        return Thread.ofPlatform()
                .name("penstock-" + name)
                .daemon(true)
                .uncaughtExceptionHandler((_, error) -> report(name, error))
                .start(body);
    }

    /** Reports a death that was noticed elsewhere. */
    void report(String name, Throwable error) {
        LOG.error("thread {} died; the facility goes on without it", name, error);
        dead.put(name, error.toString());
        onDeath.accept(name, error);
    }

    /** Threads that died, with what killed them. */
    Map<String, String> dead() {
        return new TreeMap<>(dead);
    }
}
