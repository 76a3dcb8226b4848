package org.penstock.core.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Installation.INSTALLATION;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;

/** A start that finds all its migrations in the schema does not wake Flyway; anything else is Flyway's to judge. */
class KnownMigrationsTest {
    private static KnownMigrations known(TestDatabase db) {
        return KnownMigrations.in(
                KnownMigrationsTest.class.getClassLoader(),
                Pools.forMigrations(db.address()).folders());
    }

    private static boolean areAllIn(TestDatabase db) {
        return db.database().read(sql -> sql.connectionResult(known(db)::areAllIn));
    }

    @BothDatabases
    void whatFlywayHasBroughtUpToDateIsKnownWithFlywaysOwnChecksums(TestDatabase db) {
        assertTrue(areAllIn(db));
        assertEquals(
                known(db).newest(),
                db.database().read(sql -> sql.fetchSingle(INSTALLATION).getSchemaLevel()));
    }

    @BothDatabases
    void whatWasChangedFailedOrCameFromElsewhereIsNotKnown(TestDatabase db) {
        for (String harm : new String[] {
            "update \"flyway_schema_history\" set \"checksum\" = \"checksum\" + 1 where \"installed_rank\" = 3",
            "update \"flyway_schema_history\" set \"checksum\" = null where \"installed_rank\" = 3",
            "update \"flyway_schema_history\" set \"success\" = false where \"installed_rank\" = 3",
            "delete from \"flyway_schema_history\" where \"installed_rank\" = 3",
            "update \"flyway_schema_history\" set \"version\" = '209901010000' where \"installed_rank\" = 3",
        }) {
            assertThrows(
                    Undone.class,
                    () -> db.database().run(sql -> {
                        sql.execute(harm);
                        assertFalse(sql.connectionResult(known(db)::areAllIn), harm);
                        throw new Undone();
                    }));
        }
        assertTrue(areAllIn(db));
        db.database().run(sql -> sql.execute("alter table \"flyway_schema_history\" rename to \"elsewhere\""));
        assertFalse(areAllIn(db));
    }

    private static final class Undone extends RuntimeException {}

    @Test
    void aJarSaysTheSameAsADirectoryWhateverTheEndsOfItsLines(@TempDir Path temp) throws IOException {
        Map<String, String> files = Map.of(
                "V202601010000__one.sql", "create table one (a integer);\n-- äöü\n",
                "V202601020000__two.sql", "create table two (a integer)",
                "readme.txt", "no migration");
        Path folder = Files.createDirectories(temp.resolve("with space/db/migration"));
        Path file = temp.resolve("all in one.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            jar.putNextEntry(new JarEntry("db/migration/"));
            for (var each : files.entrySet()) {
                Files.writeString(folder.resolve(each.getKey()), each.getValue());
                jar.putNextEntry(new JarEntry("db/migration/" + each.getKey()));
                jar.write(each.getValue().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        try (URLClassLoader open = new URLClassLoader(
                        new URL[] {temp.resolve("with space").toUri().toURL()}, null);
                URLClassLoader packed =
                        new URLClassLoader(new URL[] {file.toUri().toURL()}, null)) {
            KnownMigrations known = KnownMigrations.in(open, "db/migration", "db/postgresql");
            assertEquals(2, known.checksums().size());
            assertEquals("202601020000", known.newest());
            assertEquals(known, KnownMigrations.in(packed, "db/migration", "db/postgresql"));
        }
    }
}
