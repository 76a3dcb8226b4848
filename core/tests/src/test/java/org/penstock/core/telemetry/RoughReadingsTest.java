package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

/** Late, double, contradicting, bad and future readings by the thousand, moved, sealed and opened again meanwhile. */
class RoughReadingsTest {
    private static final int READINGS = Integer.getInteger("penstock.readings", 20_000);
    private static final int IN_A_FRAME = 500;

    @Test
    void rollUpsAndReadingsAreWhatARecomputationGives(@TempDir Path days) throws Exception {
        ZoneId zone = ZoneId.of("Europe/Amsterdam");
        try (TestDatabase db = TestDatabases.h2()) {
            UUID site = RoughDay.site(db.database(), "north", zone);
            try (DayFiles files = DayFiles.open(days, db.database(), site)) {
                ReadingStore store = new ReadingStore(
                        db.database(),
                        site,
                        _ -> ReadingSource.Source.UNKNOWN,
                        _ -> {},
                        no -> "#" + no,
                        () -> zone,
                        files);
                // Two days before the night of 25 hours.
                RoughDay day = new RoughDay(
                        db.database(), store, zone, Instant.parse("2026-10-23T00:00:00Z"), new Random(11));
                DayKeeper keeper = new DayKeeper(
                        db.database(),
                        site,
                        files,
                        () -> zone,
                        () -> EngineClock.instant(day.wall()).plus(Duration.ofHours(1)),
                        System.out::println);
                for (int i = 0; i < READINGS / IN_A_FRAME; i++) {
                    day.frame(IN_A_FRAME);
                    for (int k = 0; k < 3 && keeper.step(); k++) {
                        continue;
                    }
                }
                day.rollUpsHold();
                day.seal();
                while (keeper.step()) {
                    continue;
                }
                day.rollUpsHold();
                day.readingsHold();
                assertEquals(List.of(), List.copyOf(files.damaged().keySet()));
            }
        }
    }
}
