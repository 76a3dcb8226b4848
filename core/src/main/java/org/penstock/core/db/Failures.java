package org.penstock.core.db;

import java.io.IOException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.h2.api.ErrorCode;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** Tells a database that is away from work that is wrong, by what lies under an exception. */
final class Failures {
    /** H2's ways to say that its file can no longer be read or written, or that it closed itself because of that. */
    private static final Set<Integer> H2_AWAY = Set.of(
            ErrorCode.IO_EXCEPTION_1,
            ErrorCode.IO_EXCEPTION_2,
            ErrorCode.DATABASE_IS_CLOSED,
            ErrorCode.DATABASE_CALLED_AT_SHUTDOWN,
            ErrorCode.CONNECTION_BROKEN_1,
            ErrorCode.OUT_OF_MEMORY);

    private Failures() {}

    /** Connection lost or refused, server stopping or starting, disk full, file unwritable. */
    static boolean away(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLTransientConnectionException
                    || t instanceof SQLNonTransientConnectionException
                    || t instanceof SQLRecoverableException
                    || t instanceof IOException
                    || t instanceof MVStoreException) {
                return true;
            }
            if (t instanceof SQLException e && (H2_AWAY.contains(e.getErrorCode()) || awayState(e.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /**
     * 08 connection, 28 password or role refused, 3D database missing, 53 disk full or too many connections, 57P
     * shutting down or starting up, 58 system error, XX internal error.
     */
    private static boolean awayState(@Nullable String state) {
        return state != null
                && (state.startsWith("08")
                        || state.startsWith("28")
                        || state.startsWith("3D")
                        || state.startsWith("53")
                        || state.startsWith("57P")
                        || state.startsWith("58"));
    }

    /** Two transactions stood in each other's way and this one was rolled back to let the other pass. */
    static boolean lostRace(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException e && ("40001".equals(e.getSQLState()) || "40P01".equals(e.getSQLState()))) {
                return true;
            }
        }
        return false;
    }

    /** The embedded file is held by another process. */
    static boolean held(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException e && e.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1) {
                return true;
            }
        }
        return false;
    }

    /** The innermost message, which names the cause; the outer ones repeat the SQL. */
    static String cause(Throwable failure) {
        Throwable last = failure;
        while (last.getCause() != null) {
            last = last.getCause();
        }
        String message = last.getMessage();
        return message == null
                ? last.getClass().getSimpleName()
                : message.strip().replaceAll("\\s+", " ");
    }
}
