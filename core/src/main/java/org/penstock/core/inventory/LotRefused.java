package org.penstock.core.inventory;

import java.io.Serial;

/** Stuff stays as it is, and the transaction with it. The message is the refusal in words. */
public final class LotRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient LotRefusal refusal;

    public LotRefused(LotRefusal refusal) {
        super(refusal.inWords());
        this.refusal = refusal;
    }

    /** Why. */
    public LotRefusal refusal() {
        return refusal;
    }
}
