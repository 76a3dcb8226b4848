package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

class MonthKeeperTest {
    private static final Instant NOW = Instant.parse("2026-11-30T22:00:00Z");

    private static List<String> partitions(TestDatabase db) {
        return db.database()
                .read(sql -> sql.fetch("select inhrelid::regclass::text from pg_inherits"
                                + " where inhparent = 'reading_chunks'::regclass order by 1")
                        .getValues(0, String.class));
    }

    @Test
    void aServerKeepsReadingsByMonthAndTheMonthsAreMadeThreeAhead() {
        try (TestDatabase db = TestDatabases.postgres()) {
            ZoneId zone = ZoneId.of("Europe/Amsterdam");
            UUID site = RoughDay.site(db.database(), "north", zone);
            ReadingStore store = new ReadingStore(
                    db.database(), site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> zone, null);
            RoughDay day = new RoughDay(db.database(), store, zone, NOW, new Random(3));
            assertEquals(List.of("reading_chunks_rest"), partitions(db));
            for (int i = 0; i < 40; i++) {
                day.frame(10); // goes over into December, which has no partition yet
            }
            day.seal();
            MonthKeeper keeper = new MonthKeeper(db.database(), () -> NOW);
            // November began before there were months and stays; December is moved.
            // Of the rows for other tools there is none yet: they have November, too.
            assertEquals(10, keeper.step());
            assertEquals(
                    List.of(
                            "reading_chunks_2026_12",
                            "reading_chunks_2027_01",
                            "reading_chunks_2027_02",
                            "reading_chunks_rest"),
                    partitions(db));
            assertEquals(0, keeper.step());
            day.readingsHold();
            day.rollUpsHold();
            for (int i = 0; i < 20; i++) {
                day.frame(10);
            }
            day.readingsHold();
            day.rollUpsHold();
            int inDecember = db.database()
                    .read(sql -> sql.fetchSingle("select count(*)::int from reading_chunks_2026_12"))
                    .get(0, Integer.class);
            assertEquals(true, inDecember > 10);
        }
    }
}
