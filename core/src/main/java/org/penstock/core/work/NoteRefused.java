package org.penstock.core.work;

/** A note cannot be written or changed as asked. The message says why and what to do. */
public final class NoteRefused extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NoteRefused(String message) {
        super(message);
    }
}
