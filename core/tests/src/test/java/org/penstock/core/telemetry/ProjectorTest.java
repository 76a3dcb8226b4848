package org.penstock.core.telemetry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.DeviceStatus.DEVICE_STATUS;
import static org.penstock.core.db.tables.tables.IngestCounters.INGEST_COUNTERS;
import static org.penstock.core.db.tables.tables.JournalPositions.JOURNAL_POSITIONS;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.jooq.ExecuteType;
import org.jooq.impl.DSL;
import org.jooq.impl.DefaultExecuteListenerProvider;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.penstock.core.db.Database;
import org.penstock.core.link.Handed;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

@Order(1)
class ProjectorTest {
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long BEGIN = EngineClock.micros(Instant.parse("2026-11-21T06:00:00Z"));
    private static final int STREAMS = 3;

    private final HandClock clock = new HandClock("2026-11-21T08:00:00Z");

    /** What must be in the record, kept by the simplest possible rules. */
    private static final class Expected {
        final List<SortedMap<Long, String>> readings = new ArrayList<>();
        final List<ReadingColumns> columns = new ArrayList<>();
        final SortedMap<String, Long> counts = new TreeMap<>();
        final List<String> conflicts = new ArrayList<>();
        private final Set<String> messages = new HashSet<>();

        Expected(List<Frame> frames) {
            for (int i = 0; i < STREAMS; i++) {
                readings.add(new TreeMap<>());
                columns.add(new ReadingColumns(1));
            }
            for (Frame f : frames) {
                for (int i = 0; i < f.samples().size(); i++) {
                    take(f.samples(), i);
                }
                for (Frame.HandedOn h : f.handed()) {
                    boolean known = messages.contains(h.message().body());
                    String found =
                            known ? "message_duplicate" : messages.isEmpty() ? "message_stored" : "message_conflict";
                    messages.add(h.message().body());
                    counts.merge(found, 1L, Long::sum);
                }
            }
        }

        private void take(Samples s, int i) {
            String said = said(s.value(i), s.qualityCode(i));
            String first = readings.get(s.stream(i)).putIfAbsent(s.eventMicros(i), said);
            columns.get(s.stream(i)).add(s.eventMicros(i), s.value(i), s.qualityCode(i), 0);
            String conflict = s.stream(i) + "@" + s.eventMicros(i) + " " + said;
            if (first == null) {
                counts.merge("stored", 1L, Long::sum);
            } else if (first.equals(said) || conflicts.contains(conflict)) {
                counts.merge("duplicate", 1L, Long::sum);
            } else {
                conflicts.add(conflict);
                counts.merge("conflict", 1L, Long::sum);
            }
        }
    }

    private static String said(double value, int quality) {
        return Double.doubleToLongBits(value) + " " + quality;
    }

    /** Forty minutes of readings with everything that goes wrong: late, twice, contradicting, future, clock set back. */
    private static List<Frame> frames(int seed) {
        Random r = new Random(seed);
        List<Frame> frames = new ArrayList<>();
        long wall = BEGIN;
        long mono = 0;
        List<Long> used = new ArrayList<>();
        for (long seq = 1; seq <= 44; seq++) {
            wall += MINUTE;
            mono += MINUTE;
            List<Input> inputs = new ArrayList<>();
            if (seq == 25) {
                wall -= 20 * MINUTE;
                inputs.add(new Input.ClockStepped(-20 * MINUTE, false));
            }
            Samples.Builder samples = new Samples.Builder(4);
            int n = r.nextInt(6);
            for (int i = 0; i < n; i++) {
                int stream = r.nextInt(STREAMS);
                long event = wall - r.nextInt(40) * SECOND / 10;
                int quality = 0;
                if (!used.isEmpty() && r.nextInt(3) == 0) {
                    event = used.get(r.nextInt(used.size()));
                } else if (r.nextInt(8) == 0) {
                    event = wall - (1 + r.nextInt(40)) * MINUTE;
                } else if (r.nextInt(12) == 0) {
                    event = wall + 80L * 365 * 86_400 * SECOND;
                    quality = QualityCode.FUTURE.code();
                }
                used.add(event);
                double value = r.nextInt(12) == 0 ? Double.NaN : r.nextInt(3);
                quality = Double.isNaN(value) ? QualityCode.NOT_A_NUMBER.code() : quality;
                samples.add(stream, value, event, mono, quality, 0);
            }
            Samples built = samples.build();
            List<Frame.Count> counts = new ArrayList<>();
            if (built.size() > 0) {
                counts.add(new Frame.Count("plc", "node", IngestCounts.STORED, built.size()));
            }
            List<Frame.MessageId> ids = List.of(new Frame.MessageId("plc", "m" + seq % 30, seq));
            List<Frame.HandedOn> handed = List.of();
            if (seq % 10 == 0) {
                // It comes again, then with another content, then that again.
                Handed message = new Handed("scale", "w", "s-1", "e-1", BEGIN, "{\"n\": " + seq / 30 + "}");
                handed = List.of(new Frame.HandedOn("plc", wall, message));
                counts.add(new Frame.Count("plc", "scale", IngestCounts.MESSAGE_STORED, 1));
            }
            frames.add(new Frame(seq, wall, mono, built, inputs, ids, counts, handed));
        }
        return frames;
    }

    private FakeDisk record(List<Frame> frames) throws Exception {
        FakeDisk disk = new FakeDisk();
        try (Journal journal = Journal.open(disk, clock, 1_500, 1 << 24, 1 << 20)) {
            for (Frame f : frames) {
                assertTrue(journal.append(new JournalRecord.Inputs(f), List.of()));
                assertTrue(journal.append(
                        new JournalRecord.Effects(
                                f.seq(),
                                new long[] {f.wallMicros()},
                                List.of(new Effect.Record(
                                        "run:" + f.seq(), "run.step", new TreeMap<>(Map.of("step", "1"))))),
                        List.of()));
            }
            await().until(() -> journal.durableEffects() == frames.size());
        }
        return disk;
    }

    private static UUID site(Database database, String key) {
        return database.transact(sql -> PlaceRows.put(
                        sql,
                        new Site(key, key, "northglass", "Northglass", "grow", ZoneId.of("Europe/Amsterdam")),
                        List.of(),
                        (kind, name) -> UUID.randomUUID(),
                        Instant.parse("2026-11-21T00:00:00Z"))
                .siteId());
    }

    /** A room that makes one fact of every record of an effect, and a sink that keeps them as rows. */
    private static final Projection ROOM = (sql, record, events) -> {
        if (record instanceof JournalRecord.Effects e) {
            e.effects().forEach(effect -> {
                Effect.Record r = (Effect.Record) effect;
                events.add(new Projection.Fact(e.wallMicros()[0], "system", r.kind(), r.subject(), r.data()));
            });
        }
    };

    private static FactSink sink(UUID site) {
        return (sql, facts) -> facts.forEach(f -> sql.insertInto(INGEST_COUNTERS)
                .set(INGEST_COUNTERS.SITE_ID, site)
                .set(INGEST_COUNTERS.LINK_KEY, "facts")
                .set(INGEST_COUNTERS.DEVICE_KEY, f.subject())
                .set(INGEST_COUNTERS.HOUR_AT, Instant.EPOCH)
                .set(INGEST_COUNTERS.REASON, f.kind())
                .set(INGEST_COUNTERS.N, 1L)
                .execute());
    }

    /** One life of the process. */
    private final class Life implements AutoCloseable {
        final Journal journal;
        final ReadingStore store;
        final Projector projector;
        final List<ReadingConflict> told = new CopyOnWriteArrayList<>();

        Life(FakeDisk disk, Database database, UUID site, UnaryOperator<DSLContext> watched) throws Exception {
            journal = Journal.open(disk, clock, 1_500, 1 << 24, 1 << 20);
            store = new ReadingStore(
                    database,
                    site,
                    no -> new ReadingSource.Source("plc", "node"),
                    told::add,
                    no -> "#" + no,
                    () -> ZoneOffset.UTC,
                    null,
                    () -> true);
            projector = new Projector(
                    journal,
                    database,
                    site,
                    store,
                    List.of(new DeviceMessages(site), ROOM),
                    sink(site),
                    new EngineClock(clock, clock, journal.end()),
                    watched,
                    9);
        }

        void toTheEnd() throws Exception {
            while (projector.step(0)) {
                continue;
            }
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    private static void sealAll(Database database, ReadingStore store) {
        database.run(sql -> store.sealAll(sql, BEGIN + 40 * MINUTE));
        store.committed();
    }

    /** Every row of the site in every table of this room, as text. */
    private static List<String> rows(Database database, UUID site) {
        List<String> rows = new ArrayList<>();
        List<String> tables = new ArrayList<>(List.of(
                "reading_chunks",
                "reading_rollups",
                "reading_conflicts",
                "current_values",
                "messages_seen",
                "device_messages",
                "ingest_counters",
                "reading_batches",
                "journal_positions"));
        if (!database.embedded()) {
            tables.add("sensor_readings");
        }
        for (String table : tables) {
            database.read(sql -> sql.fetch("select * from " + table + " where site_id = ?", site))
                    .forEach(row -> {
                        StringBuilder text = new StringBuilder(table);
                        for (int i = 0; i < row.size(); i++) {
                            Object value = row.get(i);
                            if (!site.equals(value) && !row.field(i).getName().equalsIgnoreCase("batch_no")) {
                                text.append(' ')
                                        .append(value instanceof byte[] bytes ? SealedReadings.hash(bytes) : value);
                            }
                        }
                        rows.add(text.toString());
                    });
        }
        rows.sort(null);
        return rows;
    }

    @BothDatabases
    void aDeviceHasOneRowThatSaysWhenItWasHeardLast(TestDatabase db) throws Exception {
        UUID site = site(db.database(), "north");
        Samples.Builder first = new Samples.Builder(4);
        first.add(0, 1, BEGIN, 0, 0, 0);
        first.add(1, 1, BEGIN + 5 * SECOND, 0, QualityCode.OUT_OF_RANGE.code(), 0);
        first.add(2, 1, BEGIN + 80L * 365 * 86_400 * SECOND, 0, QualityCode.FUTURE.code(), 0);
        Samples.Builder second = new Samples.Builder(4);
        second.add(0, 1, BEGIN + SECOND, 0, 0, 0);
        List<Frame> frames = List.of(
                new Frame(1, BEGIN, 0, first.build(), List.of(), List.of(), List.of()),
                new Frame(2, BEGIN + MINUTE, MINUTE, second.build(), List.of(), List.of(), List.of()));
        try (Life life = new Life(record(frames), db.database(), site, UnaryOperator.identity())) {
            life.toTheEnd();
            sealAll(db.database(), life.store);
            // The newest of all its streams, whichever was written last; a reading from the future is none.
            var rows = db.database()
                    .read(sql -> sql.selectFrom(DEVICE_STATUS)
                            .where(DEVICE_STATUS.SITE_ID.eq(site))
                            .fetch());
            assertEquals(1, rows.size());
            assertEquals("node", rows.getFirst().getDeviceKey());
            assertEquals(
                    EngineClock.instant(BEGIN + 5 * SECOND), rows.getFirst().getLastSeenAt());
            assertEquals("out_of_range", rows.getFirst().getHealth());
            assertEquals(2, rows.getFirst().getFrameSeq());
        }
    }

    @BothDatabases
    void everyReadingIsThereOnceWhateverHappenedOnItsWay(TestDatabase db) throws Exception {
        for (int seed = 0; seed < 6; seed++) {
            List<Frame> frames = frames(seed);
            Expected expected = new Expected(frames);
            UUID site = site(db.database(), "site-" + seed);
            try (Life life = new Life(record(frames), db.database(), site, UnaryOperator.identity())) {
                life.toTheEnd();
                holds(life.store, expected);
                assertFalse(life.told.isEmpty(), "conflicts were told");
                RawRowsSeen.sameAs(life.store, db.database(), site, STREAMS);
                sealAll(db.database(), life.store);
                holds(life.store, expected);
                RawRowsSeen.sameAs(life.store, db.database(), site, STREAMS);
                List<String> kept = rows(db.database(), site).stream()
                        .filter(row -> row.startsWith("reading_conflicts"))
                        .toList();
                assertEquals(expected.conflicts.size(), kept.size());
                assertEquals(
                        expected.conflicts.size(),
                        IntStream.range(0, STREAMS)
                                .map(no -> life.store
                                        .contradicted(no, 0, 7_258_118_400_000_000L, 1_000)
                                        .size())
                                .sum(),
                        "whoever asks sees them");
                assertEquals(
                        JournalPosition.START.compareTo(life.projector.health().position()), -1);
                assertEquals(44, life.projector.health().seq());
                assertEquals(0, life.projector.health().lagSeconds());
            }
        }
    }

    private static void holds(ReadingStore store, Expected expected) {
        for (int stream = 0; stream < STREAMS; stream++) {
            SortedMap<Long, String> found = new TreeMap<>();
            List<StoredReading> all = store.readings(stream, 0, 7_258_118_400_000_000L, 1_000_000);
            all.forEach(
                    x -> found.put(x.eventMicros(), said(x.value(), x.quality().code())));
            assertEquals(all.size(), found.size());
            assertEquals(expected.readings.get(stream), found);
            List<StoredReading> some = store.readings(stream, BEGIN, BEGIN + 20 * MINUTE, 3);
            assertEquals(
                    all.stream()
                            .filter(x -> x.eventMicros() >= BEGIN && x.eventMicros() < BEGIN + 20 * MINUTE)
                            .limit(3)
                            .toList()
                            .toString(),
                    some.toString());
            for (RollupLevel level : RollupLevel.values()) {
                assertEquals(
                        Recomputed.of(expected.columns.get(stream), level, ZoneOffset.UTC),
                        store.rollups(stream, level, 0, 7_258_118_400_000_000L),
                        "roll-ups are what a rebuild gives");
            }
        }
        Map<String, Long> counted = new TreeMap<>(store.counted(BEGIN - 3600 * SECOND));
        counted.values().removeIf(n -> n == 0);
        assertEquals(expected.counts, counted);
    }

    @BothDatabases
    void aCrashAtAnyStatementLeavesTheSameRecordBehind(TestDatabase db) throws Exception {
        List<Frame> frames = frames(1).subList(0, 30); // a step of the clock and two seals are among them
        FakeDisk disk = record(frames);
        UUID calm = site(db.database(), "calm");
        AtomicInteger statements = new AtomicInteger();
        List<String> expected;
        try (Life life = new Life(disk, db.database(), calm, sql -> counting(sql, statements, -1))) {
            life.toTheEnd();
            sealAll(db.database(), life.store);
            expected = rows(db.database(), calm);
        }
        int all = statements.get();
        assertTrue(all > 60, "writes: " + all);
        // PostgreSQL takes the same way through the same code; every fifth statement there keeps the suite short.
        int stride = db.embedded() ? 1 : 5;
        for (int n = 1; n <= all; n += stride) {
            int crash = n;
            UUID site = site(db.database(), "crash-" + n);
            AtomicInteger count = new AtomicInteger();
            boolean crashed = false;
            try (Life life = new Life(disk, db.database(), site, sql -> counting(sql, count, crash))) {
                life.toTheEnd();
            } catch (Crash e) {
                crashed = true;
            }
            assertTrue(crashed, "statement " + n);
            try (Life life = new Life(disk, db.database(), site, UnaryOperator.identity())) {
                life.toTheEnd();
                sealAll(db.database(), life.store);
            }
            assertEquals(expected, rows(db.database(), site), "crash at statement " + n);
        }
    }

    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** Breaks at the nth write. */
    static DSLContext crashingAt(DSLContext sql, int n) {
        return counting(sql, new AtomicInteger(), n);
    }

    private static DSLContext counting(DSLContext sql, AtomicInteger count, int crashAt) {
        ExecuteListener listener = new ExecuteListener() {
            private static final long serialVersionUID = 1;

            @Override
            public void executeStart(ExecuteContext ctx) {
                // Before a question nothing has changed since the write before it.
                if (ctx.type() != ExecuteType.READ && count.incrementAndGet() == crashAt) {
                    throw new Crash();
                }
            }
        };
        return DSL.using(sql.configuration().derive(new DefaultExecuteListenerProvider(listener)));
    }

    @BothDatabases
    void aCommitOfWhichNobodyHeardIsNotDoneTwice(TestDatabase db) throws Exception {
        List<Frame> frames = frames(2);
        FakeDisk disk = record(frames);
        UUID site = site(db.database(), "twice");
        try (Life first = new Life(disk, db.database(), site, UnaryOperator.identity());
                Life second = new Life(new FakeDisk(disk.state()), db.database(), site, UnaryOperator.identity())) {
            // From the second batch on, the second does the work, and the first never heard of it.
            assertTrue(first.projector.step(0));
            while (second.projector.step(0)) {
                assertTrue(first.projector.step(0));
            }
            sealAll(db.database(), first.store);
            holds(first.store, new Expected(frames));
            RawRowsSeen.sameAs(first.store, db.database(), site, STREAMS);
        }
    }

    @Test
    void aDatabaseThatRefusesIsLagAndNothingElse() throws Exception {
        List<Frame> frames = frames(3);
        FakeDisk disk = record(frames);
        try (TestDatabase db = TestDatabases.h2()) {
            UUID site = site(db.database(), "lag");
            AtomicInteger refusals = new AtomicInteger(1);
            UnaryOperator<DSLContext> refusing = sql -> {
                if (refusals.getAndDecrement() > 0) {
                    throw new IllegalStateException("the server is shutting down");
                }
                return sql;
            };
            try (Life life = new Life(disk, db.database(), site, refusing)) {
                assertTrue(life.projector.health().lagSeconds() > 0);
                life.projector.start();
                await().until(() -> life.projector.health().away() != null);
                assertTrue(String.valueOf(life.projector.health().away()).contains("shutting down"));
                await().until(() -> life.projector.health().away() == null);
                assertTrue(life.projector.awaitAll(10_000));
                assertEquals(0, life.projector.health().lagSeconds());
                holds(life.store, new Expected(frames));

                Frame more = Frame.tick(45, BEGIN + 45 * MINUTE, 45 * MINUTE);
                life.journal.append(new JournalRecord.Inputs(more), List.of());
                await().until(() -> life.projector.health().seq() == 45);
                life.projector.close();
                assertNull(life.projector.health().away());
            }
            int positions = db.database().read(sql -> sql.fetchCount(JOURNAL_POSITIONS));
            assertEquals(1, positions);
        }
    }

    @Test
    void anOlderReadingNeverReplacesTheCurrentOneAndTheFutureDoesNotOccupyItsPlace() throws Exception {
        try (TestDatabase db = TestDatabases.h2()) {
            UUID site = site(db.database(), "now");
            List<Frame> frames = new ArrayList<>();
            frames.add(one(1, BEGIN, 20, BEGIN, 0));
            frames.add(one(2, BEGIN + SECOND, 99, BEGIN + 80L * 365 * 86_400 * SECOND, QualityCode.FUTURE.code()));
            frames.add(one(3, BEGIN + 2 * SECOND, 10, BEGIN - 3600 * SECOND, 0));
            FakeDisk disk = record(frames);
            try (Life life = new Life(disk, db.database(), site, UnaryOperator.identity())) {
                life.toTheEnd();
                assertEquals(20, life.store.last(0).orElseThrow().value());
                life.projector.start();
                life.projector.close();
            }
            try (Life life = new Life(disk, db.database(), site, UnaryOperator.identity())) {
                assertFalse(life.projector.step(0));
                life.journal.append(
                        new JournalRecord.Inputs(one(4, BEGIN + 3 * SECOND, 21, BEGIN + 3 * SECOND, 0)), List.of());
                await().until(() -> life.journal.durableInputs() == 4);
                life.toTheEnd();
                assertEquals(21, life.store.last(0).orElseThrow().value());
            }
        }
    }

    @Test
    void whoeverWaitsForTheRecordAndWhoeverClosesDoesNotWaitForMoreToCome() throws Exception {
        try (TestDatabase db = TestDatabases.h2()) {
            UUID site = site(db.database(), "prompt");
            try (Life life = new Life(new FakeDisk(), db.database(), site, UnaryOperator.identity())) {
                life.projector.start();
                long began = System.nanoTime();
                for (int no = 1; no <= 20; no++) {
                    int seq = no;
                    life.journal.append(
                            new JournalRecord.Inputs(one(seq, BEGIN + seq * SECOND, seq, BEGIN + seq * SECOND, 0)),
                            List.of());
                    await().until(() -> life.journal.durableInputs() == seq);
                    assertTrue(life.projector.awaitAll(10_000));
                    assertEquals(seq, life.store.last(0).orElseThrow().value());
                }
                life.projector.close();
                Duration took = Duration.ofNanos(System.nanoTime() - began);
                assertTrue(took.toSeconds() < 15, () -> "each waited a second to gather what did not come: " + took);
            }
        }
    }

    private static Frame one(long seq, long wall, double value, long event, int quality) {
        Samples samples =
                new Samples.Builder(1).add(0, value, event, 0, quality, 0).build();
        return new Frame(seq, wall, wall - BEGIN, samples, List.of(), List.of(), List.of());
    }

    @Test
    void theGateRemembersTheMessagesOfTheRecord() throws Exception {
        try (TestDatabase db = TestDatabases.h2()) {
            UUID site = site(db.database(), "messages");
            try (Life life = new Life(record(frames(4)), db.database(), site, UnaryOperator.identity())) {
                life.toTheEnd();
                MessageMemory memory = new MessageMemory();
                life.store.recall(memory, new EngineClock(clock, clock, life.journal.end()));
                assertEquals(30, memory.size());
                assertEquals(
                        MessageMemory.Verdict.AGAIN,
                        memory.look(new Frame.MessageId("plc", "m1", 1), 0),
                        "the first content stands");
            }
        }
    }

    @Test
    void whatIsNotInChunksYetIsFoundAfterARestartAlthoughNothingNewComes() throws Exception {
        try (TestDatabase db = TestDatabases.h2()) {
            UUID site = site(db.database(), "quiet");
            FakeDisk disk = record(frames(4));
            List<StoredReading> before;
            try (Life life = new Life(disk, db.database(), site, UnaryOperator.identity())) {
                life.toTheEnd();
                before = life.store.readings(0, 0, 7_258_118_400_000_000L, 1_000_000);
            }
            try (Life life = new Life(disk, db.database(), site, UnaryOperator.identity())) {
                life.store.recall(new MessageMemory(), new EngineClock(clock, clock, life.journal.end()));
                assertEquals(before, life.store.readings(0, 0, 7_258_118_400_000_000L, 1_000_000));
            }
        }
    }

    @Test
    void textsFromOutsideFitIntoBothDatabases() {
        assertEquals("a\uFFFDb", SealedReadings.text("a\0b", 80));
        assertEquals("?", SealedReadings.text("\uD800", 80));
        assertEquals(80, SealedReadings.text("x".repeat(500), 80).length());
        assertEquals("", SealedReadings.text(null, 80));
    }
}
