package org.penstock.core.runtime;

/** Readings cannot be taken in as asked. The message says why and what to do. */
public final class IntakeRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public IntakeRefused(String message) {
        super(message);
    }
}
