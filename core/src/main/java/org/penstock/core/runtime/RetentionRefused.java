package org.penstock.core.runtime;

import java.io.Serial;

/** Readings are not let go now: why, and what to do. */
public final class RetentionRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public RetentionRefused(String message) {
        super(message);
    }
}
