package org.penstock.core.testsupport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.db.DatabaseRefused;

/** Makes databases for tests: H2 in a file of a temporary directory, PostgreSQL in a server that lives as long as the JVM. */
public final class TestDatabases {
    private TestDatabases() {}

    /**
     * An H2 database that is migrated once; its files are copied for each test, as PostgreSQL copies its template. The
     * processes of one build share it in the directory that the property {@code penstock.template} names.
     */
    private static final class Template {
        static final Path DIR = make();

        private static Path make() {
            @Nullable String shared = System.getProperty("penstock.template");
            try {
                Path dir = MemoryDirectory.untilTheEnd("penstock-h2-template-");
                if (shared == null || !taken(Path.of(shared), dir)) {
                    migrated(dir);
                    if (shared != null) {
                        share(dir, Path.of(shared));
                    }
                }
                return dir;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void migrated(Path dir) {
            Database.open(new DatabaseAddress.Embedded(dir), InstantSource.system())
                    .close();
        }

        /** Takes what another process left. @return false when it left nothing, or one of other migrations */
        private static boolean taken(Path shared, Path dir) throws IOException {
            if (!Files.isDirectory(shared)) {
                return false;
            }
            copy(shared, dir);
            try {
                migrated(dir);
                return true;
            } catch (DatabaseRefused e) {
                MemoryDirectory.remove(dir);
                Files.createDirectory(dir);
                return false;
            }
        }

        private static void share(Path dir, Path shared) throws IOException {
            Path whole = Files.createTempDirectory(Files.createDirectories(shared.getParent()), "template-");
            copy(dir, whole);
            try {
                if (Files.isDirectory(shared)) {
                    MemoryDirectory.remove(shared);
                }
                Files.move(whole, shared, StandardCopyOption.ATOMIC_MOVE);
            } catch (FileSystemException | UncheckedIOException e) {
                // Another process of this build was there first.
                MemoryDirectory.remove(whole);
            }
        }

        static void copy(Path to) throws IOException {
            copy(DIR, to);
        }

        private static void copy(Path from, Path to) throws IOException {
            try (var files = Files.list(from)) {
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
