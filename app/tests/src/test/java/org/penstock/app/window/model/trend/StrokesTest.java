package org.penstock.app.window.model.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is known of a line from picture to picture is what would be read anew. */
class StrokesTest {
    private static final long NOW = 1_795_694_400_000L;
    private static final long LONGEST = 3_000;

    /** Of an odd length, as those of real windows are. */
    private static final double PITCH = 5_000.0 / 7;

    private static final int COUNT = 100;

    @Test
    void aHundredStepsThroughTimeEndWhereOneLookDoes() {
        Readings r = wild(20_000);
        Random chance = new Random(7);
        for (double pitch : new double[] {PITCH, 77_345.679, 0.77}) {
            Strokes walked = new Strokes();
            long first = Math.round(NOW / pitch);
            for (int i = 0; i < 100; i++) {
                first += chance.nextInt(-60, 61);
                TimeGrid grid = new TimeGrid(pitch, first, COUNT);
                walked.show(r, LONGEST, i > 60, grid, 1.25);
                Strokes fresh = new Strokes();
                fresh.show(r, LONGEST, i > 60, grid, 1.25);
                same(fresh, walked);
            }
        }
    }

    @Test
    void aReadingThatComesChangesOnlyWhatItChanges() {
        Readings all = wild(900);
        Readings told = new Readings();
        Strokes live = new Strokes();
        for (int i = 0; i < all.size(); i++) {
            told.append(all.at(i), all.value(i), all.word(i));
            TimeGrid grid = new TimeGrid(PITCH, Math.round(all.at(i) / PITCH) - 80, COUNT);
            live.show(told, LONGEST, false, grid, 1);
            Strokes fresh = new Strokes();
            fresh.show(told, LONGEST, false, grid, 1);
            same(fresh, live);
        }
    }

    @Test
    void anotherWidthAnotherSilenceAndOtherReadingsAreReadAnew() {
        Strokes s = new Strokes();
        TimeGrid wide = new TimeGrid(PITCH, Math.round(NOW / PITCH), 240);
        s.show(wild(500), LONGEST, false, new TimeGrid(PITCH, wide.first(), COUNT), 1);
        for (Readings r : new Readings[] {wild(500), wild(400)}) {
            for (long longest : new long[] {LONGEST, 60_000}) {
                s.show(r, longest, false, wide, 1);
                Strokes fresh = new Strokes();
                fresh.show(r, longest, false, wide, 1);
                same(fresh, s);
            }
        }
    }

    @Test
    void everyReadingIsInItsColumnAndALineHasNoHole() {
        Readings r = new Readings();
        Random chance = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            r.append(NOW + i * 1_000L, chance.nextGaussian(), "good");
        }
        TimeGrid grid = new TimeGrid(61_234.5, (long) (NOW / 61_234.5), COUNT);
        Strokes s = new Strokes();
        s.show(r, LONGEST, false, grid, 1);
        for (int i = 0; i < r.size(); i++) {
            int c = (int) grid.column(r.at(i));
            assertTrue(s.full().low(c) <= r.value(i) && r.value(i) <= s.full().high(c), "reading " + i);
        }
        for (int c = 1; c < 80; c++) {
            assertTrue(s.full().touched(c));
            assertTrue(
                    s.full().high(c) >= s.full().low(c - 1)
                            && s.full().low(c) <= s.full().high(c - 1),
                    "at " + c);
        }
    }

    @Test
    void silenceBreaksDoubtIsDottedAndWhatMayNotBeBelievedIsOnlyMarked() {
        Readings r = new Readings();
        at(r, 10, 20, "good");
        at(r, 12, 22, "good");
        at(r, 14, 30, "uncertain");
        at(r, 16, 99, "out_of_range");
        at(r, 18, 20, "good");
        at(r, 40, 25, "good");
        at(r, 60, 20, "good");
        at(r, 61, 20, "good");
        Strokes s = new Strokes();
        s.show(r, LONGEST, false, new TimeGrid(1_000, 0, COUNT), 1);
        assertEquals(21, s.full().high(10), 1e-9, "half way to the next");
        assertTrue(s.dotted().touched(13), "a line to what is doubted is dotted");
        assertFalse(s.full().touched(15));
        assertFalse(s.dotted().touched(15));
        assertTrue(s.bad(16) && s.bad(17), "as long as it was so");
        assertFalse(s.bad(15) || s.bad(19));
        assertTrue(s.dots().touched(18) && s.dots().touched(40), "nothing joins them");
        assertFalse(s.full().touched(50), "no line goes over a silence");
        assertTrue(s.full().touched(60));
        assertTrue(IntStream.range(0, COUNT)
                .noneMatch(c -> s.full().touched(c) && s.full().high(c) > 30));
    }

    @Test
    void aStateStepsWhereItChanged() {
        Readings r = new Readings();
        at(r, 10, 0, "good");
        at(r, 20, 1, "good");
        at(r, 30, 1, "good");
        Strokes s = new Strokes();
        s.show(r, 60_000, true, new TimeGrid(1_000, 0, COUNT), 1);
        assertEquals(0, s.full().high(19), 1e-9);
        assertEquals(0, s.full().low(20), 1e-9);
        assertEquals(1, s.full().high(20), 1e-9);
        assertEquals(1, s.full().low(21), 1e-9);
    }

    private static void at(Readings r, long second, double value, String word) {
        r.append(second * 1_000, value, word);
    }

    /** With silences, doubts, times that may not be believed, and readings that come in bursts. */
    private static Readings wild(int count) {
        Random chance = new Random(11);
        Readings r = new Readings();
        long at = NOW - count * 500L;
        String word = "good";
        for (int i = 0; i < count; i++) {
            at += chance.nextInt(40) == 0 ? 2_000 + chance.nextInt(30_000) : 60 + chance.nextInt(1_900);
            if (chance.nextInt(12) == 0) {
                word = new String[] {"good", "good", "uncertain", "out_of_range"}[chance.nextInt(4)];
            }
            r.append(at, Math.sin(i / 50.0) * 10 + chance.nextGaussian(), word);
        }
        return r;
    }

    private static void same(Strokes wanted, Strokes is) {
        assertEquals(text(wanted), text(is));
    }

    private static String text(Strokes s) {
        StringBuilder text = new StringBuilder();
        for (int c = 0; c < s.grid().count(); c++) {
            for (Spans spans : new Spans[] {s.full(), s.dotted(), s.dots()}) {
                text.append(spans.low(c)).append(' ').append(spans.high(c)).append(' ');
            }
            text.append(s.bad(c)).append('\n');
        }
        return text.toString();
    }
}
