package org.penstock.core.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Installation.INSTALLATION;

import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

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

    /** A router that drops packets: the connection stands and nothing ever comes back. */
    @Test
    void aServerThatNeverAnswersIsGivenUp() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            var address = new DatabaseAddress.Server(
                    "jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/none", "u", "p");
            assertTimeoutPreemptively(Duration.ofSeconds(40), () -> {
                try (Database database = Database.open(address, InstantSource.system())) {
                    assertInstanceOf(DatabaseState.Away.class, database.state());
                }
            });
        }
    }

    @Test
    void aLineThatBreaksIsAnAbsenceAndTheNextWorkIsDone() {
        try (TestDatabase db = TestDatabases.postgres();
                Database other = Database.open(db.address(), InstantSource.system())) {
            Database database = db.database();
            var away = assertThrows(
                    DatabaseAway.class,
                    () -> database.run(sql -> {
                        int pid = sql.fetchSingle("select pg_backend_pid()").get(0, Integer.class);
                        other.run(o -> o.execute("select pg_terminate_backend(?)", pid));
                        sql.deleteFrom(INSTALLATION).execute();
                    }));
            assertFalse(away.perhapsDone());
            assertInstanceOf(DatabaseState.Away.class, database.state());
            assertNotEquals(null, installation(database));
            assertEquals(new DatabaseState.Ok(), database.state());
        }
    }

    @Test
    void aServerThatCannotHoldEveryNameIsRefusedInWords() {
        try (TestDatabase db = TestDatabases.postgres()) {
            // Not in a transaction, as "create database" wants it.
            db.database()
                    .read(sql -> sql.connectionResult(connection -> {
                        connection.rollback();
                        connection.setReadOnly(false);
                        connection.setAutoCommit(true);
                        try (var statement = connection.createStatement()) {
                            return statement.execute(
                                    "create database latin encoding 'LATIN1' lc_collate 'C' lc_ctype 'C' template template0");
                        } finally {
                            connection.setAutoCommit(false);
                        }
                    }));
            String url = ((DatabaseAddress.Server) db.address()).url();
            var latin = new DatabaseAddress.Server(
                    url.substring(0, url.lastIndexOf('/')) + "/latin", "postgres", "postgres");
            var refused = assertThrows(DatabaseRefused.class, () -> Database.open(latin, InstantSource.system()));
            assertTrue(refused.getMessage().contains("LATIN1"), refused.getMessage());
        }
    }
}
