package org.penstock.core.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;

/** Makes databases for tests: H2 in a file of a temporary directory, PostgreSQL in a server that lives as long as the JVM. */
public final class TestDatabases {
    private TestDatabases() {}

    /** An H2 database that is migrated once; its files are copied for each test, as PostgreSQL copies its template. */
    private static final class Template {
        static final Path DIR = make();

        private static Path make() {
            try {
                Path dir = MemoryDirectory.untilTheEnd("penstock-h2-template-");
                Database.open(new DatabaseAddress.Embedded(dir), InstantSource.system())
                        .close();
                return dir;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        static void copy(Path to) throws IOException {
            try (var files = Files.list(DIR)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.copy(file, to.resolve(file.getFileName()));
                }
            }
        }
    }

    /** A fresh H2 file database. */
    public static TestDatabase h2() {
        try {
            Path dir = MemoryDirectory.make("penstock-h2-");
            Template.copy(dir);
            return new TestDatabase("H2", new DatabaseAddress.Embedded(dir), () -> MemoryDirectory.remove(dir));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Puts an H2 database that is migrated already where a facility is about to be opened. */
    public static void put(Path data) throws IOException {
        Files.createDirectories(data);
        Template.copy(data);
    }

    /** A fresh database in the PostgreSQL server of this JVM; the first call starts it. */
    public static TestDatabase postgres() {
        PostgresServer server = PostgresServer.running();
        DatabaseAddress.Server address = server.create();
        return new TestDatabase("PostgreSQL", address, () -> server.drop(address));
    }
}
