package org.penstock.app.window.model.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is drawn is what was measured. The picture is 100 px wide and high, a second a pixel, values 0 to 100. */
class OutlineTest {
    private static final ValueScale SCALE = new ValueScale(0, 100, List.of());

    @Test
    void noLineGoesOverASilence() {
        Readings r = readings(10, 11, 12, 40, 41);
        Outline o = outline(r, 3_000);
        assertEquals(2, o.full().size());
        assertEquals(12, last(o.full().get(0).x()), 1e-9);
        assertEquals(40, o.full().get(1).x()[0], 1e-9);
    }

    @Test
    void aReadingAloneIsADot() {
        Outline o = outline(readings(10, 50, 51), 3_000);
        assertEquals(List.of(new Outline.Point(10, 80)), o.dots());
        assertEquals(1, o.full().size());
    }

    @Test
    void whatMayNotBeBelievedIsMarkedBelowAndNotDrawn() {
        Readings r = new Readings();
        r.append(10_000, 20, "good");
        r.append(11_000, 20, "good");
        r.append(12_000, 99, "out_of_range");
        r.append(13_000, 99, "out_of_range");
        r.append(14_000, 20, "good");
        r.append(15_000, 20, "good");
        Outline o = outline(r, 3_000);
        assertEquals(2, o.full().size());
        assertTrue(o.full().stream().flatMapToDouble(p -> Arrays.stream(p.y())).allMatch(y -> y == 80));
        assertEquals(1, o.bad().size());
        assertEquals(12, o.bad().getFirst().from(), 1e-9);
        assertTrue(o.bad().getFirst().to() >= 14);
        assertTrue(outline(r, 3_000).dots().isEmpty());
    }

    @Test
    void whatTheSourceDoubtsIsDotted() {
        Readings r = new Readings();
        r.append(10_000, 20, "good");
        r.append(11_000, 20, "good");
        r.append(12_000, 30, "uncertain");
        r.append(13_000, 30, "uncertain");
        r.append(14_000, 20, "good");
        r.append(15_000, 20, "good");
        Outline o = outline(r, 3_000);
        assertEquals(1, o.dotted().size());
        assertEquals(11, o.dotted().getFirst().x()[0], 1e-9);
        assertEquals(14, last(o.dotted().getFirst().x()), 1e-9);
        assertEquals(2, o.full().size());
        assertEquals(15, last(o.full().get(1).x()), 1e-9);
    }

    @Test
    void tenThousandReadingsBecomeFourAPixelAndKeepTheirExtremes() {
        Readings r = new Readings();
        for (int i = 0; i < 10_000; i++) {
            r.append(i * 10L, i == 4_321 ? 100 : i == 8_765 ? 0 : 50 + i % 3, "good");
        }
        Outline o = outline(r, 3_000);
        assertEquals(1, o.full().size());
        Outline.Path p = o.full().getFirst();
        assertTrue(p.x().length <= 4 * 101, p.x().length + " points");
        assertEquals(0, Arrays.stream(p.y()).min().orElseThrow(), 1e-9);
        assertEquals(100, Arrays.stream(p.y()).max().orElseThrow(), 1e-9);
        for (int i = 1; i < p.x().length; i++) {
            assertTrue(p.x()[i] >= p.x()[i - 1], "time never goes back");
        }
    }

    @Test
    void aStateHoldsUntilTheNext() {
        Readings r = new Readings();
        r.append(10_000, 0, "good");
        r.append(20_000, 1, "good");
        Outline o = Outline.of(r, 60_000, 0, 100_000, ValueScale.of("off", "on"), true, 100, 100);
        Outline.Path p = o.full().getFirst();
        assertEquals(20, p.x()[1], 1e-9);
        assertEquals(p.y()[0], p.y()[1], 1e-9);
        assertTrue(last(p.y()) < p.y()[0], "on is above off");
    }

    @Test
    void aLineThatBeganBeforeThePictureComesInFromTheLeft() {
        Outline o = outline(readings(-5, 3), 20_000);
        assertTrue(o.full().getFirst().x()[0] < 0);
    }

    private static Outline outline(Readings r, long longest) {
        return Outline.of(r, longest, 0, 100_000, SCALE, false, 100, 100);
    }

    private static Readings readings(long... seconds) {
        Readings r = new Readings();
        for (long s : seconds) {
            r.append(s * 1_000, 20, "good");
        }
        return r;
    }

    private static double last(double[] of) {
        return of[of.length - 1];
    }
}
