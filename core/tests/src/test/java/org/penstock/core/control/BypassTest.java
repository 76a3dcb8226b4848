package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.Input;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryFacility;

/** Two persons have signed that one interlock lets one output pass for a while. */
class BypassTest {
    private static StoryFacility facility(double limit) {
        return new StoryFacility()
                .stream("tank", Metric.VOLUME).stream("loop", Metric.STATE).stream("gas", Metric.CO2)
                        .output("pump-1", "pump")
                        .output("pump-2", "pump")
                        .low("tank-low", "tank", limit, 20, "pump-1", "pump-2")
                        .atMost(1, "one-pump", "pump-1", "pump-2")
                        .interlock(
                                "gas-high",
                                new InterlockSpec.Condition.Limit(2, Comparison.GT, 5_000, 0, Long.MAX_VALUE),
                                false,
                                "pump-2")
                        .eStop("e-stop", "loop");
    }

    /** The tank says 10 L, which is below 50 L; the loop is closed and stays so. */
    private static EngineStory low() {
        EngineStory story = EngineStory.of(facility(50)).starts();
        quiet(story);
        story.hears("tank", 10);
        assertEquals("Tank low: 10 L, needs 70 L (0 s ago)", story.shut("pump-1"));
        return story;
    }

    private static EngineStory quiet(EngineStory story) {
        return story.hears("loop", 1).hears("gas", 400);
    }

    private static EngineStory quietly(EngineStory story, int seconds) {
        for (int s = 0; s < seconds; s += 5) {
            quiet(story).runs("5s");
        }
        return quiet(story);
    }

    private static long seconds(Bypass b) {
        return Math.round(b.leftMicros() / 1e6);
    }

    private static List<Bypass> of(EngineStory story, String interlock) {
        return story.engine().view().interlocks().stream()
                .filter(i -> i.key().equals(interlock))
                .findFirst()
                .orElseThrow()
                .bypasses();
    }

    @Test
    void itLetsThatOutputPassAndNoOtherUntilItEndsByItself() {
        EngineStory story = low();
        story.said();
        story.bypasses("tank-low", "pump-1", "2min");
        assertEquals("accepted: bypassed for 2 min; nothing starts by itself", story.answer());
        assertEquals(List.of(), story.drives(), "nothing starts by itself");
        assertEquals("", story.shut("pump-1"));
        assertEquals("Tank low: 10 L, needs 70 L (0 s ago)", story.shut("pump-2"));
        String alert = story.alert("interlock:tank-low bypass.pump-1");
        assertTrue(alert.startsWith("Tank low does not hold Pump 1 until "), alert);
        assertTrue(
                alert.endsWith(": bypassed by anna, signed by Bob Ng, Cid Ek, because the level sensor is broken"),
                alert);
        Bypass told = of(story, "tank-low").getFirst();
        assertEquals("anna", told.askedBy());
        assertEquals(120, seconds(told));

        story.asks("output.set", "pump-1", 1, "10min");
        assertEquals("accepted: Pump 1 on for 10 min", story.answer());
        quietly(story, 115);
        assertEquals(Phase.HELD, story.phase("pump-1"));
        assertTrue(story.alerts().containsKey("interlock:tank-low interlock"), "that it is low is told all the same");
        story.said();
        quiet(story).runs("5s");
        List<String> said = story.said();
        assertTrue(
                said.stream()
                        .anyMatch(l -> l.startsWith("interlock:tank-low interlock.bypass_ended")
                                && l.contains("its time is over")),
                said.toString());
        assertFalse(story.alerts().containsKey("interlock:tank-low bypass.pump-1"));
        quietly(story, 5);
        assertEquals(Phase.SAFE, story.phase("pump-1"));
        assertEquals(0, story.reality("pump-1"));
    }

    @Test
    void anybodyWithTheRightAndTheStopOfEverythingEndItAtOnce() {
        EngineStory story = low().bypasses("tank-low", "pump-1", "30min").asks("output.set", "pump-1", 1, "10min");
        quietly(story, 5).asks(Bypass.END, "tank-low/pump-1");
        assertEquals("accepted: the bypass is over: it holds again", story.answer());
        quietly(story, 5);
        assertEquals(Phase.SAFE, story.phase("pump-1"));
        story.asks(Bypass.END, "tank-low/pump-2");
        assertEquals("refused: nothing is bypassed at tank-low/pump-2", story.answer());

        story.bypasses("tank-low", "pump-1", "30min").asks("stop.all", "site");
        assertEquals(List.of(), of(story, "tank-low"));
    }

    @Test
    void theLastLinesAreNeverBypassed() {
        EngineStory story = low().hears("loop", 0).bypasses("e-stop", "pump-1", "30min");
        assertEquals(
                "refused: E stop is never bypassed: an emergency stop or door is the last line between a machine and a"
                        + " person",
                story.answer());
        assertTrue(
                story.shut("pump-1").contains("E stop") || story.shut("pump-1").contains("Tank low"));
        story.bypasses("gas-high", "pump-2", "30min");
        assertEquals("refused: Gas high is never bypassed: it keeps gas from people", story.answer());
        story.bypasses("one-pump", "pump-2", "30min");
        assertTrue(story.answer().startsWith("refused: One pump is never bypassed"), story.answer());
    }

    @Test
    void theLongestTimeOnEndsItAllTheSame() {
        EngineStory story = low().bypasses("tank-low", "pump-1", "4h").asks("output.set", "pump-1", 1, "3h");
        assertEquals("accepted: Pump 1 on for 15 min, its longest time", story.answer());
        quietly(story, 905);
        assertEquals(Phase.SAFE, story.phase("pump-1"));
        assertEquals(1, of(story, "tank-low").size());
    }

    @Test
    void withoutSignaturesOrForLongerNothingIsBypassed() {
        EngineStory story = low();
        story.puts(new Input.Request("x", "anna", Bypass.BEGIN, "tank-low/pump-1", Double.NaN, 60_000_000L, "quick"));
        assertEquals("refused: Tank low is bypassed only when others have signed it", story.answer());
        story.puts(new Input.Request(
                "y",
                "anna",
                Bypass.BEGIN,
                "tank-low/pump-1",
                Double.NaN,
                60_000_000L,
                "quick",
                new TreeMap<>(Map.of("signoff", "s", "signed_by", "Bob", "definition", "another"))));
        assertEquals("refused: Tank low is not what was signed any more", story.answer());
        story.bypasses("tank-low", "pump-1", "5h");
        assertEquals("refused: a bypass lasts from 1 min to 4 h, not 5 h", story.answer());
        assertEquals(List.of(), of(story, "tank-low"));
        story.bypasses("tank-low", "pump-1", "1h").bypasses("tank-low", "pump-1", "4h");
        assertEquals("refused: Tank low is bypassed for Pump 1 already; end that first", story.answer());
    }

    @Test
    void itSurvivesARestartAndEndsWhenItWouldHave() {
        EngineStory story = low().bypasses("tank-low", "pump-1", "10min")
                .goesOnFromCheckpoint()
                .skips("4min")
                .starts();
        // A second or two are the story's own.
        assertEquals(359, seconds(of(story, "tank-low").getFirst()));
        quietly(story, 355);
        assertEquals(1, of(story, "tank-low").size());
        quietly(story, 5);
        assertEquals(List.of(), of(story, "tank-low"));

        EngineStory late =
                low().bypasses("tank-low", "pump-1", "10min").skips("1h").starts();
        assertEquals(List.of(), of(late, "tank-low"), "it ended while the program was away");
    }

    @Test
    void aClockThatIsSetBackDoesNotLengthenItAndOneThatIsAheadShortensIt() {
        EngineStory back = low().bypasses("tank-low", "pump-1", "10min").wallJumps(-3_600, false);
        assertEquals(600, seconds(of(back, "tank-low").getFirst()));
        quietly(back, 600);
        assertEquals(List.of(), of(back, "tank-low"));

        EngineStory ahead = low().bypasses("tank-low", "pump-1", "10min").wallJumps(240, false);
        assertEquals(360, seconds(of(ahead, "tank-low").getFirst()));
        ahead.wallJumps(-240, false);
        assertEquals(360, seconds(of(ahead, "tank-low").getFirst()));

        EngineStory doubted = low().bypasses("tank-low", "pump-1", "10min").wallJumps(-3_600, true);
        assertEquals(List.of(), of(doubted, "tank-low"));
        doubted.bypasses("tank-low", "pump-1", "10min");
        assertTrue(doubted.answer().startsWith("refused: the clock is in doubt"), doubted.answer());
    }

    @Test
    void anInterlockThatIsWrittenOtherwiseIsNotWhatWasSigned() {
        EngineStory story = low().bypasses("tank-low", "pump-1", "10min").applies(facility(50));
        assertEquals(1, of(story, "tank-low").size(), "the same again changes nothing");
        story.applies(facility(60));
        assertEquals(List.of(), of(story, "tank-low"));
    }
}
