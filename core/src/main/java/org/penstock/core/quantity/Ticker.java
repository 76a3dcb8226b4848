package org.penstock.core.quantity;

/**
 * The monotonic clock behind every duration: age, maximum on-time, delay, time-out, back-off. Never set, never stepped.
 * Wall time comes from {@link java.time.InstantSource}; the two are injected separately because one of them jumps.
 */
@FunctionalInterface
public interface Ticker {
    /** Nanoseconds since an arbitrary origin; only differences mean something. Callable from any thread. */
    long nanos();

    /** The system's monotonic clock. */
    static Ticker system() {
        return System::nanoTime;
    }
}
