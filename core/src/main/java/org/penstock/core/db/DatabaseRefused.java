package org.penstock.core.db;

/**
 * The database is there and must not be used as it is: made by a newer Penstock, held by another process, a migration
 * failed. Waiting does not help; the message says what a person has to do.
 */
public final class DatabaseRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String reason;

    DatabaseRefused(String reason) {
        super(reason);
        this.reason = reason;
    }

    DatabaseRefused(String reason, Throwable cause) {
        super(reason, cause);
        this.reason = reason;
    }

    /** What is wrong and what to do. */
    @Override
    public String getMessage() {
        return reason;
    }
}
