package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

class PictureTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Instant BEGIN = Instant.parse("2026-10-24T20:00:00Z");
    private static final long HOUR = 3_600_000_000L;

    @ParameterizedTest(name = "{0} in {1} points: {2} of {3}")
    @CsvSource({
        // raw, or which roll-ups; how long a piece is
        "PT1H,     1000, raw,          PT3.6S",
        "PT8H,     1000, raw,          PT28.8S",
        "PT24H,    1000, MINUTE,       PT2M",
        "P7D,      1000, FIVE_MINUTES, PT15M",
        "P30D,     1000, HOUR,         PT1H",
        "P365D,    1000, HOUR,         PT9H",
        "P365D,     300, DAY,          P2D",
        "PT0.001S, 1000, raw,          PT0.000001S",
    })
    void aLongSpanIsMadeOfRollUpsAndAShortOneOfReadings(Duration span, int points, String from, Duration piece) {
        Reduction r = Reduction.of(0, span.toNanos() / 1000, points);
        assertEquals(from, r.level() == null ? "raw" : r.level().name());
        assertEquals(piece.toNanos() / 1000, r.pieceMicros());
    }

    @Test
    void everyQuestionAboutAStreamIsAnsweredFromWhereverItsReadingsAre(@TempDir Path directory) throws Exception {
        try (TestDatabase db = TestDatabases.h2()) {
            UUID site = RoughDay.site(db.database(), "north", ZONE);
            DayFiles files = DayFiles.open(directory, db.database(), site);
            ReadingStore store = new ReadingStore(
                    db.database(), site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> ZONE, files);
            RoughDay day = new RoughDay(db.database(), store, ZONE, BEGIN, new Random(11));
            DayKeeper keeper = new DayKeeper(
                    db.database(), site, files, () -> ZONE, () -> EngineClock.instant(day.wall()), _ -> {});
            for (int i = 0; i < 60; i++) {
                day.frame(20);
                if (i == 40) {
                    while (keeper.step()) {
                        continue;
                    }
                }
            }
            for (int stream = 0; stream < RoughDay.STREAMS; stream++) {
                ReadingColumns all = day.expected.get(stream);
                asOf(store, stream, all, day.wall());
                pages(store, stream, all);
                picture(store, stream, all, day.wall() - 3 * HOUR, day.wall());
                picture(store, stream, all, day.wall() - 6 * 24 * HOUR, day.wall());
            }
            files.close();
        }
    }

    @Test
    void anOutlineHasEveryExtremeAndEveryBadReadingAndLeavesGapsOpen() {
        try (TestDatabase db = TestDatabases.h2()) {
            UUID site = RoughDay.site(db.database(), "north", ZONE);
            ReadingStore store =
                    new ReadingStore(db.database(), site, _ -> ReadingSource.Source.UNKNOWN, _ -> {});
            long begin = EngineClock.micros(BEGIN);
            Samples.Builder samples = new Samples.Builder(8);
            List<Long> bad = new ArrayList<>();
            for (int second = 0; second < 7_200; second++) {
                if (second / 600 == 5) {
                    continue; // ten minutes of silence
                }
                boolean isBad = second == 1_234;
                double value = second == 2_000 ? 99 : second == 3_700 ? -99 : 20;
                long at = begin + second * 1_000_000L;
                samples.add(1, value, at, 0, isBad ? QualityCode.OUT_OF_RANGE.code() : 0, 0);
                if (isBad) {
                    bad.add(at);
                }
            }
            long to = begin + 2 * HOUR;
            Frame frame = new Frame(1, to, 1, samples.build(), List.of(), List.of(), List.of());
            db.database().run(sql -> store.append(sql, List.of(frame), () -> {}, new ArrayList<>()));
            store.committed();
            List<StoredReading> outline = store.outline(1, begin + 30_000_000, to, 90_000_000);
            assertTrue(outline.size() < 400, "readings: " + outline.size());
            assertEquals(99, outline.stream().mapToDouble(StoredReading::value).max().orElseThrow());
            assertEquals(-99, outline.stream().mapToDouble(StoredReading::value).min().orElseThrow());
            assertEquals(
                    bad,
                    outline.stream()
                            .filter(r -> r.quality() != QualityCode.GOOD)
                            .map(StoredReading::eventMicros)
                            .toList());
            long before = begin + 30_000_000 - 1;
            long longest = 0;
            for (StoredReading r : outline) {
                assertTrue(r.eventMicros() > before && r.eventMicros() < to, "in order and within the span");
                longest = Math.max(longest, r.eventMicros() - before);
                before = r.eventMicros();
            }
            assertTrue(longest >= 10 * 60_000_000L, "the silence is there");
            assertEquals(6_600 - 30, store.outline(1, begin + 30_000_000, to, 1_000_000).size());

            List<StoredReading> ofHours = store.outline(1, begin, to, 2 * HOUR);
            assertTrue(ofHours.size() < 330, "five minutes with a bad reading are whole: " + ofHours.size());
            assertEquals(99, ofHours.stream().mapToDouble(StoredReading::value).max().orElseThrow());
            assertEquals(-99, ofHours.stream().mapToDouble(StoredReading::value).min().orElseThrow());
            assertEquals(
                    bad,
                    ofHours.stream()
                            .filter(r -> r.quality() != QualityCode.GOOD)
                            .map(StoredReading::eventMicros)
                            .toList());
        }
    }

    private static void asOf(ReadingStore store, int stream, ReadingColumns all, long now) {
        for (int i = 0; i < 20; i++) {
            long at = now - i * HOUR;
            int last = all.from(at + 1) - 1;
            assertEquals(
                    last < 0 ? Optional.empty() : Optional.of(all.event(last)),
                    store.asOf(stream, at).map(StoredReading::eventMicros));
        }
        assertEquals(Optional.empty(), store.asOf(stream, 0));
    }

    private static void pages(ReadingStore store, int stream, ReadingColumns all) {
        List<Long> found = new ArrayList<>();
        OptionalLong next = OptionalLong.of(0);
        while (next.isPresent()) {
            ReadingStore.Page page = store.page(stream, next.getAsLong(), 7_258_118_400_000_000L, 37);
            page.readings().forEach(r -> found.add(r.eventMicros()));
            next = page.nextMicros();
        }
        List<Long> expected = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            expected.add(all.event(i));
        }
        assertEquals(expected, found);
    }

    /** Nothing is counted twice, no extreme is lost, and where nothing came there is nothing. */
    private static void picture(ReadingStore store, int stream, ReadingColumns all, long from, long to) {
        ReadingStore.Picture picture = store.picture(stream, from, to, 300);
        assertTrue(picture.pieces().size() <= 301, "pieces: " + picture.pieces().size());
        long before = Long.MIN_VALUE;
        for (Rollup piece : picture.pieces()) {
            assertTrue(piece.beginMicros() >= before);
            before = piece.beginMicros() + picture.pieceMicros();
            int first = all.from(piece.beginMicros());
            int last = Math.min(all.from(before), all.from(to));
            Statistics expected = Statistics.of(all, first, last);
            assertTrue(last > first, "an empty piece is left out");
            if (before <= to) {
                assertEquals(expected.n(), piece.statistics().n());
                assertEquals(expected.badN(), piece.statistics().badN());
                assertEquals(expected.min(), piece.statistics().min());
                assertEquals(expected.max(), piece.statistics().max());
                assertEquals(expected.last(), piece.statistics().last());
            }
        }
    }
}
