package org.penstock.core.telemetry;

import java.time.Instant;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;

/**
 * Writes rows for the tools of others in the transaction of the record, but behind a savepoint: what the server refuses of
 * them twice, because somebody added a column or took a right away, costs these rows and nothing of the record. They are
 * tried again with each transaction. Projector's thread, except {@link #refused}.
 */
public final class RowsBeside {
    /**
     * What stays refused however often it is tried: not supported, data, constraints, names and rights, views with a check,
     * and triggers that raise. Anything else is a server that is away or in a hurry, and the record waits for it.
     */
    private static final Set<String> REFUSALS = Set.of("0A", "22", "23", "42", "44", "P0");

    private final Runnable forget;
    private volatile @Nullable Refused refused;

    /**
     * Rows are not taken.
     *
     * @param since readings from then on are not among them
     * @param why in the server's words
     */
    public record Refused(Instant since, String why) {}

    /** @param forget called when rows were refused: what is known of their table may be wrong */
    RowsBeside(Runnable forget) {
        this.forget = forget;
    }

    /** Why rows are not taken, null when they are. Any thread. */
    @Nullable
    Refused refused() {
        return refused;
    }

    /** @param rows writes them; null where none are wanted */
    void write(DSLContext sql, @Nullable Runnable rows, long wallMicros) {
        if (rows == null) {
            refused = null;
            return;
        }
        DataAccessException refusal = tried(sql, rows);
        if (refusal != null) {
            // A month's partition that is made meanwhile takes rows from the one they were on their way to (23514,
            // seen): the
            // next attempt finds the new one. What stands against the rows themselves stands against that, too.
            refusal = tried(sql, rows);
        }
        if (refusal == null) {
            refused = null;
            return;
        }
        Refused before = refused;
        refused = new Refused(before == null ? EngineClock.instant(wallMicros) : before.since(), reason(refusal));
    }

    /** @return why the server refused them and nothing of them is written, null when all are */
    private @Nullable DataAccessException tried(DSLContext sql, Runnable rows) {
        sql.execute("savepoint rows_beside");
        try {
            rows.run();
        } catch (DataAccessException e) {
            if (!REFUSALS.contains(e.sqlState().substring(0, 2))) {
                throw e;
            }
            sql.execute("rollback to savepoint rows_beside");
            forget.run();
            return e;
        }
        sql.execute("release savepoint rows_beside");
        return null;
    }

    private static String reason(DataAccessException e) {
        Throwable cause = e.getCause();
        String message =
                String.valueOf((cause == null ? e : cause).getMessage()).strip();
        return message.lines().findFirst().orElse(message).strip();
    }
}
