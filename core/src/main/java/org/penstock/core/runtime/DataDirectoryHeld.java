package org.penstock.core.runtime;

/** Another process works in the data directory. The message says who, since when, and what to do. */
public final class DataDirectoryHeld extends Exception {
    private static final long serialVersionUID = 1;

    DataDirectoryHeld(String message) {
        super(message);
    }
}
