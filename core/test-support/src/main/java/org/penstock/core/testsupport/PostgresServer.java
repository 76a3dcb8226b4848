package org.penstock.core.testsupport;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;

/**
 * One PostgreSQL server a JVM (starting one takes seconds), one database a test. Databases are copied from a template that
 * is migrated once, which takes tens of milliseconds instead of a migration each.
 */
final class PostgresServer {
    private final EmbeddedPostgres server;
    private final AtomicInteger made = new AtomicInteger();

    private PostgresServer() {
        try {
            server = EmbeddedPostgres.builder()
                    .setDataDirectory(MemoryDirectory.make("penstock-postgres-"))
                    .setServerConfig("max_connections", "200")
                    // Nothing here outlives the JVM: no work for a crash of the server, a standby or long-lived tables.
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("wal_level", "minimal")
                    .setServerConfig("max_wal_senders", "0")
                    .setServerConfig("autovacuum", "off")
                    .setServerConfig("jit", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL for tests did not start", e);
        }
        execute("create database penstock_template");
        Database.open(address("penstock_template"), InstantSource.system()).close();
    }

    /** Starts at the first use; the library stops it with the JVM. */
    private static final class Holder {
        static final PostgresServer SERVER = new PostgresServer();
    }

    static PostgresServer running() {
        return Holder.SERVER;
    }

    DatabaseAddress.Server create() {
        String name = "test_" + made.incrementAndGet();
        // As files: block by block through the server's log, which is its default, takes more than twice as long.
        execute("create database " + name + " template penstock_template strategy file_copy");
        return address(name);
    }

    void drop(DatabaseAddress.Server address) {
        execute("drop database " + address.url().substring(address.url().lastIndexOf('/') + 1) + " with (force)");
    }

    private DatabaseAddress.Server address(String name) {
        return new DatabaseAddress.Server(
                "jdbc:postgresql://localhost:" + server.getPort() + "/" + name, "postgres", "postgres");
    }

    private void execute(String sql) {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
