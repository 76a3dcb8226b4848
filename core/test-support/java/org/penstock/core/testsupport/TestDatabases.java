package org.penstock.core.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import org.penstock.core.db.DatabaseAddress;

/** Makes databases for tests: H2 in a file of a temporary directory, PostgreSQL in a server that lives as long as the JVM. */
public final class TestDatabases {
    private TestDatabases() {}

    /** A fresh H2 file database. */
    public static TestDatabase h2() {
        try {
            Path dir = Files.createTempDirectory("penstock-h2-");
            return new TestDatabase("H2", new DatabaseAddress.Embedded(dir), () -> delete(dir));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh database in the PostgreSQL server of this JVM; the first call starts it. */
    public static TestDatabase postgres() {
        PostgresServer server = PostgresServer.running();
        DatabaseAddress.Server address = server.create();
        return new TestDatabase("PostgreSQL", address, () -> server.drop(address));
    }

    private static void delete(Path dir) {
        try (var files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
