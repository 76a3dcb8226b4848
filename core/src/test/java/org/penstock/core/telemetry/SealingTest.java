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

    /** One facility, over several lives of its process. */
    private static final class Facility {
        private final TestDatabase db;
        private final UUID site;
        private ReadingStore store;
        private long seq;
        private final List<Integer> frames = new ArrayList<>();

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
