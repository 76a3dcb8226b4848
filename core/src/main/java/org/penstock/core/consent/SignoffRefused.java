package org.penstock.core.consent;

import java.io.Serial;

/** A sign-off goes no further, and the transaction with it. The message is the refusal in words. */
public final class SignoffRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient Refusal refusal;

    public SignoffRefused(Refusal refusal) {
        super(refusal.inWords());
        this.refusal = refusal;
    }

    /** Why. */
    public Refusal refusal() {
        return refusal;
    }
}
