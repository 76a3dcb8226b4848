package org.penstock.core.work;

/** A hand-over cannot be given or taken as asked. The message says why and what to do. */
public final class HandoverRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public HandoverRefused(String message) {
        super(message);
    }
}
