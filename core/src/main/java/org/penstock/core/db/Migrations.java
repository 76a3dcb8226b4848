package org.penstock.core.db;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.output.MigrateResult;

/** Brings a schema to what this program knows, and refuses one that it does not know. */
final class Migrations {
    private static final int OLDEST_SERVER = 15;

    private Migrations() {}

    /**
     * Applies what is missing, and then does {@code then} with the schema level there is now. In H2 2.4.240 a
     * {@code check (x in (…))} stays bound to the session that made it, and every insert fails with "The database has been
     * closed" once that session is gone and the file is not; read again from the file, it is bound to the database's own
     * session. So an embedded file that was changed is closed before {@code then}, and must have no other connection; one
     * that was not stays open until {@code then} has connected, for opening it reads the whole schema.
     *
     * @param words what messages call the database
     * @throws DatabaseRefused when the schema is newer, was changed by hand, or a migration fails
     */
    static void migrate(Connect connect, String words, Consumer<String> then) {
        String level;
        try (Connection open = connect.open()) {
            if (!connect.embedded()) {
                refuseUnfit(open, words);
            }
            KnownMigrations known = KnownMigrations.in(Migrations.class.getClassLoader(), connect.folders());
            if (known.areAllIn(open)) {
                then.accept(known.newest());
                return;
            }
            level = byFlyway(connect, words);
        } catch (SQLException e) {
            if (!connect.embedded() || Failures.away(e) || Failures.held(e)) {
                throw new IllegalStateException(e);
            }
            throw refused(words, e);
        }
        then.accept(level);
    }

    private static String byFlyway(Connect connect, String words) {
        try {
            Flyway flyway = Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(connect.url(), connect.user(), connect.password())
                    .locations(Arrays.stream(connect.folders())
                            .map(folder -> "classpath:" + folder)
                            .toArray(String[]::new))
                    .placeholders(Map.of("stored", connect.storedWord()))
                    .loggers(MigrationLog.class.getName())
                    .load();
            refuseUnknown(flyway.info().all(), words);
            return level(flyway.migrate());
        } catch (FlywayException e) {
            if (Failures.away(e) || Failures.held(e)) {
                throw new IllegalStateException(e);
            }
            throw refused(words, e);
        }
    }

    private static DatabaseRefused refused(String words, Exception e) {
        return new DatabaseRefused(
                "The schema of " + words + " could not be brought up to date: " + Failures.cause(e)
                        + ". Nothing was opened. Restore the last backup or ask for help with this message.",
                e);
    }

    private static String level(MigrateResult done) {
        String level = done.migrationsExecuted == 0 ? done.initialSchemaVersion : done.targetSchemaVersion;
        if (level == null) {
            throw new IllegalStateException("this program was built without its migrations");
        }
        return level;
    }

    private static void refuseUnfit(Connection connection, String words) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select current_setting('server_version_num')::integer, current_setting('server_encoding')")) {
            row.next();
            int version = row.getInt(1) / 10_000;
            String encoding = row.getString(2);
            if (version < OLDEST_SERVER) {
                throw new DatabaseRefused(sentence(words) + " is PostgreSQL " + version + "; PostgreSQL "
                        + OLDEST_SERVER + " or newer is needed. Update the server.");
            }
            if (!"UTF8".equals(encoding)) {
                throw new DatabaseRefused(sentence(words) + " keeps text as " + encoding
                        + ", which cannot hold every name. Create the database with encoding UTF8.");
            }
        }
    }

    private static String sentence(String words) {
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Flyway itself only warns of migrations that it does not know, and goes on. */
    private static void refuseUnknown(MigrationInfo[] migrations, String words) {
        String newest = Arrays.stream(migrations)
                .filter(m -> m.getState().isResolved())
                .map(m -> m.getVersion().getVersion())
                .max(String::compareTo)
                .orElse("none");
        Arrays.stream(migrations)
                .filter(m -> m.getState().isApplied() && !m.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .findFirst()
                .ifPresent(unknown -> {
                    throw new DatabaseRefused(
                            sentence(words) + " was written by a newer Penstock: it has schema " + unknown
                                    + ", this program knows schemas up to " + newest
                                    + ". Start the newer Penstock, or restore the backup made before the update.");
                });
    }

    /** How migrations connect: not through the pool, for a migration may take longer than any other statement. */
    record Connect(String url, String user, String password, boolean embedded) {
        Connection open() throws SQLException {
            return DriverManager.getConnection(url, user, password);
        }

        /** Portable SQL, and on a server what only that has. */
        String[] folders() {
            return embedded ? new String[] {"db/migration"} : new String[] {"db/migration", "db/postgresql"};
        }

        /**
         * What stands behind a generated column. PostgreSQL 15 has only stored ones and wants the word, H2 does not know
         * it.
         */
        String storedWord() {
            return embedded ? "" : "stored";
        }
    }
}
