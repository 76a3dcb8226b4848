package org.penstock.app.window.model.trend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.ValueLine.State;
import org.penstock.app.window.model.Words;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.testsupport.SnapshotParts;

/** What a person sees of some streams over some time, as it goes on. */
class TrendModelTest {
    private static final Words WORDS = Words.in(Locale.ENGLISH);
    private static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    private static final long NOW = Instant.parse("2026-11-21T04:52:07Z").toEpochMilli();
    private static final long QUARTER = SpanChoice.QUARTER.millis();
    private static final String GOOD = "good";

    @Test
    void historyAndPresentAreOneLineWithoutDoubles() {
        TrendModel model = new TrendModel(List.of("t1"), QUARTER);
        model.now(at(NOW, stream("t1", "°C", 21, 2, GOOD)));
        Wish wish = model.recall().wishes().getFirst();
        assertTrue(wish.from() <= NOW - QUARTER && wish.to() == NOW, wish.toString());
        model.now(at(NOW + 1_000, stream("t1", "°C", 21, 3, GOOD)));
        record(model, wish, NOW - 5_000, NOW - 4_000, NOW - 3_000, NOW - 2_002);
        model.recall().took(wish);
        model.now(at(NOW + 2_000, stream("t1", "°C", 21, 1, GOOD)));
        Readings r = model.traces().getFirst().readings();
        assertEquals(List.of(NOW - 5_000, NOW - 4_000, NOW - 3_000, NOW - 2_002, NOW + 1_000), ReadingsTest.times(r));
        assertEquals(List.of(), model.recall().wishes(), "all is there");
        model.now(at(NOW + 16_000, stream("t1", "°C", 21, 1, GOOD)));
        Wish more = model.recall().wishes().getFirst();
        assertTrue(more.from() <= NOW - 55_000 && more.from() > NOW - 62_000, "what came into the record meanwhile");
    }

    @Test
    void theFirstHalfMinuteOfAFacilityFillsThePicture() {
        TrendModel model = new TrendModel(List.of("t1"), QUARTER);
        long start = NOW - 25_000;
        for (long t = start; t <= NOW; t += 1_000) {
            model.now(at(t, stream("t1", "°C", 21, 0, GOOD)));
        }
        assertEquals(QUARTER, model.shown().to() - model.shown().from(), "nobody knows yet what the record holds");
        model.recall().wishes().forEach(model.recall()::took);
        assertTrue(model.recall().mayBeginLater());
        model.recall().begins(start + 3_000);
        assertEquals(start, model.shown().from());
        assertEquals(60_000, model.shown().to() - model.shown().from());
        for (long t = NOW; t <= start + 61_000; t += 1_000) {
            model.now(at(t, stream("t1", "°C", 21, 0, GOOD)));
        }
        assertEquals(120_000, model.shown().to() - model.shown().from(), "it grows by steps, not with every second");
    }

    @Test
    void whatStandsStillStaysWhereItIsAndLiveComesBack() {
        TrendModel model = new TrendModel(List.of("t1"), QUARTER);
        model.now(at(NOW, stream("t1", "°C", 21, 0, GOOD)));
        model.travel().move(-1);
        assertFalse(model.window().live());
        assertEquals(NOW - QUARTER, model.window().to());
        model.now(at(NOW + 60_000, stream("t1", "°C", 21, 0, GOOD)));
        assertEquals(NOW - QUARTER, model.window().to());
        model.travel().move(5);
        assertEquals(NOW + 60_000, model.window().to(), "never into the future");
        assertFalse(model.window().live(), "only a person says so");
        model.live();
        assertTrue(model.window().live());
        model.zoom(1);
        assertEquals(30 * 60_000, model.window().span());
        model.zoom(-1);
        model.zoom(-1);
        assertEquals(5 * 60_000, model.window().span());
    }

    @Test
    void theCursorGoesFromReadingToReadingAndSaysWhatWasReadThere() {
        TrendModel model = new TrendModel(List.of("t1"), QUARTER);
        model.now(at(NOW, stream("t1", "°C", 21, 0, GOOD)));
        Wish wish = model.recall().wishes().getFirst();
        Thinning told = new Thinning(wish.piece());
        for (int i = 30; i > 0; i--) {
            if (i < 14 || i > 24) {
                told.add(NOW - i * 10_000, i, i == 2 ? "out_of_range" : i == 3 ? "uncertain" : GOOD);
            }
        }
        model.recall().told(new Stretch("t1", wish.from(), wish.to(), told));
        model.recall().took(wish);
        model.pointer().step(-1, 800);
        assertEquals(NOW, model.pointer().cursor(), "it begins at the newest reading");
        model.pointer().step(-1, 800);
        assertEquals(NOW - 10_000, model.pointer().cursor());
        assertEquals(List.of("1.00", "good, 05:51:57"), cursor(model));
        model.pointer().step(-1, 800);
        assertEquals(List.of("—", "out of range, 05:51:47"), cursor(model));
        model.pointer().step(-1, 800);
        assertEquals(List.of("3.00", "uncertain, 05:51:37"), cursor(model));
        model.pointer().step(-10, 800);
        assertEquals(NOW - 130_000, model.pointer().cursor());
        model.pointer().step(10, 800);
        model.pointer().step(1, 60_000);
        assertEquals(NOW, model.pointer().cursor(), "at least a pixel, at most the present");
        model.pointer().cursor(NOW - 190_000);
        assertEquals(List.of("—", "no reading here"), cursor(model));
    }

    @Test
    void oneUnitIsOneAxisAndAStateStandsAlone() {
        TrendModel model = new TrendModel(List.of("t1", "h1", "t2", "door"), QUARTER);
        model.now(at(
                NOW,
                stream("t1", "°C", 21, 0, GOOD),
                stream("h1", "%", 60, 0, GOOD),
                stream("t2", "°C", 24, 0, GOOD),
                stream("door", "", 1, 0, GOOD)));
        List<Lane> lanes = model.lanes(5);
        assertEquals(List.of("°C", "%", ""), lanes.stream().map(Lane::unit).toList());
        assertEquals(2, lanes.getFirst().traces().size());
        assertEquals(
                List.of("closed", "open"),
                lanes.get(2).scale().ticks().stream().map(ValueScale.Tick::text).toList());
        assertEquals(
                List.of("32", "12"),
                lanes.getFirst().limits().stream().map(Lane.Limit::text).toList(),
                "each limit once");
        ValueScale scale = lanes.getFirst().scale();
        assertTrue(scale.low() <= 12 && scale.high() >= 32, "the band in which nobody is told is in sight: " + scale);
    }

    @Test
    void linesKeepTheirPensWhenAnotherOneGoes() {
        TrendModel model = new TrendModel(List.of("a", "b", "c"), QUARTER);
        model.choose("b");
        model.remove("b");
        assertEquals("c", model.chosen());
        assertEquals(2, model.traces().get(1).pen());
        assertTrue(model.add("d"));
        assertEquals(1, model.traces().get(2).pen(), "the free pen is used again");
        assertFalse(model.add("a"), "no stream twice");
        for (String key : List.of("e", "f", "g", "h", "i")) {
            model.add(key);
        }
        assertFalse(model.add("j"), "there is room for eight");
    }

    /** A record that is away for two days: what was told meanwhile is thinned more than once and stays one line. */
    @Test
    void aLineThatIsOnlyToldIsThinnedAndNotBroken() {
        TrendModel model = new TrendModel(List.of("t1"), 7 * 24 * 3_600_000L);
        int told = 2 * Trace.MOST_KEPT + 100;
        for (int i = 0; i < told; i++) {
            model.now(at(NOW + i * 1_000L, stream("t1", "°C", 21 + i % 7, 0, GOOD)));
        }
        Trace t = model.traces().getFirst();
        Readings r = t.readings();
        assertTrue(r.size() < Trace.MOST_KEPT, r.size() + " are kept");
        assertEquals(NOW, r.at(0), "nothing of it is forgotten");
        for (int i = 1; i < r.size(); i++) {
            assertTrue(r.spacing(i) <= t.longest(), "reading " + i + " is " + r.spacing(i) + " ms behind its like");
        }
        assertEquals(new Trace.Extremes(21, 27), t.extremes(NOW, NOW + told * 1_000L));
    }

    @Test
    void theTableSaysWhatMayNotBeBelieved() {
        TrendModel model = new TrendModel(List.of("t1", "t2", "gone"), QUARTER);
        Present p = at(NOW, stream("t1", "°C", 21.5, 754, GOOD), stream("t2", "°C", 99, 1, "out_of_range"));
        model.now(p);
        List<LegendRow> rows = new Legend(model, p, WORDS).rows();
        assertEquals("T, Bay 1 (t1)", rows.get(0).name());
        assertEquals(State.STALE, rows.get(0).nowState());
        assertEquals("12 min old", rows.get(0).nowNote());
        assertEquals(State.BAD, rows.get(1).nowState());
        assertEquals("out of range", rows.get(1).nowNote());
        assertEquals("not in this facility", rows.get(2).nowNote());
        assertEquals(6, cursorless(rows.get(0)));
        assertTrue(model.add("new"));
        LegendRow dropped = new Legend(model, p, WORDS).rows().getLast();
        assertEquals("", dropped.nowNote(), "what was dropped just now was not looked for yet");
    }

    /** Without a cursor its columns say nothing. */
    private static int cursorless(LegendRow row) {
        assertEquals("", row.atCursor());
        assertEquals("", row.cursorNote());
        return 6;
    }

    private static List<String> cursor(TrendModel model) {
        Present p = model.present();
        if (p == null) {
            throw new AssertionError("it was told nothing");
        }
        LegendRow row = new Legend(model, p, WORDS).rows().getFirst();
        return List.of(row.atCursor(), row.cursorNote());
    }

    static void record(TrendModel model, Wish wish, long... times) {
        Thinning thinning = new Thinning(wish.piece());
        for (long t : times) {
            thinning.add(t, 21, GOOD);
        }
        model.recall().told(new Stretch(wish.stream(), wish.from(), wish.to(), thinning));
    }

    /** What is shown was looked for; of what is called "new" nobody knew yet. */
    private static Set<String> asked(Map<String, FieldSnapshot.Stream> told) {
        Set<String> asked = new HashSet<>(told.keySet());
        asked.add("gone");
        return asked;
    }

    static Present at(long now, FieldSnapshot.Stream... streams) {
        Map<String, FieldSnapshot.Stream> all = new HashMap<>();
        for (FieldSnapshot.Stream s : new ArrayList<>(List.of(streams))) {
            all.put(s.key(), s);
        }
        Instant at = Instant.ofEpochMilli(now);
        return new Present(at, at, ZONE, "North House", all, asked(all), true, false, new Times(WORDS, ZONE));
    }

    static FieldSnapshot.Stream stream(String key, String unit, double value, double age, String quality) {
        boolean state = unit.isEmpty();
        @Nullable StateWords words = state ? new StateWords("closed", "open") : null;
        boolean bad = Quality.of(quality) == Quality.BAD;
        boolean warm = unit.equals("°C");
        return SnapshotParts.stream(
                key,
                "T",
                "bay-1",
                "node",
                "temperature",
                value,
                unit,
                state ? 0 : 2,
                quality,
                bad,
                age,
                age > 30,
                "Bay 1",
                "Node",
                warm ? 12 : Double.NaN,
                warm ? 32 : Double.NaN,
                words);
    }
}
