package org.penstock.core.db;

import java.time.Instant;

/** What is known of the database since the last thing asked of it. */
public sealed interface DatabaseState {
    /** Answered the last time it was asked. */
    record Ok() implements DatabaseState {}

    /**
     * Did not.
     *
     * @param reason one sentence for a person
     * @param since wall time of the first failure in a row
     */
    record Away(String reason, Instant since) implements DatabaseState {}
}
