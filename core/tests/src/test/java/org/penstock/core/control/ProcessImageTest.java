package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.Samples;

/** What the image believes of what it is given. */
class ProcessImageTest {
    private static final long SECOND = 1_000_000;
    private static final long WALL = 1_800_000_000L * SECOND;

    private final ProcessImage image = new ProcessImage();

    ProcessImageTest() {
        image.begin(0);
        image.resize(4, true);
    }

    /** A reading of stream 0, stamped and received at these seconds. */
    private void hears(double value, long eventSecond, long nowSecond, QualityCode quality, int flags) {
        image.begin(nowSecond * SECOND);
        long born = nowSecond - Math.max(0, nowSecond - eventSecond);
        image.apply(
                new Samples.Builder(1)
                        .add(0, value, WALL + eventSecond * SECOND, born * SECOND, quality.code(), flags)
                        .build(),
                WALL + nowSecond * SECOND);
        image.expire();
    }

    private void hears(double value, long eventSecond, long nowSecond) {
        hears(value, eventSecond, nowSecond, QualityCode.GOOD, 0);
    }

    @Test
    void beforeTheFirstReadingThereIsNone() {
        assertFalse(image.known(0));
        assertTrue(Double.isNaN(image.value(0)));
        assertEquals(QualityCode.NO_COMMUNICATION, image.quality(0));
        assertEquals(Long.MAX_VALUE, image.age(0));
        assertFalse(image.usable(0, Long.MAX_VALUE));
        assertFalse(image.missing(0, SECOND), "it is still waited for");
        image.begin(SECOND);
        assertTrue(image.missing(0, SECOND));
    }

    @Test
    void theNewestEventStandsWhateverTheOrderOfArrival() {
        hears(2, 20, 21);
        hears(1, 10, 22);
        assertEquals(2, image.value(0));
        assertFalse(image.changed(0));
        hears(3, 23, 23);
        assertEquals(3, image.value(0));
        assertTrue(image.changed(0));
    }

    @Test
    void aBadReadingReplacesTheGoodOneAtOnceAndKeepsItsValueForTheScreen() {
        hears(20, 10, 10);
        hears(999, 11, 11, QualityCode.OUT_OF_RANGE, 0);
        assertEquals(999, image.value(0));
        assertEquals(QualityCode.OUT_OF_RANGE, image.quality(0));
        assertFalse(image.usable(0, 60 * SECOND));
        assertTrue(image.missing(0, 60 * SECOND));
        hears(21, 12, 12);
        assertTrue(image.usable(0, 60 * SECOND));
    }

    @Test
    void anUncertainReadingActs() {
        hears(20, 10, 10, QualityCode.UNCERTAIN, 0);
        assertTrue(image.usable(0, 60 * SECOND));
    }

    @Test
    void oneReadingFromTheYear2106DoesNotSilenceTheStream() {
        long year2106 = 80L * 365 * 86_400;
        hears(20, year2106, 10, QualityCode.FUTURE, 0);
        assertFalse(image.usable(0, 60 * SECOND));
        hears(21, 11, 11);
        assertEquals(21, image.value(0));
        assertTrue(image.usable(0, 60 * SECOND));
    }

    /** A device measures before it sends, and what it sent is received before the frame that takes it. */
    @Test
    void whatWasMeasuredBeforeAReadingFromTheFutureCameAndComesAfterItStands() {
        long year2106 = 80L * 365 * 86_400;
        hears(19, 4, 5);
        hears(20, year2106, 10, QualityCode.FUTURE, 0);
        assertEquals(QualityCode.FUTURE, image.quality(0));
        hears(21, 9, 11);
        assertEquals(21, image.value(0));
        assertTrue(image.usable(0, 60 * SECOND));
        hears(22, year2106, 12, QualityCode.FUTURE, 0);
        hears(18, 3, 13);
        assertEquals(22, image.value(0), "older than what was believed before");
        hears(23, year2106 - 1, 14, QualityCode.FUTURE, 0);
        assertEquals(23, image.value(0), "of two from the future the one that came last");
    }

    @Test
    void ageCountsFromWhenTheValueWasTrueNotFromWhenItCame() {
        hears(20, 10, 40);
        assertEquals(30 * SECOND, image.age(0));
        assertFalse(image.usable(0, 30 * SECOND));
        assertTrue(image.usable(0, 31 * SECOND));
    }

    @Test
    void theSameValueAgainAndAgainIsFresh() {
        for (int second = 1; second < 1_000; second++) {
            hears(20, second, second);
            assertTrue(image.usable(0, 2 * SECOND));
        }
    }

    @Test
    void readingsOfUnknownStreamsAreLetGo() {
        image.begin(SECOND);
        image.apply(
                new Samples.Builder(2)
                        .add(99, 1, WALL, 0, 0, 0)
                        .add(-1, 1, WALL, 0, 0, 0)
                        .build(),
                WALL);
        assertEquals(0, image.touchedCount());
    }

    @Property(tries = 300)
    void aWatchedStreamIsTouchedAtExactlyTheInstantItBecomesStale(@ForAll long seed) {
        Random random = new Random(seed);
        ProcessImage mine = new ProcessImage();
        mine.begin(0);
        mine.resize(4, true);
        long[] maxAge = {5 * SECOND, 7 * SECOND};
        for (int s = 0; s < 4; s++) {
            mine.watch(s, maxAge[s % 2]);
        }
        long[] born = new long[4];
        boolean[] heard = new boolean[4];
        long now = 0;
        for (int step = 0; step < 60; step++) {
            long next = now + random.nextLong(4 * SECOND);
            // Every due instant up to the next frame, as the engine passes them.
            for (long due = mine.nextStale(next); due <= next; due = mine.nextStale(next)) {
                assertTrue(due > now, "a due instant in the past");
                mine.begin(due);
                mine.expire();
                assertTrue(mine.touchedCount() > 0, "a scan in vain");
                for (int i = 0; i < mine.touchedCount(); i++) {
                    int s = mine.touched(i);
                    assertEquals(born[s] + maxAge[s % 2], due);
                    assertTrue(mine.missing(s, maxAge[s % 2]));
                }
                now = due;
            }
            for (int s = 0; s < 4; s++) {
                mine.begin(next);
                long silent = heard[s] ? born[s] : 0;
                assertEquals(next - silent >= maxAge[s % 2], mine.missing(s, maxAge[s % 2]));
            }
            int s = random.nextInt(4);
            born[s] = Math.max(0, next - random.nextLong(3 * SECOND));
            heard[s] = true;
            mine.begin(next);
            mine.apply(
                    new Samples.Builder(1).add(s, 1, WALL + step, born[s], 0, 0).build(), WALL + SECOND);
            mine.expire();
            now = next;
        }
    }
}
