package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.penstock.core.place.Keep;

/** The day there is no room left: by the pace of the last days, with what goes at their other end. */
class StorageForecastTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 26);

    /** So many days of a size, up to yesterday. */
    private static StorageSizes.Sizes days(int n, long size, long free) {
        TreeMap<LocalDate, Long> days = new TreeMap<>();
        for (int i = 1; i <= n; i++) {
            days.put(TODAY.minusDays(i), size);
        }
        return new StorageSizes.Sizes(n * size, days, 1_000_000, free);
    }

    private static StorageForecast of(StorageSizes.Sizes sizes, OptionalLong budget, Keep keep) {
        return StorageForecast.of(sizes, budget, keep, TODAY);
    }

    @Test
    void roomThatGrowsForEverIsFullOnADay() {
        StorageForecast f = of(days(30, 100, 4_000), OptionalLong.empty(), Keep.years(10));
        assertEquals(100, f.perDay());
        assertEquals(TODAY.plusDays(41), f.full());
        assertFalse(f.soon(TODAY));
        assertTrue(
                of(days(30, 100, 2_000), OptionalLong.empty(), Keep.years(10)).soon(TODAY));
    }

    @Test
    void oldDaysMakeRoomForNewOnes() {
        // Sixty days are kept and thirty are there: thirty more come before the first goes.
        assertNull(of(days(30, 100, 3_100), OptionalLong.empty(), Keep.days(60)).full());
        assertEquals(
                TODAY.plusDays(30),
                of(days(30, 100, 2_900), OptionalLong.empty(), Keep.days(60)).full());
    }

    @Test
    void aBudgetIsLessThanTheDisk() {
        StorageForecast f = of(days(30, 100, 900_000), OptionalLong.of(3_500), Keep.years(10));
        assertEquals(500, f.room());
        assertEquals(TODAY.plusDays(6), f.full());
        StorageForecast over = of(days(30, 100, 900_000), OptionalLong.of(2_000), Keep.years(10));
        assertEquals(TODAY, over.full());
        assertTrue(over.soon(TODAY));
    }

    @Test
    void nothingIsSaidOfAPaceThatNobodyKnows() {
        StorageForecast f = of(days(0, 0, 900_000), OptionalLong.empty(), Keep.years(10));
        assertEquals(0, f.days());
        assertNull(f.full());
        // A server's disk is another computer's: without a budget there is no end that could be told.
        var server = new StorageSizes.Sizes(3_000, days(30, 100, 0).days(), 0, 0);
        assertNull(StorageForecast.of(server, OptionalLong.empty(), Keep.years(10), TODAY)
                .full());
    }
}
