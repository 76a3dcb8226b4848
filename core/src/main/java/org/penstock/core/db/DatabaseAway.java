package org.penstock.core.db;

/**
 * The database cannot be reached or cannot write at the moment: server stopped, line cut, disk full, pool exhausted.
 * Nothing is wrong with what was asked; the same work may be tried again later. Every other exception out of
 * {@link Database#transact} is a fault of the work itself and would fail again.
 */
public final class DatabaseAway extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;
    private final boolean perhapsDone;

    DatabaseAway(String reason, boolean perhapsDone, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
        this.perhapsDone = perhapsDone;
    }

    /**
     * The line broke while the commit was under way, so that nobody here knows whether the work is in the database.
     * Who repeats it must be able to recognise that (the projector by its position, a request by its id).
     */
    public boolean perhapsDone() {
        return perhapsDone;
    }

    /** Which database, and why it cannot be reached. */
    @Override
    public String getMessage() {
        return reason;
    }
}
