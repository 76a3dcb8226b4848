package org.penstock.core.identity;

/**
 * Something a person must know or a machine must hold: a password, a PIN, a badge's number, a token. Never logged, never
 * in an event, and never seen by accident: its {@link #toString} says nothing.
 *
 * @param text the secret itself
 */
public record Secret(String text) {
    /** Longest secret taken, characters; more is not a password but an attempt to keep the hash busy. */
    public static final int MOST = 1_000;

    public Secret {
        if (text.length() > MOST) {
            throw new IllegalArgumentException("a secret has at most " + MOST + " characters");
        }
    }

    @Override
    public String toString() {
        return "Secret[not shown]";
    }
}
