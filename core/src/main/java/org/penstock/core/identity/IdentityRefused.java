package org.penstock.core.identity;

/** Something about persons, roles or credentials cannot be done as asked. The message says why and what to do. */
public final class IdentityRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public IdentityRefused(String message) {
        super(message);
    }
}
