package org.penstock.core.identity;

/** Somebody may not do what he asked for. The message says who, what, and who may instead. */
public final class NotAllowed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean unknown;

    /** @param unknown whether it is not known who asks: signing in may help */
    public NotAllowed(String message, boolean unknown) {
        super(message);
        this.unknown = unknown;
    }

    /** Whether signing in may help; otherwise the person is known and lacks the right. */
    public boolean unknown() {
        return unknown;
    }
}
