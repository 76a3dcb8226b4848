package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

class RollupProperties {
    private static final long HOUR = 3_600_000_000L;
    /** Days of 25, 23, 24½ and 23½ hours; an offset of 45 minutes. */
    private static final List<String> PLACES = List.of(
            "Europe/Amsterdam 2026-10-24T20:00:00Z",
            "Europe/Amsterdam 2026-03-28T20:00:00Z",
            "Australia/Lord_Howe 2026-04-04T10:00:00Z",
            "Australia/Lord_Howe 2026-10-03T10:00:00Z",
            "Asia/Kathmandu 2026-11-26T17:00:00Z",
            "America/Los_Angeles 2026-11-01T05:00:00Z");

    @Property(tries = 6)
    void rollUpsAreWhatARecomputationFromRawGives(
            @ForAll int seed, @ForAll @IntRange(max = 5) int place, @ForAll @IntRange(min = 1, max = 60) int readings) {
        String[] where = PLACES.get(place).split(" ");
        ZoneId zone = ZoneId.of(where[0]);
        try (TestDatabase db = TestDatabases.h2()) {
            UUID id = RoughDay.site(db.database(), "site", zone);
            ReadingStore store = new ReadingStore(
                    db.database(), id, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> zone, null);
            RoughDay day = new RoughDay(db.database(), store, zone, Instant.parse(where[1]), new Random(seed));
            for (int i = 0; i < 80; i++) {
                day.frame(readings);
                if (i % 40 == 39) {
                    day.rollUpsHold();
                }
            }
            day.seal();
            day.rollUpsHold();
        }
    }

    @Example
    void aDayHasAsManyHoursAsTheSitesClockGivesIt() {
        Buckets in = new Buckets(ZoneId.of("Europe/Amsterdam"));
        long autumn = in.begin(RollupLevel.DAY, EngineClock.micros(Instant.parse("2026-10-25T12:00:00Z")));
        assertEquals(Instant.parse("2026-10-24T22:00:00Z"), EngineClock.instant(autumn));
        assertEquals(25 * HOUR, in.end(RollupLevel.DAY, autumn) - autumn);
        long spring = in.begin(RollupLevel.DAY, EngineClock.micros(Instant.parse("2026-03-29T12:00:00Z")));
        assertEquals(23 * HOUR, in.end(RollupLevel.DAY, spring) - spring);
    }
}
