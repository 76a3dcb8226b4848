package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;
import static org.penstock.core.db.tables.tables.ReadingForgotten.READING_FORGOTTEN;
import static org.penstock.core.db.tables.tables.ReadingLeaves.READING_LEAVES;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.db.SiteMonths;
import org.penstock.core.identity.Provenance;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

/** Readings whose time is over go, their roll-ups stay, and the proof knows the difference between forgotten and removed. */
@Order(1)
class ForgettingTest {
    private static final Instant DAY = Instant.parse("2024-01-31T00:00:00Z");
    private static final Instant NEXT = Instant.parse("2024-02-01T00:00:00Z");
    private static final Instant AFTER = Instant.parse("2024-02-02T00:00:00Z");

    private static final YearMonth JANUARY = YearMonth.of(2024, 1);

    @TempDir
    Path directory;

    private ForgettingStory story(TestDatabase db) {
        ForgettingStory story =
                ForgettingStory.begin(db.database(), db.database().embedded() ? directory : null);
        story.until(Instant.parse("2024-02-02T02:00:00Z"));
        story.keep();
        assertEquals(List.of(), story.faults());
        return story;
    }

    /** In the middle of a transaction of somebody else's, who has readings of the same month: nobody waits for anybody. */
    private static void besideAnotherSite(TestDatabase db, Runnable work) {
        if (db.database().embedded()) {
            work.run();
            return;
        }
        UUID other = Northglass.put(db.database(), Northglass.site("south", "South House")).siteId();
        for (SiteMonths table : MonthTables.of(other).all()) {
            db.database().run(sql -> table.make(sql, JANUARY, 1));
        }
        String copy = "insert into reading_chunks select '" + other + "', stream_no, t0, part + ?, first_at, last_at, n, good_n,"
                + " min_value, max_value, sum_value, last_value, payload, hash from reading_chunks where ";
        db.database().run(sql -> sql.execute(copy + "t0 < ? and stream_no = 1", 0, NEXT));
        db.database().run(sql -> {
            sql.execute(copy + "site_id = ? and part = 0", 1, other);
            work.run();
            sql.execute(copy + "site_id = ? and part = 0", 2, other);
        });
        assertEquals(
                3 * 144,
                db.database().<Integer>read(sql -> sql.fetchCount(READING_CHUNKS, READING_CHUNKS.SITE_ID.eq(other))));
    }

    private static Map<RollupLevel, List<Rollup>> rollups(ForgettingStory story, int stream) {
        Map<RollupLevel, List<Rollup>> all = new EnumMap<>(RollupLevel.class);
        for (RollupLevel level : RollupLevel.values()) {
            all.put(level, story.rollups(stream, level));
        }
        return all;
    }

    @BothDatabases
    void readingsOfOneStreamGoAndEverythingElseStaysAsItWas(TestDatabase db) {
        try (ForgettingStory story = story(db)) {
            Map<RollupLevel, List<Rollup>> before = rollups(story, 1);
            var gone = assertInstanceOf(
                    ReadingForgetting.Outcome.Gone.class,
                    story.forget(DAY, ForgettingStory.going(Map.of(ReadingKind.RAW, List.of(1, 7)))));
            assertTrue(gone.readings() >= 144, gone.toString());
            assertEquals(Set.of(2, 3), story.present(DAY, NEXT));
            assertEquals(before, rollups(story, 1), "roll-ups outlive what they are made of, minutes too");
            assertEquals(List.of(), story.faults());
            assertEquals(List.of(), db.database().read(sql -> new ForgottenVerifier().check(sql, story.chain)));

            // What comes late for it would be all that its hours and days are made of.
            story.late(1, DAY.plusSeconds(5_000), 99);
            story.late(2, DAY.plusSeconds(5_000), 99);
            story.until(Instant.parse("2024-02-02T05:00:00Z"));
            story.settle();
            story.keep();
            assertEquals(Set.of(2, 3), story.present(DAY, NEXT));
            assertEquals(before.getOrDefault(RollupLevel.DAY, List.of()).getFirst(), story.rollups(1, RollupLevel.DAY).getFirst());
            assertEquals(List.of(), story.faults());
            assertTrue(story.store.asOf(1, EngineClock.micros(DAY) + 3_600_000_000L).isEmpty());

            // A second time there is nothing of it.
            assertInstanceOf(
                    ReadingForgetting.Outcome.Nothing.class,
                    story.forget(DAY, ForgettingStory.going(Map.of(ReadingKind.RAW, List.of(1, 7)))));
        }
    }

    @BothDatabases
    void everythingOfAPieceGoesAndOnlyHoursAndDaysAreLeft(TestDatabase db) throws Exception {
        try (ForgettingStory story = story(db)) {
            Map<RollupLevel, List<Rollup>> before = rollups(story, 2);
            List<Integer> all = List.of(1, 2, 3);
            Going going = ForgettingStory.going(
                    Map.of(ReadingKind.RAW, all, ReadingKind.MINUTE, all, ReadingKind.FIVE_MINUTES, all));
            MonthTables months = MonthTables.of(story.site);
            if (!db.database().embedded()) {
                for (SiteMonths table : months.all()) {
                    assertEquals(true, db.database().<Boolean>read(sql -> table.has(sql, JANUARY)), table.table());
                }
                var sizes = new StorageSizes(db.database(), story.site, null).look(AFTER);
                assertTrue(sizes.bytes() > 100_000, sizes.toString());
                assertEquals(LocalDate.of(2024, 1, 1), sizes.days().firstKey());
                assertEquals(LocalDate.of(2024, 2, 1), sizes.days().lastKey());
                // A tool of somebody's that is not done with the rows: nobody queues behind it, the month goes another time.
                ReadingForgetting.Outcome busy = db.database().read(tool -> {
                    tool.fetch("select count(*) from sensor_readings");
                    return story.forget(DAY, going);
                });
                assertInstanceOf(ReadingForgetting.Outcome.Later.class, busy);
                assertEquals(Set.of(1, 2, 3), story.present(DAY, NEXT));
            }
            besideAnotherSite(db, () -> assertInstanceOf(ReadingForgetting.Outcome.Gone.class, story.forget(DAY, going)));
            assertEquals(Set.of(), story.present(DAY, NEXT));
            assertEquals(before.get(RollupLevel.HOUR), story.rollups(2, RollupLevel.HOUR));
            assertEquals(before.get(RollupLevel.DAY), story.rollups(2, RollupLevel.DAY));
            assertTrue(before.getOrDefault(RollupLevel.FIVE_MINUTES, List.of()).size() > story.rollups(2, RollupLevel.FIVE_MINUTES).size());
            assertEquals(List.of(), story.faults());
            if (db.database().embedded()) {
                assertFalse(Files.exists(directory.resolve("2024-01-31.mv.db")));
                assertTrue(Files.exists(directory.resolve("2024-02-01.mv.db")));
            } else {
                for (SiteMonths table : List.of(months.chunks(), months.rows())) {
                    assertEquals(false, db.database().<Boolean>read(sql -> table.has(sql, JANUARY)), table.table());
                }
            }
            int leaves = db.database()
                    .read(sql -> sql.fetchCount(READING_LEAVES, READING_LEAVES.FROM_AT.lt(NEXT)));
            assertEquals(0, leaves, "what proves nothing any more goes too");

            // After years hours and days go as well.
            story.forget(DAY, ForgettingStory.going(Map.of(ReadingKind.HOUR, all, ReadingKind.DAY, List.of(1))));
            assertEquals(List.of(), story.rollups(2, RollupLevel.HOUR).stream()
                    .filter(r -> r.beginMicros() < EngineClock.micros(NEXT))
                    .toList());
            assertEquals(before.get(RollupLevel.DAY), story.rollups(2, RollupLevel.DAY));
            assertEquals(List.of(), story.faults());
        }
    }

    @BothDatabases
    void whatVanishesWithoutAnEventIsStillAFault(TestDatabase db) {
        try (ForgettingStory story = story(db)) {
            story.forget(DAY, ForgettingStory.going(Map.of(ReadingKind.RAW, List.of(1))));
            if (story.files != null) {
                story.files.write(
                        EngineClock.micros(DAY),
                        sql -> sql.deleteFrom(READING_CHUNKS).where(READING_CHUNKS.STREAM_NO.eq(3)).execute());
            } else {
                db.database().run(sql -> sql.deleteFrom(READING_CHUNKS)
                        .where(READING_CHUNKS.STREAM_NO.eq(3))
                        .and(READING_CHUNKS.T0.lt(NEXT))
                        .execute());
            }
            List<String> faults = story.faults();
            assertEquals(24, faults.size(), String.join("\n", faults));
            assertTrue(faults.getFirst().contains("stream-3"), faults.getFirst());

            // A row that says it was forgotten helps nobody: the chain does not say so.
            db.database().run(sql -> sql.update(READING_FORGOTTEN).set(READING_FORGOTTEN.STREAMS, "1,3").execute());
            assertEquals(24, story.faults().size());
            assertEquals(1, db.database().read(sql -> new ForgottenVerifier().check(sql, story.chain)).size());
        }
    }

    @BothDatabases
    void aHoldThatIsPlacedInMidRunWins(TestDatabase db) {
        try (ForgettingStory story = story(db)) {
            AtomicInteger asked = new AtomicInteger();
            Going some = ForgettingStory.going(Map.of(ReadingKind.RAW, List.of(1, 2, 3)));
            var outcome = story.forgetting.forget(
                    new ReadingForgetting.Run(UUID.randomUUID(), Provenance.ofSystem("here"), DAY),
                    story.piece(DAY),
                    _ -> asked.getAndIncrement() == 0 ? some : Going.NOTHING);
            assertInstanceOf(ReadingForgetting.Outcome.Later.class, outcome);
            assertEquals(Set.of(1, 2, 3), story.present(DAY, AFTER));
            assertEquals(List.of(), story.faults());
            story.late(1, DAY.plusSeconds(5_000), 99);
            assertEquals(145, story.readings(1, DAY, NEXT), "what comes late is taken as before");
        }
    }

    @Test
    void sealedDaysAreComparedOneAfterTheOtherAndAChangedOneIsNamed() throws Exception {
        try (TestDatabase db = TestDatabases.h2();
                ForgettingStory story = story(db)) {
            DayKeeper keeper = java.util.Objects.requireNonNull(story.keeper);
            assertTrue(keeper.verifyNext());
            Path day = directory.resolve("2024-02-01.mv.db");
            byte[] bytes = Files.readAllBytes(day);
            bytes[bytes.length - 100] ^= 1;
            Files.write(day, bytes);
            assertFalse(keeper.verifyNext());
            assertEquals(Set.of("2024-02-01.damaged-1"), java.util.Objects.requireNonNull(story.files).damaged().keySet());
            assertTrue(keeper.verifyNext(), "and round again");
        }
    }

    @Test
    void whatIsHalfDoneWhenTheProcessIsKilledIsDoneAtTheNextStart() throws Exception {
        try (TestDatabase db = TestDatabases.h2()) {
            ForgettingStory story = story(db);
            Path day = directory.resolve("2024-01-31.mv.db");
            Path kept = directory.resolve("old");
            Files.copy(day, kept);
            story.forget(DAY, ForgettingStory.going(Map.of(ReadingKind.RAW, List.of(1))));
            story.close();
            // As it was between the record and the exchange: the old file in its place, the new one beside it.
            Files.move(day, directory.resolve("2024-01-31.forgetting.mv.db"));
            Files.copy(kept, day);
            db.database().run(sql -> sql.update(READING_FORGOTTEN).setNull(READING_FORGOTTEN.DONE_AT).execute());
            try (ForgettingStory again = new ForgettingStory(db.database(), story.site, story.chain, directory)) {
                assertEquals(Set.of(2, 3), again.present(DAY, NEXT));
                assertEquals(List.of(), again.faults());
                assertFalse(Files.exists(directory.resolve("2024-01-31.forgetting.mv.db")));
            }
            // As it was before the record: nothing was decided.
            Files.copy(kept, directory.resolve("2024-02-01.forgetting.mv.db"));
            try (ForgettingStory again = new ForgettingStory(db.database(), story.site, story.chain, directory)) {
                assertEquals(Set.of(1, 2, 3), again.present(NEXT, AFTER));
                assertFalse(Files.exists(directory.resolve("2024-02-01.forgetting.mv.db")));
            }
        }
    }
}
