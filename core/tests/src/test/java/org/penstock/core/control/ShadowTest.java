package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.quantity.Metric;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryFacility;

/** A rule that only looks on: what it would have done is told, and nothing moves. */
class ShadowTest {
    private static StoryFacility facility(double limit, boolean shadow) {
        StoryFacility f = new StoryFacility()
                .stream("air", Metric.TEMPERATURE)
                        .output("valve-1", "valve")
                        .output("fan-1", "fan", StoryFacility::kept)
                        .rule(
                                "cool",
                                "air",
                                Comparison.GT,
                                limit,
                                1,
                                "10s",
                                "0s",
                                "valve-1",
                                1,
                                OptionalDouble.empty());
        return shadow ? f.shadow() : f;
    }

    private static EngineStory looksOn() {
        return EngineStory.of(facility(27, true)).starts().hears("air", 20).runs("5s");
    }

    private static EngineStory air(EngineStory story, double value, int seconds) {
        for (int s = 0; s < seconds; s += 10) {
            story.hears("air", value).runs("10s");
        }
        return story;
    }

    private static ShadowView facts(EngineStory story) {
        return story.engine().shadows().getFirst();
    }

    private static long seconds(long micros) {
        return Math.round(micros / 1e6);
    }

    private static String one(List<String> said, String kind) {
        List<String> found = said.stream().filter(l -> l.contains(kind)).toList();
        assertEquals(1, found.size(), said.toString());
        return found.getFirst();
    }

    @Test
    void whatItWouldHaveOpenedIsToldAndNothingMoves() {
        EngineStory story = looksOn();
        story.said();
        air(story, 28, 190);
        List<String> said = story.said();
        String opened = one(said, "rule.would_open");
        assertTrue(opened.contains("output=valve-1") && opened.contains("value=1"), opened);
        assertTrue(opened.contains("why=Cool: Air 28 °C is above 27 °C"), opened);
        assertEquals(
                List.of(), said.stream().filter(l -> l.contains("valve-1 ->")).toList());
        assertEquals(0, story.reality("valve-1"));
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertTrue(facts(story).on());
        assertEquals(180, seconds(facts(story).onMicros()));

        air(story, 20, 10);
        String closed = one(story.said(), "rule.would_close");
        assertTrue(closed.contains("for_seconds=180"), closed);
        ShadowView f = facts(story);
        assertEquals(1, f.openings());
        assertEquals(180, seconds(f.onMicros()));
        assertEquals(180, seconds(f.lastForMicros()));
        assertEquals(206, seconds(f.ranMicros()));
        assertFalse(f.on());
    }

    @Test
    void itLetsNothingGoThatAPersonOrAStartLeftOpen() {
        EngineStory story = EngineStory.of(new StoryFacility()
                .stream("air", Metric.TEMPERATURE)
                        .output("fan-1", "fan", StoryFacility::kept)
                        .above("cool", "air", 27, 1, "0s", "0s", "fan-1")
                        .shadow());
        story.reality("fan-1", 1).starts().hears("air", 20).runs("5s");
        assertEquals(Phase.HELD, story.phase("fan-1"), "a rule that drives would have let it go");
    }

    @Test
    void noOpeningIsCountedLongerThanItsOutputMayStayOpen() {
        EngineStory story = looksOn();
        air(story, 28, 3_600);
        assertEquals(900, seconds(facts(story).onMicros()), "15 min are the longest");
    }

    @Test
    void theSumsOutliveCheckpointAndStartWithoutTheTimeBetween() {
        EngineStory story = air(looksOn(), 28, 70).goesOnFromCheckpoint();
        assertEquals(60, seconds(facts(story).onMicros()));
        story.skips("1h").starts();
        air(story.hears("air", 20).runs("10s"), 28, 40);
        ShadowView f = facts(story);
        assertEquals(2, f.openings());
        assertEquals(90, seconds(f.onMicros()));
        assertEquals(127, seconds(f.ranMicros()));
    }

    @Test
    void anotherLimitBeginsAnewAndComingOutOfShadowIsTold() {
        EngineStory story = air(looksOn(), 28, 70).applies(facility(25, true));
        assertEquals(0, facts(story).openings());
        air(story, 28, 70);
        story.said();
        story.applies(facility(25, false));
        List<String> said = story.said();
        assertTrue(one(said, "rule.would_close").contains("the rule drives from now on"), said.toString());
        String promoted = one(said, "rule.promoted");
        assertTrue(promoted.contains("openings=1") && promoted.contains("on_seconds=60"), promoted);
        assertEquals(List.of(), story.engine().shadows());
        air(story, 28, 20);
        assertEquals(1, story.reality("valve-1"), "now it drives");

        story.applies(facility(25, true));
        assertTrue(one(story.said(), "rule.shadowed").startsWith("rule:cool"));
        air(story, 28, 20);
        assertEquals(0, story.reality("valve-1"), "and now it only looks on again");
    }
}
