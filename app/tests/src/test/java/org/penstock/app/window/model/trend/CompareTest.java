package org.penstock.app.window.model.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.penstock.core.runtime.FacilityRecord.Reading;

/** A line beside itself at another time, in another unit, or while a lot was there, and what readings come to. */
class CompareTest {
    private static final ZoneId AMSTERDAM = ZoneId.of("Europe/Amsterdam");
    private static final long DAY = 86_400_000;
    private static final long NOW = Instant.parse("2026-11-26T12:00:00Z").toEpochMilli();

    @Test
    void whatIsDrawnCanBeWrittenDownAndReadAgain() {
        Line stay = Line.of("cold-1").during("LOT ~,7", 5, 9_000).back(DAY);
        assertEquals(stay, Line.parse(stay.text()));
        assertFalse(stay.text().contains(","), "a comma parts lines");
        assertEquals("t1", Line.of("t1").text());
        assertEquals("t1~86400000", Line.of("t1").back(DAY).text());
        assertEquals("t1~x", Line.parse("t1~x").stream(), "what cannot be read is a stream nobody has");
        TrendSpec fixed = new TrendSpec(List.of("t1", "t1~86400000"), 3_600_000, NOW);
        assertEquals(fixed, TrendSpec.parse(fixed.text()));
        assertEquals("a,b", TrendSpec.of(List.of("a", "b")).text());
        assertEquals(new TrendSpec(List.of("a"), DAY, Long.MIN_VALUE), TrendSpec.parse("a;live=" + DAY));
        assertEquals(TrendSpec.of(List.of("a")), TrendSpec.parse("a;live=tomorrow"));
        assertEquals(List.of(), TrendSpec.parse("").lines());
    }

    @Test
    void yesterdayIsTheSameTimeOfTheClockAlsoWhereItWasChanged() {
        assertEquals(DAY, Compare.days(1, NOW, AMSTERDAM));
        long afterTheChange = Instant.parse("2026-10-25T12:00:00Z").toEpochMilli();
        assertEquals(DAY + 3_600_000, Compare.days(1, afterTheChange, AMSTERDAM));
        assertEquals(7 * DAY, Compare.days(7, NOW, AMSTERDAM));
        assertEquals(Optional.of(DAY), Compare.start(Instant.ofEpochMilli(NOW - DAY), NOW));
        assertEquals(Optional.empty(), Compare.start(Instant.ofEpochMilli(NOW), NOW));
    }

    @Test
    void aComparedLineAsksForAnotherTimeHasThePenOfItsLikeAndTakesNothingOfNow() {
        TrendModel model = new TrendModel(List.of("t1", "t1~" + DAY), SpanChoice.HOUR.millis());
        model.now(TrendModelTest.at(NOW, TrendModelTest.stream("t1", "°C", 21, 0, "good")));
        Trace now = model.traces().getFirst();
        Trace then = model.traces().getLast();
        assertEquals(now.pen(), then.pen());
        assertEquals(1, now.readings().size());
        assertEquals(0, then.readings().size(), "yesterday has no present");
        assertEquals(1, model.lanes(5).size(), "they stand on one axis");
        Wish wish = model.recall().wishes().getLast();
        assertEquals("t1~" + DAY, wish.stream());
        assertTrue(wish.to() > NOW && wish.to() < NOW + 60_000, "its day went on beyond the picture");
        TrendModel stay = new TrendModel(
                List.of(Line.of("t1").during("L", NOW - 600_000, NOW - 300_000).text()), SpanChoice.HOUR.millis());
        stay.now(TrendModelTest.at(NOW, TrendModelTest.stream("t1", "°C", 21, 0, "good")));
        Wish during = stay.recall().wishes().getFirst();
        assertTrue(during.from() <= NOW - 600_000 && during.from() > NOW - 602_000);
        assertEquals(NOW - 300_000, during.to());
        model.travel().move(-5);
        model.now(TrendModelTest.at(NOW + 1_000, TrendModelTest.stream("t1", "°C", 21, 0, "good")));
        assertFalse(model.window().live());
    }

    @Test
    void streamsOfOneQuantityStandOnOneAxisInTheUnitOfTheFirst() {
        TrendModel model = new TrendModel(List.of("c", "f"), SpanChoice.QUARTER.millis());
        Present both = TrendModelTest.at(
                NOW, TrendModelTest.stream("c", "°C", 20, 0, "good"), TrendModelTest.stream("f", "°F", 50, 0, "good"));
        model.now(both);
        assertEquals(1, model.lanes(5).size());
        assertEquals("°C", model.lanes(5).getFirst().unit());
        Trace f = model.traces().getLast();
        assertEquals(10, f.readings().value(0), 1e-9);
        Thinning told = new Thinning(1);
        told.add(NOW - 60_000, 32, "good");
        told.add(NOW - 30_000, 50, "good");
        model.recall().told(new Stretch("f", NOW - 90_000, NOW - 10_000, told));
        assertEquals(0, f.readings().value(0), 1e-9, "what the record tells is in its own unit");
        assertEquals(32, f.told(0), 1e-9);
        model.remove("c");
        model.now(both);
        assertEquals("°F", model.lanes(5).getFirst().unit(), "alone it is as the site reads it");
        assertEquals(32, f.readings().value(0), 1e-9);
    }

    @Test
    void readingsComeToWhatTheyWereAndTimeIsMissingWhereNothingCame() {
        Measure m = new Measure(new Measure.Asked("t1", 0, 100_000, 3_000, Double.NaN, 25));
        for (int s = 0; s <= 20; s++) {
            m.add(s * 1_000L, s < 15 ? 20 : 26, true);
        }
        m.add(21_000, Double.NaN, false);
        m.add(61_000, 30, true);
        m.add(62_000, 22, true);
        Measured all = m.end(64_000);
        assertEquals(23, all.count());
        assertEquals(1, all.bad());
        assertEquals(20, all.lowest());
        assertEquals(30, all.highest());
        assertEquals((15 * 20 + 6 * 26 + 30 + 22) / 23.0, all.mean(), 1e-9);
        assertEquals(22, all.last());
        assertEquals(7_000, all.beyond(), "six seconds at 26, up to the bad one, and one at 30");
        assertEquals(40_000, all.missing(), "the silence, and not what has not come yet");
        Measured none = new Measure(new Measure.Asked("t1", 0, 10_000, 3_000, Double.NaN, Double.NaN)).end(20_000);
        assertTrue(Double.isNaN(none.mean()));
        assertEquals(10_000, none.missing());
        assertEquals(-1, none.beyond(), "without a limit nothing is beyond");
        Measure shifted = new Measure(new Measure.Asked("t1~" + DAY, DAY, DAY + 5_000, 3_000, Double.NaN, Double.NaN));
        shifted.add(List.of(new Reading(Instant.ofEpochMilli(1_000), 7, "good", false)));
        assertEquals(1, shifted.end(NOW).count());
    }

    @Test
    void theSelectionFollowsTheCursorUntilItIsEndedAndZoomingToItCanBeTakenBack() {
        TrendModel model = new TrendModel(List.of("t1"), SpanChoice.HOUR.millis());
        model.now(TrendModelTest.at(NOW, TrendModelTest.stream("t1", "°C", 21, 0, "good")));
        assertFalse(model.pointer().select(), "there is no cursor");
        model.pointer().cursor(NOW - 600_000);
        assertTrue(model.pointer().select());
        model.pointer().cursor(NOW - 1_200_000);
        assertEquals(new Span(NOW - 1_200_000, NOW - 600_000), model.pointer().selection());
        model.pointer().select();
        model.pointer().cursor(NOW - 60_000);
        assertEquals(new Span(NOW - 1_200_000, NOW - 600_000), model.pointer().selection(), "it stays");
        assertTrue(model.zoomToSelection());
        assertEquals(NOW - 1_200_000, model.window().from());
        assertEquals(600_000, model.window().span());
        assertFalse(model.window().live());
        model.travel().move(-0.1);
        model.travel().move(-0.1);
        assertTrue(model.travel().undo(), "a drag is one step");
        assertEquals(NOW - 1_200_000, model.window().from());
        assertTrue(model.travel().undo());
        assertTrue(model.window().live());
        assertFalse(model.travel().undo());
        model.pointer().selectAll();
        assertEquals(new Span(NOW - 3_600_000, NOW), model.pointer().selection());
    }

    @Test
    void theWheelZoomsToWhereItPointsAndStaysWithThePresentOnlyNearIt() {
        TimeWindow live = TimeWindow.live(NOW, SpanChoice.HOUR.millis());
        TimeWindow near = live.zoomed(-1, NOW - 60_000, NOW);
        assertTrue(near.live());
        TimeWindow far = live.zoomed(-1, NOW - 1_800_000, NOW);
        assertFalse(far.live());
        assertEquals(NOW - 1_800_000, (far.from() + far.to()) / 2, "what is pointed at stays where it is");
        assertTrue(live.zoomed(1, NOW - 1_800_000, NOW).live());
    }

    @Test
    void whoGoesThroughYearsHoldsNoYears() {
        TrendModel model = new TrendModel(List.of("t1"), SpanChoice.HOUR.millis());
        Present p = TrendModelTest.at(NOW, TrendModelTest.stream("t1", "°C", 21, 0, "good"));
        model.now(p);
        for (int step = 0; step < 200; step++) {
            model.recall().tidy();
            for (Wish wish : model.recall().wishes()) {
                Thinning read = new Thinning(wish.piece());
                for (long at = wish.from(); at < wish.to(); at += 1_000) {
                    read.add(at, 20, "good");
                }
                model.recall().told(new Stretch(wish.stream(), wish.from(), wish.to(), read));
                model.recall().took(wish);
            }
            model.travel().move(-0.5);
        }
        int held = model.traces().getFirst().readings().size();
        assertTrue(held < 12 * 3_600, () -> "it holds " + held);
        model.live();
        model.recall().tidy();
        assertFalse(model.recall().wishes().isEmpty(), "what was let go is read again");
    }
}
