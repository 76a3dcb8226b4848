package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.ReadingBatches.READING_BATCHES;
import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.ExecuteContext;
import org.jooq.ExecuteListener;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;

/** Two hundred streams become chunks some at a time, and the process ends in the middle of it. */
class SealingTest {
    private static final int STREAMS = 200;
    private static final long SECOND = 1_000_000;
    private static final long BEGIN = EngineClock.micros(Instant.parse("2026-11-21T06:00:00Z"));

    @BothDatabases
    void noTransactionSealsThemAllAndEachReadingIsThereOnceThroughout(TestDatabase db) {
        Facility f = new Facility(db);
        for (int at = 10; at <= 640; at += 30) {
            f.frame(at);
        }
        assertEquals(0, f.chunks(), "within the grace nothing is sealed");
        f.frame(670);
        int first = f.chunks();
        assertTrue(first > 0 && first < STREAMS, "streams of the first transaction: " + first);
        f.holds();

        // Not committed: as if it had not been.
        try {
            db.database().run(sql -> {
                f.store.append(sql, List.of(f.made(680)), () -> {}, new ArrayList<>());
                throw new IllegalStateException("lost");
            });
        } catch (IllegalStateException e) {
            f.store.rolledBack();
        }
        assertEquals(first, f.chunks());
        f.seq--;
        f.frame(680);
        f.holds();
        f.restart();
        f.holds();
        for (int at = 690; at < 800; at += 10) {
            f.frame(at);
            f.holds();
        }
        assertEquals(STREAMS, f.chunks());
        f.restart();
        f.holds();
        // Late, for a stream that was sealed: merged with the next round.
        f.frames.add(585);
        f.frame(810);
        for (int at = 1_270; at < 1_400; at += 10) {
            f.frame(at);
        }
        f.holds();
        assertEquals(2 * STREAMS, f.chunks());
        assertTrue(
                db.database().read(sql -> sql.fetchCount(READING_BATCHES, READING_BATCHES.SITE_ID.eq(f.site))) < 40,
                "what is in chunks is away from the rows");
        f.restart();
        f.holds();
    }

    /** A file of hours, ten readings a second, comes for one stream: no transaction makes chunks of all of it. */
    @BothDatabases
    void whatOneStreamIsBroughtIsSealedPartByPart(TestDatabase db) {
        Facility f = new Facility(db);
        f.frame(10);
        f.frame(1_270);
        while (f.chunks() < STREAMS) {
            f.frame(f.frames.getLast() + 10);
        }
        Samples.Builder file = new Samples.Builder(90_000);
        for (int i = 0; i < 90_000; i++) {
            file.add(63, i, BEGIN - (100_000 - i) * SECOND / 10, 0, 0, Samples.LATE | Samples.IMPORTED);
        }
        f.frame(1_500, file);
        List<Integer> made = new ArrayList<>();
        for (int at = 1_870; f.oldChunks() < 16; at++) {
            int there = f.oldChunks();
            f.frame(at);
            made.add(f.oldChunks() - there);
            assertEquals(90_000, f.old(), "after " + made);
            if (made.getLast() > 0) {
                f.restart();
                assertEquals(90_000, f.old(), "after a restart and " + made);
            }
        }
        assertTrue(made.stream().allMatch(n -> n <= 7), made.toString());
        assertEquals(
                90_000,
                f.store.rollups(63, RollupLevel.HOUR, BEGIN - 12_000 * SECOND, BEGIN).stream()
                        .mapToInt(r -> r.statistics().n())
                        .sum());
    }

    /** A year of a logger that wrote each minute is not looked for ten minutes by ten minutes. */
    @BothDatabases
    void whereNothingIsNothingIsLookedFor(TestDatabase db) {
        Facility f = new Facility(db);
        f.frame(10);
        while (f.chunks() == 0) {
            f.frame(f.frames.getLast() + 300);
        }
        Samples.Builder file = new Samples.Builder(5_000);
        for (int i = 0; i < 5_000; i++) {
            file.add(0, i, BEGIN - (6_000 - i) * 60 * SECOND, 0, 0, Samples.LATE | Samples.IMPORTED);
        }
        f.asked = 0;
        f.frame(f.frames.getLast() + 1, file);
        assertTrue(f.asked < 250, "statements for five hundred chunks and some streams: " + f.asked);
        f.asked = 0;
        db.database().run(sql -> f.store.sealAll(f.counted(sql), BEGIN));
        f.store.committed();
        // Two for each of the two hundred streams, which have newer ones.
        assertTrue(f.asked < 450, "statements for five hundred chunks and 200 streams: " + f.asked);
        assertEquals(5_000, f.store.readings(0, 0, BEGIN, 10_000).size());
    }

    /** One facility, over several lives of its process. */
    private static final class Facility {
        private final TestDatabase db;
        private final UUID site;
        private ReadingStore store;
        private long seq;
        private final List<Integer> frames = new ArrayList<>();
        private int asked;

        Facility(TestDatabase db) {
            this.db = db;
            site = RoughDay.site(db.database(), "north", ZoneOffset.UTC);
            store = new ReadingStore(db.database(), site, _ -> ReadingSource.Source.UNKNOWN, _ -> {});
        }

        private void restart() {
            store = new ReadingStore(db.database(), site, _ -> ReadingSource.Source.UNKNOWN, _ -> {});
            db.database().read(sql -> {
                store.load(sql);
                return site;
            });
        }

        private Frame made(int at) {
            seq++;
            Samples.Builder samples = new Samples.Builder(STREAMS);
            for (int stream = 0; stream < STREAMS; stream++) {
                samples.add(stream, stream + at, BEGIN + at * SECOND, seq * SECOND, 0, 0);
                if (at == 810) {
                    samples.add(stream, stream + 585.0, BEGIN + 585 * SECOND, seq * SECOND, 0, 0);
                }
            }
            return new Frame(seq, BEGIN + at * SECOND, seq * SECOND, samples.build(), List.of(), List.of(), List.of());
        }

        private DSLContext counted(DSLContext sql) {
            return sql.configuration()
                    .deriveAppending(new ExecuteListener() {
                        private static final long serialVersionUID = 1;

                        @Override
                        public void executeStart(ExecuteContext ctx) {
                            asked++;
                        }
                    })
                    .dsl();
        }

        private int oldChunks() {
            return db.database()
                    .read(sql -> sql.fetchCount(
                            READING_CHUNKS,
                            READING_CHUNKS.SITE_ID.eq(site),
                            READING_CHUNKS.T0.lt(EngineClock.instant(BEGIN))));
        }

        /** What a file brought of stream 63. */
        private int old() {
            return store.readings(63, 0, BEGIN, 1_000_000).size();
        }

        private void frame(int at, Samples.Builder more) {
            frames.add(at);
            seq++;
            Frame frame =
                    new Frame(seq, BEGIN + at * SECOND, seq * SECOND, more.build(), List.of(), List.of(), List.of());
            db.database().run(sql -> store.append(counted(sql), List.of(frame), () -> {}, new ArrayList<>()));
            store.committed();
        }

        private void frame(int at) {
            Frame frame = made(at);
            frames.add(at);
            db.database().run(sql -> store.append(sql, List.of(frame), () -> {}, new ArrayList<>()));
            store.committed();
        }

        private int chunks() {
            return db.database().read(sql -> sql.fetchCount(READING_CHUNKS, READING_CHUNKS.SITE_ID.eq(site)));
        }

        private void holds() {
            List<Long> expected = frames.stream()
                    .sorted()
                    .map(at -> BEGIN + at * SECOND)
                    .toList();
            for (int stream : new int[] {0, 63, 64, 130, STREAMS - 1}) {
                assertEquals(
                        expected,
                        store.readings(stream, BEGIN, BEGIN + 3_600 * SECOND, 10_000).stream()
                                .map(StoredReading::eventMicros)
                                .toList());
            }
        }
    }
}
