package org.penstock.core.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Installation.INSTALLATION;

import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;

class DatabaseTest {
    private static UUID installation(Database database) {
        return database.read(sql -> sql.fetchSingle(INSTALLATION).getId());
    }

    @BothDatabases
    void aDatabaseIsOneInstallationForEver(TestDatabase db) {
        UUID before = installation(db.database());
        assertEquals(before, installation(db.reopen()));
    }

    @BothDatabases
    void whatIsCommittedSurvivesAReopening(TestDatabase db) {
        db.database()
                .run(sql -> sql.update(INSTALLATION)
                        .set(INSTALLATION.SCHEMA_LEVEL, "x")
                        .execute());
        assertEquals(
                "x", db.database().read(sql -> sql.fetchSingle(INSTALLATION).getSchemaLevel()));
        assertFalse(
                "x".equals(db.reopen().read(sql -> sql.fetchSingle(INSTALLATION).getSchemaLevel())));
    }

    @BothDatabases
    void aFailureRollsEverythingBackAndIsNotTakenForAnAbsentDatabase(TestDatabase db) {
        var failure = assertThrows(
                IllegalArgumentException.class,
                () -> db.database().run(sql -> {
                    sql.deleteFrom(INSTALLATION).execute();
                    throw new IllegalArgumentException("mine");
                }));
        assertEquals("mine", failure.getMessage());
        int left = db.database().read(sql -> sql.fetchCount(INSTALLATION));
        assertEquals(1, left);
        assertEquals(new DatabaseState.Ok(), db.database().state());
    }

    @BothDatabases
    void wrongSqlIsAFaultAndNotAnAbsence(TestDatabase db) {
        assertThrows(
                DataAccessException.class,
                () -> db.database().run(sql -> sql.execute("select * from nothing_of_that_name")));
        assertEquals(new DatabaseState.Ok(), db.database().state());
    }

    @BothDatabases
    void aSchemaFromTheFutureIsRefusedInWords(TestDatabase db) {
        db.database()
                .run(
                        sql -> sql.execute(
                                "insert into \"flyway_schema_history\" (\"installed_rank\", \"version\","
                                        + " \"description\", \"type\", \"script\", \"checksum\", \"installed_by\", \"execution_time\", \"success\")"
                                        + " values (9999, '209901010000', 'later', 'SQL', 'V209901010000__later.sql', 1, 'x', 1, true)"));
        var refused = assertThrows(DatabaseRefused.class, db::reopen);
        assertTrue(refused.getMessage().contains("newer Penstock"), refused.getMessage());
        assertTrue(refused.getMessage().contains("209901010000"), refused.getMessage());
    }

    @Test
    void aServerThatIsAwayDoesNotHoldUpTheStartAndIsToldFromAFault() {
        var address = new DatabaseAddress.Server("jdbc:postgresql://localhost:1/none?password=x", "u", "geheim");
        assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
            try (Database database = Database.open(address, InstantSource.system())) {
                var away = assertInstanceOf(DatabaseState.Away.class, database.state());
                assertFalse(away.reason().contains("password"), away.reason());
                assertThrows(DatabaseAway.class, () -> database.run(sql -> sql.execute("select 1")));
                assertEquals(
                        away.since(),
                        assertInstanceOf(DatabaseState.Away.class, database.state())
                                .since());
            }
        });
        assertFalse(address.toString().contains("geheim"));
    }

    @Test
    void anEmbeddedDatabaseHeldByAnotherIsRefusedInWords(@TempDir Path dir) throws Exception {
        var address = new DatabaseAddress.Embedded(dir);
        Database.open(address, InstantSource.system()).close();
        try (var file = new RandomAccessFile(dir.resolve("penstock.mv.db").toFile(), "rw");
                var lock = file.getChannel().lock()) {
            assertTrue(lock.isValid());
            var refused = assertThrows(DatabaseRefused.class, () -> Database.open(address, InstantSource.system()));
            assertTrue(refused.getMessage().contains("Another process"), refused.getMessage());
        }
    }
}
