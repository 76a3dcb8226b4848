package org.penstock.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.ChainHeads.CHAIN_HEADS;
import static org.penstock.core.db.tables.tables.Events.EVENTS;
import static org.penstock.core.db.tables.tables.SignedHeads.SIGNED_HEADS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.List;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.audit.Finding.BadSignature;
import org.penstock.core.audit.Finding.Cut;
import org.penstock.core.audit.Finding.Forked;
import org.penstock.core.audit.Finding.HeadMissing;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

/** Every morning the end of the day before is signed; whoever changes the past afterwards contradicts a signature. */
class HeadSigningTest {
    @TempDir
    Path data;

    @BothDatabases
    void everyDayThatIsOverIsSignedAlsoAfterAFewDaysOff(TestDatabase db) throws IOException {
        SignedRecord record = new SignedRecord(db.database(), data);
        record.happen(0, 3);
        assertEquals(new HeadSigning.State(0, null), record.morning(0));
        assertEquals(List.of(), record.heads(), "today is not over");

        record.happen(1, 2);
        // Day 2 and 3: switched off.
        record.happen(4, 1);
        record.morning(6);
        List<SignedHead> heads = record.heads();
        assertEquals(
                List.of(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 5)),
                heads.stream().map(SignedHead::day).toList());
        assertEquals(List.of(3L, 5L, 6L), heads.stream().map(SignedHead::seq).toList());
        heads.forEach(h -> assertNull(h.fault()));
        assertEquals(heads, record.file.read().heads(), "the same beside the database");
        assertEquals(List.of(), record.findings());

        // The event that introduced the key is of day 6, so day 6 has a head, too; day 7 is empty and needs none.
        record.morning(8);
        record.morning(9);
        assertEquals(4, record.heads().size());
        assertEquals(7, record.heads().getLast().seq());
        assertEquals(
                HeadSigning.KEY_MADE,
                db.database()
                        .read(sql -> EventQuery.newest(1).list(sql, record.chain))
                        .getFirst()
                        .kind());
    }

    @BothDatabases
    void whoeverCutsTheTailOrWritesAnotherContradictsASignature(TestDatabase db) throws IOException {
        SignedRecord record = new SignedRecord(db.database(), data);
        record.happen(0, 10);
        record.morning(1);
        EventQuery.Event seventh = db.database()
                .read(sql -> new EventQuery(null, null, 8, 1).list(sql, record.chain))
                .getFirst();
        db.database().run(sql -> {
            // With care: the row that names the newest event goes back as well.
            sql.deleteFrom(EVENTS).where(EVENTS.SEQ.gt(7L)).execute();
            sql.update(CHAIN_HEADS)
                    .set(CHAIN_HEADS.SEQ, 7L)
                    .set(CHAIN_HEADS.HASH, seventh.hash())
                    .execute();
        });
        assertInstanceOf(Cut.class, record.findings().getFirst());
        // With more care: the signed head goes, too. The file beside the database still knows.
        db.database().run(sql -> sql.deleteFrom(SIGNED_HEADS).execute());
        List<Finding> both = record.findings();
        assertTrue(both.contains(new Cut(8, 10)), both.toString());
        assertTrue(both.stream().anyMatch(HeadMissing.class::isInstance), both.toString());
        // Another history in its place is a fork.
        record.happen(0, 5);
        assertTrue(
                record.findings().stream().anyMatch(f -> f instanceof Forked && f.seq() == 10),
                record.findings().toString());
    }

    @BothDatabases
    void aSignatureThatDoesNotFitAndAKeyNobodyKnowsAreNamed(TestDatabase db) throws IOException {
        SignedRecord record = new SignedRecord(db.database(), data);
        record.happen(0, 4);
        record.morning(1);
        SignedHead head = record.heads().getFirst();
        String other = head.signature().substring(0, 126) + (head.signature().endsWith("00") ? "01" : "00");
        db.database()
                .run(sql -> sql.update(SIGNED_HEADS)
                        .set(SIGNED_HEADS.SIGNATURE, other)
                        .execute());
        Finding bad = record.findings().getFirst();
        assertEquals(1, record.findings().size());
        assertEquals(
                "The signed head of 2026-03-01, in the database was changed: its signature does not fit.",
                bad.inWords());

        // A thief makes a key of his own and signs another end with it.
        Path elsewhere = data.resolve("thief");
        RecordKey thief = RecordKey.open(elsewhere, true);
        SignedHead forged = SignedHead.sign(thief, head.chain(), head.day(), new ChainHead(4, head.hash()), head.at())
                .orElseThrow();
        assertNull(forged.fault());
        db.database().run((DSLContext sql) -> {
            sql.deleteFrom(SIGNED_HEADS).execute();
            SignedHeads.add(sql, forged);
        });
        BadSignature unknown =
                assertInstanceOf(BadSignature.class, record.findings().getFirst());
        assertTrue(unknown.what().contains("which no event of the chain introduced"), unknown.what());
    }

    @Test
    void behindAPassphraseDaysWaitAndAreCountedUntilItIsGiven() throws IOException {
        try (TestDatabase db = TestDatabases.h2()) {
            SignedRecord record = new SignedRecord(db.database(), data);
            record.key.protect("correct horse".toCharArray());
            record.happen(0, 3);
            record.morning(1);
            assertEquals(1, record.heads().size(), "who set it may go on until the program ends");

            record.start();
            assertTrue(record.key.behindPassphrase());
            record.happen(1, 3);
            record.happen(2, 3);
            HeadSigning.State waiting = record.morning(3);
            assertEquals(2, waiting.waiting());
            assertEquals("the key is locked; run `penstock audit unlock`", waiting.why());
            assertThrows(IllegalStateException.class, () -> record.key.protect(new char[0]));

            assertFalse(record.key.unlock("wrong".toCharArray()));
            assertEquals(2, record.morning(3).waiting());
            assertTrue(record.key.unlock("correct horse".toCharArray()));
            assertEquals(0, record.morning(3).waiting());
            assertEquals(3, record.heads().size());
            assertEquals(List.of(), record.findings());

            record.key.protect(new char[0]);
            record.start();
            assertNull(record.key.waiting(), "the operating system's care again");
        }
    }

    @Test
    void theKeyIsItsOwnersOnlyAndSaysNothingOfItself() throws IOException {
        RecordKey key = RecordKey.open(data, true);
        Path file = data.resolve("keys").resolve("record-key.json");
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        String secret = Files.readString(file).replaceAll("(?s).*\"private_key\" : \"([^\"]*)\".*", "$1");
        assertTrue(secret.length() > 40);
        assertFalse(key.toString().contains(secret));
        assertEquals(key.verifying(), RecordKey.open(data, false).verifying(), "the next start finds the same");
        assertTrue(Files.readString(file.resolveSibling("record-key.pem"))
                .contains(key.verifying().orElseThrow().spki()));

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        RecordKey.open(data, false);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));

        key.protect("a long one".toCharArray());
        assertFalse(Files.readString(file).contains(secret));
        assertFalse(Files.readString(file).contains("a long one"));
    }

    @Test
    void aDamagedKeyStopsNoStart() throws IOException {
        RecordKey.open(data, true);
        Path file = data.resolve("keys").resolve("record-key.json");
        Files.writeString(file, Files.readString(file).replace("\"version\"", "\"verzion\""));
        RecordKey damaged = RecordKey.open(data, true);
        assertTrue(String.valueOf(damaged.waiting()).contains("cannot be used"), damaged.waiting());
        assertTrue(damaged.sign(new byte[1]).isEmpty());
    }

    @Test
    void whatAPowerCutLeftOfALineIsWrittenAgain() throws IOException {
        try (TestDatabase db = TestDatabases.h2()) {
            SignedRecord record = new SignedRecord(db.database(), data);
            record.happen(0, 1);
            record.morning(1);
            record.happen(1, 1);
            Path file = record.file.path();
            Files.writeString(file, "{\"body\":\"half", StandardOpenOption.APPEND);
            record.morning(2);
            assertEquals(record.heads(), record.file.read().heads());
            assertEquals(2, record.heads().size());

            String lines = Files.readString(file);
            Files.writeString(file, lines.replaceFirst("body", "bodi"));
            assertEquals(
                    "The signed head of line 1 of heads.jsonl was changed: it cannot be read.",
                    record.findings().getFirst().inWords());
            assertNotEquals(lines, Files.readString(file));
        }
    }
}
