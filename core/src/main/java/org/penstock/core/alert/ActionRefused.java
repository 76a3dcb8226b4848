package org.penstock.core.alert;

/** A corrective action cannot be written or verified as asked. The message says why and what to do. */
public final class ActionRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ActionRefused(String message) {
        super(message);
    }
}
