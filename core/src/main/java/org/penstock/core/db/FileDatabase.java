package org.penstock.core.db;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * One H2 file beside the main database, for rows that would make that one large: a day of readings. Reading from any thread,
 * writing from one. Each answer is whole; what {@link #run} has returned from is on the disk.
 */
public final class FileDatabase implements AutoCloseable {
    private static final String SUFFIX = ".mv.db";
    /** Many are open at once, and each would take 64 MB for a cache of its own, KB. */
    private static final int CACHE = 2_048;

    private static final String OPTIONS =
            ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;WRITE_DELAY=0"
                    + ";DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0;CACHE_SIZE=" + CACHE;

    private final String url;
    private final Path directory;
    private final boolean readOnly;
    /** Keeps the file open: H2 closes it with its last connection. */
    private final Connection first;

    private final Deque<Connection> free = new ArrayDeque<>();
    private boolean closed;

    /** What a file may be opened for. */
    public enum Use {
        /** Only reading: the file does not change by a byte. */
        READ(";ACCESS_MODE_DATA=r;IFEXISTS=TRUE"),
        /** Reading and writing; made when it is missing. */
        WRITE(""),
        /** As {@link #WRITE}, for a file that is made once to be read for years: small, a little slower. */
        PACK(";COMPRESS=TRUE");

        private final String options;

        Use(String options) {
            this.options = options;
        }
    }

    private FileDatabase(String url, Path directory, boolean readOnly) throws SQLException {
        this.url = url;
        this.directory = directory;
        this.readOnly = readOnly;
        this.first = connect();
    }

    /**
     * Opens a file.
     *
     * @param file with its ending {@code .mv.db}
     * @throws FileDamaged when what is there is no such file any more
     */
    public static FileDatabase open(Path file, Use use) {
        String path = file.toAbsolutePath().toString();
        if (!path.endsWith(SUFFIX) || path.indexOf(';') >= 0) {
            throw new IllegalArgumentException("no name that H2 can open: " + path);
        }
        String url = "jdbc:h2:file:" + path.substring(0, path.length() - SUFFIX.length()) + OPTIONS + use.options;
        try {
            return new FileDatabase(
                    url, Objects.requireNonNull(file.toAbsolutePath().getParent(), path), use == Use.READ);
        } catch (SQLException e) {
            throw failure(e, file.getFileName().toString());
        }
    }

    /** Whether it was opened for reading only. */
    public boolean readOnly() {
        return readOnly;
    }

    /** Answers a question. @throws FileDamaged when the file cannot be read */
    public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
        return on(work, false);
    }

    /**
     * Runs {@code work} in one transaction, commits and syncs it.
     *
     * @throws FileDamaged when the file cannot be read
     * @throws UncheckedIOException when the disk is nearly full
     */
    public void run(Consumer<DSLContext> work) {
        try {
            Room.need(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
        on(
                sql -> {
                    work.accept(sql);
                    return true;
                },
                true);
    }

    /** Closes it after everything in it was moved together, which makes it as small as it can be. */
    public void closeCompact() {
        try (var statement = first.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        } catch (SQLException e) {
            throw failure(e, url);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        synchronized (free) {
            closed = true;
            free.forEach(FileDatabase::close);
            free.clear();
        }
        close(first);
    }

    private <T extends @Nullable Object> T on(Function<DSLContext, T> work, boolean write) {
        try {
            Connection connection = take();
            boolean whole = false;
            try {
                T result = work.apply(DSL.using(connection, SQLDialect.H2, Database.settings()));
                if (write) {
                    connection.commit();
                    try (var statement = connection.createStatement()) {
                        statement.execute("CHECKPOINT SYNC");
                    }
                } else {
                    connection.rollback();
                }
                whole = true;
                return result;
            } finally {
                if (whole) {
                    give(connection);
                } else {
                    // Rolls back; what is wrong with it is not passed on.
                    close(connection);
                }
            }
        } catch (SQLException e) {
            throw failure(e, url);
        } catch (RuntimeException e) {
            throw e instanceof FileDamaged || !damaged(e) ? e : new FileDamaged(Failures.cause(e), e);
        }
    }

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection(url, "sa", "");
        connection.setAutoCommit(false);
        return connection;
    }

    private Connection take() throws SQLException {
        synchronized (free) {
            Connection known = free.poll();
            if (known != null) {
                return known;
            }
        }
        return connect();
    }

    private void give(Connection connection) {
        synchronized (free) {
            if (!closed) {
                free.push(connection);
                return;
            }
        }
        close(connection);
    }

    private static void close(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            // It is closed already, or its file is gone: nothing that anybody could do.
            org.slf4j.LoggerFactory.getLogger(FileDatabase.class).debug("while closing a file", e);
        }
    }

    private static RuntimeException failure(SQLException e, String name) {
        return damaged(e)
                ? new FileDamaged(Failures.cause(e), e)
                : new IllegalStateException(name + ": " + Failures.cause(e), e);
    }

    private static boolean damaged(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql
                    && (sql.getErrorCode() == ErrorCode.FILE_CORRUPTED_1
                            || sql.getErrorCode() == ErrorCode.FILE_VERSION_ERROR_1)) {
                return true;
            }
            if (t instanceof MVStoreException store
                    && (store.getErrorCode() == DataUtils.ERROR_FILE_CORRUPT
                            || store.getErrorCode() == DataUtils.ERROR_UNSUPPORTED_FORMAT
                            || store.getErrorCode() == DataUtils.ERROR_CHUNK_NOT_FOUND)) {
                return true;
            }
        }
        return false;
    }

    /** A file whose content is not what was written. */
    public static final class FileDamaged extends RuntimeException {
        private static final long serialVersionUID = 1;

        FileDamaged(String message, Throwable cause) {
            super(message, cause);
        }

        /** @param message what is wrong with it */
        public FileDamaged(String message) {
            super(message);
        }
    }
}
