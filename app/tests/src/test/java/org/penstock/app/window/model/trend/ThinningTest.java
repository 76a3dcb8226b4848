package org.penstock.app.window.model.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A week of one reading a second becomes some thousand, and nobody misses one that matters. */
class ThinningTest {
    private static final long PIECE = 302_400;

    @Test
    void theOneSecondInAWeekThatWasTooHotIsStillThere() {
        Thinning thinning = new Thinning(PIECE);
        for (int s = 0; s < 7 * 86_400; s++) {
            double value = s == 300_123 ? 71.5 : s == 300_124 ? -40 : 20 + Math.sin(s / 900.0);
            thinning.add(s * 1_000L, value, "good");
        }
        Readings r = thinning.end();
        assertEquals(604_800, thinning.read());
        assertTrue(r.size() <= 4 * 2_001, "kept " + r.size());
        assertEquals(71.5, at(r, 300_123_000L));
        assertEquals(-40, at(r, 300_124_000L));
        assertEquals(604_799_000L, r.at(r.size() - 1));
        assertEquals(1_000, r.spacing(r.size() / 2), "left out is not silent");
    }

    @Test
    void aSilenceWithinAPieceIsTold() {
        Thinning thinning = new Thinning(100_000);
        for (int s = 0; s < 100; s++) {
            if (s < 40 || s > 70) {
                thinning.add(s * 1_000L, s % 7, "good");
            }
        }
        Readings r = thinning.end();
        long longest = 0;
        for (int i = 0; i < r.size(); i++) {
            longest = Math.max(longest, r.spacing(i));
        }
        assertEquals(32_000, longest);
    }

    @Test
    void everyChangeOfQualityIsKept() {
        Thinning thinning = new Thinning(1_000_000);
        for (int s = 0; s < 300; s++) {
            thinning.add(s * 1_000L, s, s >= 100 && s < 103 ? "out_of_range" : s >= 200 ? "uncertain" : "good");
        }
        Readings r = thinning.end();
        assertEquals(Quality.GOOD, r.quality(r.floor(99_000)));
        assertEquals(99_000, r.at(r.floor(99_000)));
        assertEquals(Quality.BAD, r.quality(r.floor(100_000)));
        assertEquals(102_000, r.at(r.floor(102_000)));
        assertEquals(103_000, r.at(r.floor(103_000)));
        assertEquals(Quality.UNCERTAIN, r.quality(r.floor(200_000)));
    }

    @Test
    void howLongAStreamMayBeSilentIsLearntFromIt() {
        Spacing spacing = new Spacing();
        assertEquals(Long.MAX_VALUE, spacing.longest());
        for (int i = 0; i < 1_000; i++) {
            spacing.add(200);
        }
        assertEquals(2_000, spacing.longest(), "never less than two seconds");
        Spacing slow = new Spacing();
        for (int i = 0; i < 50; i++) {
            slow.add(900_000);
        }
        slow.add(30_000_000);
        assertEquals(3 * 900_000, slow.longest(), 3 * 900_000 * 0.1, "three times its usual quarter of an hour");
        slow.believed(7_200_000);
        assertEquals(7_200_000, slow.longest(), "the facility believed it for two hours");
    }

    private static double at(Readings r, long millis) {
        int i = r.floor(millis);
        assertEquals(millis, r.at(i));
        return r.value(i);
    }
}
