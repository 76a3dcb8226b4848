package org.penstock.core.compliance;

import java.io.Serial;

/** A destruction does not go on, and the transaction with it. The message is the refusal in words. */
public final class DestructionRefused extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final transient DestructionRefusal refusal;

    public DestructionRefused(DestructionRefusal refusal) {
        super(refusal.inWords());
        this.refusal = refusal;
    }

    /** Why. */
    public DestructionRefusal refusal() {
        return refusal;
    }
}
