package org.penstock.core.telemetry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;
import static org.penstock.core.db.tables.tables.ReadingClosings.READING_CLOSINGS;
import static org.penstock.core.db.tables.tables.ReadingDays.READING_DAYS;
import static org.penstock.core.db.tables.tables.ReadingLatecomers.READING_LATECOMERS;
import static org.penstock.core.db.tables.tables.ReadingLeaves.READING_LEAVES;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.db.Database;
import org.penstock.core.db.FileDatabase;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

/**
 * Two sensors, one reading a minute each, from six o'clock. Every hour is closed a quarter of an hour after its end; then
 * somebody with all rights on the database changes a reading.
 */
class HourClosingTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long HOUR = 60 * MINUTE;
    private static final long SIX = EngineClock.micros(Instant.parse("2026-11-21T06:00:00Z"));

    private final HandClock clock = new HandClock("2026-11-21T06:00:00Z");

    /** A site whose readings go through journal and projector. */
    private final class Site implements AutoCloseable {
        final Database database;
        final Placed placed;
        final ChainId chain;
        final FakeDisk disk = new FakeDisk();
        Journal journal;
        Projector projector;
        private long frames;
        private long wall = SIX;

        private final @Nullable DayFiles files;

        Site(Database database) throws Exception {
            this(database, null);
        }

        /** @param days where chunks are moved, null where they stay */
        Site(Database database, @Nullable Path days) throws Exception {
            this.database = database;
            placed = Northglass.put(database);
            chain = Northglass.chain(placed);
            files = days == null ? null : DayFiles.open(days, database, placed.siteId());
            start();
        }

        final void start() throws Exception {
            journal = Journal.open(disk, clock, 1_500, 1 << 24, 1 << 20);
            ReadingStore store = new ReadingStore(
                    database,
                    placed.siteId(),
                    no -> ReadingSource.Source.UNKNOWN,
                    c -> {},
                    no -> no == 1 ? "air-temp" : "air-hum",
                    () -> ZoneId.of("UTC"),
                    files);
            projector = new Projector(
                    journal,
                    database,
                    placed.siteId(),
                    store,
                    List.of(),
                    (sql, facts) -> ActorEvents.append(
                            sql,
                            chain,
                            facts.stream()
                                    .map(f -> new ActorEvent(f.atMicros(), f.actor(), f.kind(), f.subject(), f.data()))
                                    .toList()),
                    new EngineClock(clock, clock, journal.end()),
                    UnaryOperator.identity(),
                    20);
        }

        void frame(Consumer<Samples.Builder> readings) throws Exception {
            Samples.Builder samples = new Samples.Builder(4);
            readings.accept(samples);
            frames++;
            journal.append(
                    new JournalRecord.Inputs(
                            new Frame(frames, wall, wall - SIX, samples.build(), List.of(), List.of(), List.of())),
                    List.of());
        }

        /** Time passes; both sensors speak every minute. */
        void until(long micros) throws Exception {
            for (; wall < micros; wall += MINUTE) {
                long at = wall;
                frame(s -> {
                    s.add(1, 20 + at % 7 / 10.0, at, at - SIX, 0, 0);
                    s.add(2, 60, at + SECOND, at - SIX, 0, 0);
                });
            }
            project();
        }

        /** With the next full hour; one hour a transaction. */
        void untilClosedAgain() throws Exception {
            for (int minute = 20; minute < 24; minute++) {
                until(SIX + 2 * HOUR + minute * MINUTE);
            }
        }

        /** A reading that was under way for long. */
        void late(int stream, long at, double value) throws Exception {
            frame(s -> s.add(stream, value, at, wall - SIX, 0, Samples.LATE));
        }

        void project() throws Exception {
            await().pollInterval(Duration.ofMillis(1)).until(() -> journal.durableInputs() == frames);
            while (projector.step(0)) {
                continue;
            }
        }

        List<EventQuery.Event> closings() {
            return database.read(sql -> new EventQuery(HourClosing.KIND, null, Long.MAX_VALUE, 100).list(sql, chain))
                    .reversed();
        }

        ReadingProof.Proof prove() {
            return new ReadingProof(database, placed.siteId(), chain, files).prove(Watch.none());
        }

        List<String> faults() {
            return prove().faults().stream().map(ReadingProof.Fault::inWords).toList();
        }

        /** Changes the readings of stream 1 between half past six and twenty to seven, and the chunk's columns with them. */
        void tamper(UnaryOperator<ReadingColumns> change) {
            database.run(sql -> tamper(sql, change));
        }

        void tamper(DSLContext sql, UnaryOperator<ReadingColumns> change) {
            byte[] payload = sql.select(READING_CHUNKS.PAYLOAD)
                    .from(READING_CHUNKS)
                    .where(READING_CHUNKS.STREAM_NO.eq(1))
                    .and(READING_CHUNKS.T0.eq(EngineClock.instant(SIX + 30 * MINUTE)))
                    .fetchSingle(READING_CHUNKS.PAYLOAD);
            put(sql, ChunkCodec.encode(change.apply(ChunkCodec.decode(payload))));
        }

        DayFiles files() {
            return Objects.requireNonNull(files, "everything is in the main database");
        }

        /** Moves what is in chunks, and seals days as if it were so much later. */
        void keep(Duration later) throws Exception {
            DayKeeper keeper = new DayKeeper(
                    database,
                    placed.siteId(),
                    files(),
                    () -> ZoneId.of("UTC"),
                    () -> EngineClock.instant(wall).plus(later),
                    trouble -> fail(trouble));
            while (keeper.step()) {
                continue;
            }
        }

        void put(DSLContext sql, byte[] payload) {
            sql.update(READING_CHUNKS)
                    .set(READING_CHUNKS.PAYLOAD, payload)
                    .set(READING_CHUNKS.HASH, SealedReadings.hash(payload))
                    .where(READING_CHUNKS.STREAM_NO.eq(1))
                    .and(READING_CHUNKS.T0.eq(EngineClock.instant(SIX + 30 * MINUTE)))
                    .execute();
        }

        @Override
        public void close() {
            journal.close();
            if (files != null) {
                files.close();
            }
        }
    }

    @BothDatabases
    void anHourIsClosedAQuarterOfAnHourAfterItsEndWithOneRootOverAllItsReadings(TestDatabase db) throws Exception {
        try (Site site = new Site(db.database())) {
            site.until(SIX + HOUR + 15 * MINUTE);
            assertEquals(List.of(), site.closings());
            site.until(SIX + HOUR + 21 * MINUTE);
            EventQuery.Event closed = site.closings().getFirst();
            assertEquals("telemetry:2026-11-21T06:00:00Z", closed.subject());
            assertEquals("120", closed.data().get("readings"));
            assertEquals("2", closed.data().get("streams"));
            assertEquals("2026-11-21T07:00:00Z", closed.data().get("to"));

            // A restart in between changes nothing.
            site.close();
            site.start();
            site.until(SIX + 3 * HOUR + 30 * MINUTE);
            assertEquals(3, site.closings().size());
            ReadingProof.Proof proof = site.prove();
            assertEquals(List.of(), proof.faults());
            assertEquals(360, proof.readings());
            assertEquals(Instant.parse("2026-11-21T09:00:00Z"), proof.until());
        }
    }

    @BothDatabases
    void aChangedARemovedAndAnInsertedReadingAreNamedByStreamAndHour(TestDatabase db) throws Exception {
        try (Site site = new Site(db.database())) {
            site.until(SIX + 2 * HOUR + 21 * MINUTE);
            UnaryOperator<ReadingColumns> third = c -> c.slice(0, 3);
            String where = "Readings of air-temp in the hour from 2026-11-21T06:00:00Z: ";

            site.tamper(c -> {
                ReadingColumns changed = c.slice(0, 4);
                // The smallest there is: the last bit of one value.
                changed.add(c.event(4), Math.nextUp(c.value(4)), c.quality(4), c.flags(4));
                changed.addAll(c.slice(5, c.size()));
                return changed;
            });
            assertEquals(List.of(where + "a value, a time, a quality or a flag was changed."), site.faults());

            site.until(SIX + 2 * HOUR + 22 * MINUTE);
            site.tamper(third);
            assertEquals(List.of(where + "7 were removed."), site.faults());
            site.tamper(c -> {
                for (int i = 3; i < 10; i++) {
                    long at = SIX + (30 + i) * MINUTE;
                    c.add(at, 20 + at % 7 / 10.0, 0, 0);
                }
                return c;
            });
            assertEquals(List.of(), site.faults(), "put back bit for bit it is what was closed");
            site.tamper(c -> {
                c.add(SIX + 31 * MINUTE + 1, 21, 0, 0);
                return c;
            });
            assertEquals(List.of(where + "1 were inserted."), site.faults());

            db.database()
                    .run(sql -> sql.deleteFrom(READING_CHUNKS)
                            .where(READING_CHUNKS.STREAM_NO.eq(1))
                            .and(READING_CHUNKS.T0.lt(EngineClock.instant(SIX + HOUR)))
                            .execute());
            assertEquals(List.of(where + "all 60 were removed."), site.faults());
        }
    }

    /** An hour is closed when a part of it has been moved already, and proven wherever it lies. */
    @Test
    void aValueChangedInTheFileOfADayIsNamedByStreamAndHour(@TempDir Path temp) throws Exception {
        Path days = temp.resolve("days");
        UnaryOperator<ReadingColumns> fifth = c -> {
            ReadingColumns changed = c.slice(0, 4);
            changed.add(c.event(4), Math.nextUp(c.value(4)), c.quality(4), c.flags(4));
            changed.addAll(c.slice(5, c.size()));
            return changed;
        };
        UnaryOperator<ReadingColumns> back = c -> {
            ReadingColumns changed = c.slice(0, 4);
            changed.add(c.event(4), Math.nextDown(c.value(4)), c.quality(4), c.flags(4));
            changed.addAll(c.slice(5, c.size()));
            return changed;
        };
        String named =
                "Readings of air-temp in the hour from 2026-11-21T06:00:00Z: a value, a time, a quality or a flag was"
                        + " changed.";
        long day = DayFiles.dayOf(SIX);
        try (TestDatabase db = TestDatabases.h2();
                Site site = new Site(db.database(), days)) {
            site.until(SIX + 45 * MINUTE);
            site.keep(Duration.ZERO);
            assertEquals(
                    0, db.database().<Integer>read(sql -> sql.fetchCount(READING_CHUNKS)), "half of the hour is moved");
            site.until(SIX + 2 * HOUR + 21 * MINUTE);
            assertEquals("120", site.closings().getFirst().data().get("readings"));
            site.keep(Duration.ZERO);
            assertEquals(List.of(), site.faults());

            // In the file of today.
            site.files().write(day, sql -> site.tamper(sql, fifth));
            assertEquals(List.of(named), site.faults());
            site.files().write(day, sql -> site.tamper(sql, back));
            assertEquals(List.of(), site.faults());

            // In a sealed one, by somebody who puts its length right in the main database as well.
            site.keep(Duration.ofDays(2));
            assertEquals(List.of(), site.faults());
            assertEquals(240, site.prove().readings());
            site.close();
            Path file = days.resolve(DayFiles.nameOf(day) + ".mv.db");
            try (FileDatabase alien = FileDatabase.open(file, FileDatabase.Use.WRITE)) {
                alien.run(sql -> site.tamper(sql, fifth));
            }
            long bytes = Files.size(file);
            db.database()
                    .run(sql -> sql.update(READING_DAYS)
                            .set(READING_DAYS.SIZE_BYTES, bytes)
                            .execute());
            try (DayFiles again = DayFiles.open(days, db.database(), site.placed.siteId())) {
                assertEquals(
                        List.of(named),
                        new ReadingProof(db.database(), site.placed.siteId(), site.chain, again)
                                .prove(Watch.none()).faults().stream()
                                        .map(ReadingProof.Fault::inWords)
                                        .toList());
            }
        }
    }

    @BothDatabases
    void whatComesLateIsClosedAgainAndIsNoForgery(TestDatabase db) throws Exception {
        try (Site site = new Site(db.database())) {
            site.until(SIX + HOUR + 30 * MINUTE);
            assertEquals(1, site.closings().size());
            site.late(1, SIX + 30 * MINUTE + 7, 21.5);
            site.late(1, SIX + 31 * MINUTE + 7, 21.5);
            site.late(2, SIX - 5 * HOUR, 3);
            site.until(SIX + HOUR + 45 * MINUTE);
            int kept = db.database().read(sql -> sql.fetchCount(READING_LATECOMERS));
            assertEquals(2, kept, "in their chunks, and kept apart: one row an hour and stream");
            assertEquals(List.of(), site.faults(), "known as late, not closed again yet");

            site.untilClosedAgain();
            List<EventQuery.Event> closings = site.closings();
            EventQuery.Event amended = closings.stream()
                    .filter(e -> e.data().containsKey("amends"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("telemetry:2026-11-21T06:00:00Z", amended.subject());
            assertEquals("2", amended.data().get("closing"));
            assertEquals("2", amended.data().get("late"));
            assertEquals("air-temp 2", amended.data().get("late_streams"));
            assertEquals("122", amended.data().get("readings"));
            assertEquals(closings.getFirst().data().get("root"), amended.data().get("amends"));
            assertNull(amended.data().get("differs"));
            assertTrue(
                    closings.stream().anyMatch(e -> e.subject().equals("telemetry:2026-11-21T01:00:00Z")),
                    "an hour before the first that was closed");
            int waiting = db.database().read(sql -> sql.fetchCount(READING_LATECOMERS));
            assertEquals(0, waiting);
            assertEquals(List.of(), site.faults());
        }
    }

    /** Who changes a value waits in vain for a late reading to have it closed again with his change in it. */
    @BothDatabases
    void aLateReadingLegitimatesNoChange(TestDatabase db) throws Exception {
        try (Site site = new Site(db.database())) {
            site.until(SIX + HOUR + 30 * MINUTE);
            site.tamper(c -> {
                ReadingColumns changed = c.slice(0, 9);
                changed.add(c.event(9), 99, 0, 0);
                return changed;
            });
            site.late(1, SIX + 31 * MINUTE + 7, 21.5);
            site.untilClosedAgain();
            EventQuery.Event amended = site.closings().getLast();
            assertEquals("air-temp", amended.data().get("differs"));
            assertEquals(
                    List.of(
                            "Readings of air-temp in the hour from 2026-11-21T06:00:00Z: what had been closed was no longer"
                                    + " there when it was closed again, as event " + amended.seq() + " says."),
                    site.faults());
        }
    }

    @BothDatabases
    void hoursWithoutReadingsAreClosedTogetherAndStayEmpty(TestDatabase db) throws Exception {
        try (Site site = new Site(db.database())) {
            site.until(SIX + 40 * MINUTE);
            site.wall = SIX + 9 * HOUR;
            site.until(SIX + 10 * HOUR + 30 * MINUTE);
            assertEquals(
                    List.of("2026-11-21T06:00:00Z", "2026-11-21T07:00:00Z", "2026-11-21T15:00:00Z"),
                    site.closings().stream().map(e -> e.data().get("from")).toList());
            EventQuery.Event empty = site.closings().get(1);
            assertEquals("2026-11-21T15:00:00Z", empty.data().get("to"));
            assertEquals("0", empty.data().get("readings"));
            assertEquals(List.of(), site.faults());
            db.database()
                    .run(sql -> sql.update(READING_CHUNKS)
                            .set(READING_CHUNKS.T0, EngineClock.instant(SIX + 4 * HOUR))
                            .where(READING_CHUNKS.STREAM_NO.eq(1))
                            .and(READING_CHUNKS.T0.eq(EngineClock.instant(SIX + 30 * MINUTE)))
                            .execute());
            assertEquals(
                    List.of(
                            "Readings of air-temp in the hour from 2026-11-21T06:00:00Z: 10 were removed.",
                            "Readings of #1 in the hour from 2026-11-21T10:00:00Z: 10 were inserted into a stream that had"
                                    + " none."),
                    site.faults());
        }
    }

    @BothDatabases
    void whatIsKeptBesideTheReadingsIsProvenToo(TestDatabase db) throws Exception {
        try (Site site = new Site(db.database())) {
            site.until(SIX + HOUR + 30 * MINUTE);
            db.database()
                    .run(sql -> sql.update(READING_CLOSINGS)
                            .set(READING_CLOSINGS.N, READING_CLOSINGS.N.plus(1))
                            .execute());
            assertTrue(site.faults().getFirst().contains("closing 1 was changed in reading_closings"));
            db.database().run(sql -> {
                sql.update(READING_CLOSINGS)
                        .set(READING_CLOSINGS.N, READING_CLOSINGS.N.minus(1))
                        .execute();
                byte[] leaves = sql.fetchSingle(READING_LEAVES).getPayload();
                leaves[leaves.length - 1] ^= 1;
                sql.update(READING_LEAVES).set(READING_LEAVES.PAYLOAD, leaves).execute();
            });
            assertEquals(
                    List.of(
                            "Readings of the hour from 2026-11-21T06:00:00Z: they are as they were closed; their leaves in"
                                    + " reading_leaves were changed."),
                    site.faults());
            db.database().run(sql -> {
                sql.deleteFrom(READING_LEAVES).execute();
                sql.deleteFrom(READING_CLOSINGS).execute();
            });
            assertTrue(site.faults().getFirst().contains("was removed from reading_closings"));
        }
    }

    /** RFC 6962: the tree of three leaves is (0 1) 2, and a leaf never passes for a node. */
    @Test
    void theTreeIsTheOneOfCertificateTransparency() {
        ReadingColumns one = new ReadingColumns(1);
        one.add(1, 2.5, 0, 0);
        HourTree.Leaf a = HourTree.leaf(1, "a", one);
        HourTree.Leaf b = HourTree.leaf(2, "b", one);
        HourTree.Leaf c = HourTree.leaf(3, "c", one);
        String left = node(a.hash(), b.hash());
        assertEquals(node(HexFormat.of().parseHex(left), c.hash()), HourTree.root(List.of(a, b, c)));
        assertEquals(a.hex(), HourTree.root(List.of(a)));
        assertEquals("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", HourTree.root(List.of()));
    }

    private static String node(byte[] left, byte[] right) {
        byte[] both = new byte[65];
        both[0] = 1;
        System.arraycopy(left, 0, both, 1, 32);
        System.arraycopy(right, 0, both, 33, 32);
        return SealedReadings.hash(both);
    }
}
