package org.penstock.core.runtime;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.penstock.core.identity.IdentityRefused;

/**
 * In the first moments of the first start the record does not know the organization yet, and nothing about its people can be
 * written. Thread-safe.
 *
 * @param founded whether the record knows this facility
 */
record Founding(BooleanSupplier founded) {
    private static final int TRIES = 100;
    private static final long NANOS = 50_000_000;

    /**
     * Waits for it, five seconds at most.
     *
     * @throws IdentityRefused when the record does not know it even then
     */
    void await() {
        for (int i = 0; i < TRIES && !founded.getAsBoolean(); i++) {
            LockSupport.parkNanos(NANOS);
        }
        if (!founded.getAsBoolean()) {
            throw new IdentityRefused("The record has not taken up this facility yet. Try again in a moment.");
        }
    }
}
