package org.penstock.core.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the facility to whoever subscribed, ten times a second at most, on one thread of its own. A listener that throws
 * is dropped and named in the log: a broken screen must not darken the others.
 */
final class Screens implements AutoCloseable {
    /** Shortest time between two snapshots, ns. */
    static final long PULSE_NANOS = 100_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(Screens.class);

    private final List<Consumer<FacilitySnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final Supplier<FacilitySnapshot> snapshots;
    private volatile boolean closed;

    Screens(Supplier<FacilitySnapshot> snapshots) {
        this.snapshots = snapshots;
    }

    /** Body of the thread. */
    void run() {
        while (!closed) {
            LockSupport.parkNanos(PULSE_NANOS);
            if (!listeners.isEmpty() && !closed) {
                show(snapshots.get());
            }
        }
    }

    private void show(FacilitySnapshot snapshot) {
        for (Consumer<FacilitySnapshot> listener : listeners) {
            try {
                listener.accept(snapshot);
            } catch (RuntimeException e) {
                listeners.remove(listener);
                LOG.error("A screen failed and gets no more values", e);
            }
        }
    }

    ControlRoom.Subscription subscribe(Consumer<FacilitySnapshot> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** Open subscriptions. */
    int subscribers() {
        return listeners.size();
    }

    @Override
    public void close() {
        closed = true;
        listeners.clear();
    }
}
