package org.penstock.core.db;

import static org.penstock.core.db.tables.tables.Installation.INSTALLATION;

import com.github.f4b6a3.uuid.UuidCreator;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.SQLDialect;
import org.jooq.conf.RenderNameCase;
import org.jooq.conf.RenderQuotedNames;
import org.jooq.conf.Settings;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door to the record. Callable from any thread; a call blocks until the database has answered or is found to be
 * away, at most about {@link Pools#ANSWER_SECONDS} s for a statement and {@link Pools#CONNECT_SECONDS} s for a connection.
 *
 * <p>What {@link #transact} has returned from is on the disk. PostgreSQL sees to that itself
 * ({@code synchronous_commit}); H2 never syncs on commit, so every transaction is followed by {@code CHECKPOINT SYNC}
 * before it returns, one for those that committed one right after the other ({@link SharedSync}). Always, not on request: it costs 0.1 ms of processor and one fdatasync (see {@code MODEL.md}), and what
 * must be asked for is forgotten once.
 *
 * <p>An embedded database is written by one transaction at a time. H2 2.4.240 gathers the maps of a version one after the
 * other while another transaction goes on writing; a process killed right after left that transaction half in the file
 * (1 of about 150 kills with two writers, {@code CrashTest}). A writer that is alone cannot be caught half-way.
 */
public final class Database implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Database.class);
    private static final int RACES = 8;

    private final DatabaseAddress address;
    private final InstantSource clock;
    private final HikariDataSource pool;
    private final SQLDialect dialect;
    private final Settings settings;
    private volatile DatabaseState state = new DatabaseState.Ok();
    private final Object preparing = new Object();
    private final SharedSync writers = new SharedSync();
    private volatile boolean prepared;

    private Database(DatabaseAddress address, InstantSource clock) {
        this.address = address;
        this.clock = clock;
        this.pool = Pools.open(address);
        this.dialect = embedded() ? SQLDialect.H2 : SQLDialect.POSTGRES;
        this.settings = settings();
    }

    static Settings settings() {
        return new Settings()
                .withRenderSchema(false)
                .withRenderNameCase(RenderNameCase.LOWER)
                .withRenderQuotedNames(RenderQuotedNames.ALWAYS)
                // Times as times: as text they take longer than all the rest of a row.
                .withBindOffsetDateTimeType(true)
                .withExecuteLogging(false);
    }

    /**
     * Opens the record and brings its schema up to date. A server that is away does not fail the opening: control must
     * start without it. Then {@link #state} says so, and the first work that reaches the server prepares it.
     *
     * @throws DatabaseRefused when the database is there but must not be used; the message says what to do
     */
    public static Database open(DatabaseAddress address, InstantSource clock) {
        // jOOQ knows no other way to keep its advertisement out of a user's log.
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        Database database = new Database(address, clock);
        try {
            database.prepare();
        } catch (DatabaseAway away) {
            if (database.embedded()) {
                database.pool.close();
                throw new DatabaseRefused(
                        away.getMessage() + " Check the disk and the rights of the data directory.", away);
            }
            log.warn("{} Control goes on; the record follows when it is back.", away.getMessage());
        } catch (RuntimeException | Error e) {
            database.pool.close();
            throw e;
        }
        return database;
    }

    /**
     * Runs {@code work} in one transaction, commits and syncs it. A failure of any kind rolls everything back. When two
     * transactions stand in each other's way the work is run again, so it must do nothing but SQL.
     *
     * @throws DatabaseAway when the database cannot be reached or cannot write; the work may be tried again later
     */
    public <T extends @Nullable Object> T transact(Function<DSLContext, T> work) {
        prepare();
        for (int race = 1; ; race++) {
            try {
                return once(work, false);
            } catch (RuntimeException e) {
                if (race >= RACES || !Failures.lostRace(e)) {
                    throw e;
                }
                log.debug("transaction run again after losing a race", e);
            }
        }
    }

    /** {@link #transact} for work without a result. */
    public void run(Consumer<DSLContext> work) {
        transact(sql -> {
            work.accept(sql);
            return Boolean.TRUE;
        });
    }

    /**
     * Runs {@code work} on a connection that must not write. Each statement sees what was committed before it; nothing
     * lazy may leave the call.
     *
     * @throws DatabaseAway when the database cannot be reached
     */
    public <T extends @Nullable Object> T read(Function<DSLContext, T> work) {
        prepare();
        return once(work, true);
    }

    /** What is known since the last call; never asks the database itself. */
    public DatabaseState state() {
        return state;
    }

    /** Where the record is. */
    public DatabaseAddress address() {
        return address;
    }

    /** Closes every connection; an embedded database is closed in order. Work that is under way fails. */
    @Override
    public void close() {
        pool.close();
    }

    /** Whether it is embedded in this process: then there is no other workstation. */
    public boolean embedded() {
        return address instanceof DatabaseAddress.Embedded;
    }

    private <T extends @Nullable Object> T once(Function<DSLContext, T> work, boolean readOnly) {
        if (readOnly || !embedded()) {
            return onConnection(work, readOnly ? Connection::rollback : Connection::commit, readOnly);
        }
        T result;
        SharedSync.Waiting mine;
        writers.begin();
        try {
            room();
            result = onConnection(
                    work,
                    connection -> {
                        connection.commit();
                        writers.committed(connection);
                    },
                    false);
        } finally {
            mine = writers.end(pool::getConnection);
        }
        try {
            mine.await();
        } catch (SQLException e) {
            throw away(e, true);
        }
        return result;
    }

    private void room() {
        if (address instanceof DatabaseAddress.Embedded embedded) {
            try {
                Room.need(embedded.dir());
            } catch (IOException e) {
                throw away(e, false);
            }
        }
    }

    /** How a transaction ends. */
    private interface End {
        void of(Connection connection) throws SQLException;
    }

    private <T extends @Nullable Object> T onConnection(Function<DSLContext, T> work, End end, boolean readOnly) {
        boolean committing = false;
        try (Connection connection = pool.getConnection()) {
            try {
                connection.setAutoCommit(false);
                connection.setReadOnly(readOnly);
                T result = work.apply(DSL.using(connection, dialect, settings));
                committing = !readOnly;
                end.of(connection);
                answered();
                return result;
            } catch (Throwable t) {
                rollBack(connection, t);
                throw t;
            }
        } catch (SQLException | RuntimeException e) {
            // Who is still at work when this is closed cannot reach it either, and is ready to be told so.
            if (e instanceof DatabaseAway || !(pool.isClosed() || Failures.away(e))) {
                throw e instanceof RuntimeException r ? r : new IllegalStateException(Failures.cause(e), e);
            }
            throw away(e, committing);
        }
    }

    private static void rollBack(Connection connection, Throwable failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }

    private synchronized void answered() {
        if (state instanceof DatabaseState.Away away) {
            log.info("{} is back; it was away since {}", address.inWords(), away.since());
        }
        state = new DatabaseState.Ok();
    }

    private synchronized DatabaseAway away(Throwable failure, boolean perhapsDone) {
        String reason = "Cannot reach " + address.inWords() + ": " + Failures.cause(failure) + ".";
        state = new DatabaseState.Away(
                reason, state instanceof DatabaseState.Away before ? before.since() : clock.instant());
        return new DatabaseAway(reason, perhapsDone, failure);
    }

    /** Migrates once, at the first moment the database can be reached. */
    private void prepare() {
        if (prepared) {
            return;
        }
        synchronized (preparing) {
            if (prepared) {
                return;
            }
            try {
                Migrations.migrate(
                        Pools.forMigrations(address), address.inWords(), level -> once(sql -> note(sql, level), false));
                prepared = true;
            } catch (DatabaseAway | DatabaseRefused e) {
                throw e;
            } catch (RuntimeException e) {
                if (Failures.held(e)) {
                    throw new DatabaseRefused(
                            "Another process holds " + address.inWords() + ". Close it, or connect to it.", e);
                }
                if (!Failures.away(e)) {
                    throw e;
                }
                throw away(e, false);
            }
        }
    }

    private boolean note(DSLContext sql, String level) {
        int known =
                sql.update(INSTALLATION).set(INSTALLATION.SCHEMA_LEVEL, level).execute();
        if (known == 0) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
            sql.insertInto(INSTALLATION)
                    .set(INSTALLATION.ID, UuidCreator.getTimeOrderedEpoch())
                    .set(INSTALLATION.SCHEMA_LEVEL, level)
                    .set(INSTALLATION.CREATED_AT, now)
                    .onConflictDoNothing()
                    .execute();
        }
        return true;
    }
}
