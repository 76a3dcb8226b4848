package org.penstock.core.compliance;

import java.io.Serial;

/** A legal hold is not placed or lifted: what, why, and what to do. Nothing was changed. */
public final class LegalHoldRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    public LegalHoldRefused(String message) {
        super(message);
    }
}
