package org.penstock.core.runtime;

/** What was signed could not be done; undoes the transaction that would have said that it was. */
final class NotApplied extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotApplied(String why) {
        super(why);
    }
}
