package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;
import static org.penstock.core.db.tables.tables.ReadingDays.READING_DAYS;
import static org.penstock.core.db.tables.tables.ReadingRollups.READING_ROLLUPS;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

@Order(1)
class DayFilesTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final Instant BEGIN = Instant.parse("2026-10-24T20:00:00Z");

    @TempDir
    Path directory;

    private final TestDatabase db = TestDatabases.h2();
    private final List<String> told = new ArrayList<>();
    private UUID site;
    private DayFiles files;
    private ReadingStore store;
    private RoughDay day;
    private Duration later = Duration.ZERO;

    @BeforeEach
    void begin() throws IOException {
        site = RoughDay.site(db.database(), "north", ZONE);
        start();
        day = new RoughDay(db.database(), store, ZONE, BEGIN, new Random(7));
    }

    private void start() throws IOException {
        files = DayFiles.open(directory, db.database(), site);
        store = store(files);
        db.database().read(sql -> {
            store.load(sql);
            return site;
        });
    }

    private ReadingStore store(@Nullable DayFiles in) {
        return new ReadingStore(
                db.database(), site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> ZONE, in);
    }

    private void restart() throws IOException {
        files.close();
        start();
        day.restarted(store);
    }

    private DayKeeper keeper() {
        return new DayKeeper(
                db.database(),
                site,
                files,
                () -> ZONE,
                () -> EngineClock.instant(day.wall()).plus(later),
                told::add);
    }

    private void keep() throws IOException {
        DayKeeper keeper = keeper();
        while (keeper.step()) {
            continue;
        }
    }

    private void keepAndSeal() throws IOException {
        day.seal();
        keep();
        later = Duration.ofDays(2);
        keep();
    }

    private void frames(int n) {
        for (int i = 0; i < n; i++) {
            day.frame(12);
        }
    }

    private void holds() {
        day.readingsHold();
        day.rollUpsHold();
    }

    @AfterEach
    void end() {
        files.close();
        db.close();
    }

    private List<String> names() throws IOException {
        try (var list = Files.list(directory)) {
            return list.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    private int inMain() {
        return db.database()
                .read(sql -> sql.fetchCount(
                        READING_CHUNKS,
                        READING_CHUNKS.T0.lt(EngineClock.instant(day.wall()).plus(Duration.ofDays(1)))));
    }

    private List<String> states() {
        return db.database()
                .read(sql -> sql.select(READING_DAYS.FILE_NAME, READING_DAYS.STATE)
                        .from(READING_DAYS)
                        .orderBy(READING_DAYS.FILE_NAME)
                        .fetch(r -> r.value1() + " " + r.value2()));
    }

    @Test
    void everyDayHasAFileAndEveryQuestionIsAnsweredAsBefore() throws IOException {
        for (int i = 0; i < 3; i++) {
            frames(30);
            holds();
            keep();
            assertEquals(0, inMain());
            holds();
        }
        assertTrue(names().size() > 2, names().toString());
        assertTrue(names().contains("2026-10-25.mv.db"), names().toString());
        // What claims to be of the year 2106 makes no file; minutes of it are where its chunk is.
        assertFalse(names().toString().contains("21"), names().toString());
        keepAndSeal();
        assertTrue(states().stream().allMatch(s -> s.endsWith(" sealed")), states().toString());
        assertEquals(names().size(), keeper().verify());
        holds();
        restart();
        holds();
        assertEquals(names().size(), keeper().verify(), "reading changes no sealed file");
        assertEquals(List.of(), told);
    }

    @Test
    void whatComesLateOpensASealedDayAndItIsSealedAgain() throws IOException {
        frames(80);
        keepAndSeal();
        TreeSet<String> before = new TreeSet<>(states());
        assertTrue(before.contains("2026-10-24 sealed"), before.toString());
        later = Duration.ZERO;
        frames(40); // one in twelve is up to 36 hours late
        holds();
        keep();
        holds();
        assertTrue(states().contains("2026-10-24 open"), states().toString());
        restart();
        holds();
        keepAndSeal();
        assertTrue(states().contains("2026-10-24 sealed"), states().toString());
        assertEquals(names().size(), keeper().verify());
        holds();
    }

    @Test
    void aMoveThatIsCutShortAnywhereLosesNothingAndDoublesNothing() throws IOException {
        for (int i = 0; i < 4; i++) {
            frames(15);
            long wall = day.wall() + 86_400_000_000L;
            // In the file and still in the main database: killed in between.
            DayMove copied = db.database().read(sql -> DayMove.next(sql, site, wall));
            files.write(copied.day, copied::into);
            restart();
            holds();
            // And what is there is no longer what was copied.
            frames(15);
            holds();
            db.database().run(sql -> copied.outOf(sql, new Buckets(ZONE), new StoredChunks(site, files)));
            holds();
            keep();
            holds();
        }
    }

    @Test
    void pagesAreFullAndWithoutDoublesWhereverAReadingStandsAndWhateverComesMeanwhile() throws IOException {
        frames(20);
        long tomorrow = day.wall() + 86_400_000_000L;
        // In a file and in the main database, which then takes late ones into the same chunks.
        DayMove copied = db.database().read(sql -> DayMove.next(sql, site, tomorrow));
        files.write(copied.day, copied::into);
        restart();
        frames(20);
        // In a chunk and still in the memory of whoever asks.
        ReadingStore behind = store(files);
        db.database().read(sql -> {
            behind.load(sql);
            return site;
        });
        day.seal();
        for (int stream = 0; stream < RoughDay.STREAMS; stream++) {
            for (int most : new int[] {1, 2, 3, 7, 50}) {
                assertEquals(events(day.expected.get(stream)), paged(behind, stream, most, () -> {}), "by " + most);
            }
        }
        List<Long> before = events(day.expected.get(0));
        List<Long> found = paged(store, 0, 5, () -> day.frame(6));
        assertEquals(found.stream().distinct().sorted().toList(), found);
        assertTrue(found.containsAll(before), "nothing that was there is missing");
    }

    private static List<Long> events(ReadingColumns columns) {
        return IntStream.range(0, columns.size()).mapToObj(columns::event).toList();
    }

    private List<Long> paged(ReadingStore asked, int stream, int most, Runnable meanwhile) {
        long end = 7_258_118_400_000_000L;
        List<Long> found = new ArrayList<>();
        OptionalLong next = OptionalLong.of(0);
        while (next.isPresent()) {
            ReadingStore.Page page = asked.page(stream, next.getAsLong(), end, most);
            page.readings().forEach(r -> found.add(r.eventMicros()));
            next = page.nextMicros();
            assertTrue(next.isEmpty() || page.readings().size() == most, "a page that is not the last is full");
            meanwhile.run();
        }
        return found;
    }

    @Test
    void sealingThatIsCutShortLeavesTheDayAsItWas() throws IOException {
        frames(80);
        keep();
        long first = DayFiles.dayOf(EngineClock.micros(BEGIN));
        // Exchanged, but the main database was not told.
        assertTrue(files.seal(first, new DayPacking(site)).isPresent());
        restart();
        holds();
        // Not exchanged.
        Files.write(directory.resolve("2026-10-25.sealing.mv.db"), new byte[] {1});
        restart();
        assertFalse(names().toString().contains("sealing"));
        holds();
        keepAndSeal();
        holds();
    }

    @Test
    void aDamagedDayIsNamedAndSetAsideAndTheRestAnswers() throws IOException {
        frames(150);
        keepAndSeal();
        files.close();
        Path file = directory.resolve("2026-10-25.mv.db");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate((int) channel.size()), 0);
        }
        restart();
        long begin = EngineClock.micros(Instant.parse("2026-10-25T00:00:00Z"));
        for (int stream = 0; stream < RoughDay.STREAMS; stream++) {
            ReadingColumns all = day.expected.get(stream);
            List<StoredReading> found = store.readings(stream, 0, 7_258_118_400_000_000L, Integer.MAX_VALUE);
            int lost = all.from(begin + 86_400_000_000L) - all.from(begin);
            assertTrue(lost > 0);
            assertEquals(all.size() - lost, found.size());
        }
        keep();
        keep();
        assertEquals(1, told.size(), told.toString());
        assertTrue(told.getFirst().startsWith("Readings of 2026-10-25 cannot be read"), told.getFirst());
        assertTrue(names().contains("2026-10-25.damaged-1.mv.db"), names().toString());
        assertTrue(states().contains("2026-10-25.damaged-1 damaged"), states().toString());
        // Its day goes on in a new file.
        later = Duration.ZERO;
        frames(20);
        keep();
    }

    @Test
    void aChangedSealedFileDoesNotFitItsChecksum() throws IOException {
        frames(150);
        keepAndSeal();
        int all = names().size();
        Path file = directory.resolve("2026-10-25.mv.db");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'x'}), channel.size() / 2);
        }
        assertEquals(all - 1, keeper().verify());
        assertTrue(told.isEmpty() || told.getFirst().contains("checksum"), told.toString());
        assertTrue(names().contains("2026-10-25.damaged-1.mv.db"), names().toString());
    }

    @Test
    void chunksOfAnEarlierReleaseAreMovedAndRolledUp() throws IOException {
        files.close();
        store = store(null);
        day.restarted(store);
        frames(150);
        day.seal();
        // As the release before left it: minutes only.
        db.database()
                .run(sql -> sql.deleteFrom(READING_ROLLUPS)
                        .where(READING_ROLLUPS.ROLLUP_LEVEL.ne("1m"))
                        .execute());
        start();
        day.restarted(store);
        day.readingsHold();
        keep();
        assertEquals(0, inMain());
        day.readingsHold();
        day.rollUpsHoldBefore(EngineClock.micros(Instant.parse("2100-01-01T00:00:00Z")));
    }

    @Test
    void onlySoManyFilesAreOpenAtOnce() throws IOException {
        for (long i = 0; i < 60; i++) {
            long at = EngineClock.micros(BEGIN) + i * DayFiles.DAY_MICROS;
            files.write(DayFiles.dayOf(at), sql -> {});
        }
        assertEquals(60, names().size());
        assertTrue(files.openNow() <= 40, "open: " + files.openNow());
    }
}
