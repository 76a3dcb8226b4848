package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.Unit;
import org.penstock.core.telemetry.Samples;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryDevices.Mood;
import org.penstock.core.testsupport.StoryFacility;

/** Threshold rules: when they act, when they let go, and what they do without a value. */
class RuleStageTest {
    private static StoryFacility house() {
        return new StoryFacility().stream("air", Metric.TEMPERATURE).output("fan-1", "fan");
    }

    private static EngineStory vent() {
        EngineStory story = EngineStory.of(house().above("vent", "air", 27, 1, "10s", "30s", "fan-1"))
                .starts();
        story.said();
        return story;
    }

    /** A reading every second, so that the input stays fresh. */
    private static void steady(EngineStory story, double value, int seconds) {
        for (int i = 0; i < seconds; i++) {
            story.hears("air", value).runs("1s");
        }
    }

    @Test
    void theFanStartsAfterTenSecondsAboveTheLimitAndStopsThirtySecondsBelowTheBand() {
        EngineStory story = vent();
        steady(story, 27.5, 10);
        assertEquals(Phase.OPENING, story.phase("fan-1"));
        assertEquals(List.of("fan-1 -> 1 (Vent: Air 27.5 °C is above 27 °C)"), story.drives());
        steady(story, 26.5, 60);
        assertEquals(Phase.HELD, story.phase("fan-1"), "inside the hysteresis it goes on");
        steady(story, 26, 30);
        assertEquals(List.of("fan-1 -> safe (Vent lets go)"), story.drives());
    }

    @Test
    void theDelayEndsAtItsOwnInstantWithoutAReading() {
        EngineStory story = vent().hears("air", 28).runs("9.9s");
        assertEquals(List.of(), story.drives());
        story.runs("100ms");
        assertEquals(1, story.drives().size());
    }

    @Test
    void aShortPeakDoesNothing() {
        EngineStory story = vent();
        steady(story, 28, 9);
        steady(story, 26.9, 1);
        steady(story, 28, 9);
        assertEquals(List.of(), story.drives());
    }

    @Test
    void exactlyTheLimitIsNotAboveIt() {
        EngineStory story = EngineStory.of(house().above("vent", "air", 27, 0, "0s", "0s", "fan-1"))
                .starts();
        story.said();
        // 80.6 °F is 27 °C; the conversion leaves 3.6e-15 too much, which must not count.
        story.hears("air", Unit.FAHRENHEIT.toCanonical(80.6)).hears("air", 27.000000000000004);
        assertEquals(List.of(), story.drives());
        story.runs("1s").hears("air", 27.01);
        assertEquals(1, story.drives().size());
    }

    @Test
    void aBadOrLateValueNeverSatisfiesARule() {
        EngineStory story = EngineStory.of(house().above("vent", "air", 27, 1, "0s", "0s", "fan-1"))
                .starts();
        story.said();
        story.hears("air", 99, QualityCode.OUT_OF_RANGE, 0)
                .hears("air", 30, QualityCode.GOOD, Samples.LATE)
                .runs("5s");
        assertEquals(List.of(), story.drives());
    }

    @Test
    void aSilentSensorDoesNotKeepTheHeaterOn() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .stream("air", Metric.TEMPERATURE)
                                .output("heater", "heater")
                                .rule(
                                        "frost",
                                        "air",
                                        Comparison.LT,
                                        5,
                                        1,
                                        "0s",
                                        "0s",
                                        "heater",
                                        1,
                                        OptionalDouble.empty()))
                .starts();
        story.hears("air", 3).runs("59s");
        assertEquals(Phase.HELD, story.phase("heater"));
        story.runs("2s");
        assertEquals(Phase.SAFE, story.phase("heater"));
        story.hears("air", 3).runs("1s");
        assertEquals(Phase.HELD, story.phase("heater"), "the sensor is back, and so is the rule");
    }

    @Test
    void withoutAValueTheFallbackIsDriven() {
        EngineStory story = EngineStory.of(house().rule(
                                "vent", "air", Comparison.GT, 27, 1, "0s", "0s", "fan-1", 1, OptionalDouble.of(0.5)))
                .starts();
        story.said();
        story.runs("58s");
        assertEquals(List.of(), story.drives(), "after a start the first reading is waited for");
        story.runs("2s");
        assertEquals(List.of("fan-1 -> 0.5 (Vent: no value of Air, fallback)"), story.drives());
        story.hears("air", 20).runs("1s");
        assertEquals(List.of("fan-1 -> safe (Vent lets go)"), story.drives());
        story.hears("air", 20, QualityCode.NOT_A_NUMBER, 0);
        assertEquals(List.of("fan-1 -> 0.5 (Vent: no value of Air, fallback)"), story.drives());
    }

    @Test
    void aPersonWinsWhileTheirTimeLastsAndThenTheRuleGoesOn() {
        EngineStory story = vent();
        steady(story, 28, 12);
        story.asks("output.set", "fan-1", 0, "60s");
        steady(story, 28, 59);
        assertEquals(Phase.SAFE, story.phase("fan-1"));
        steady(story, 28, 3);
        assertEquals(Phase.HELD, story.phase("fan-1"));
    }

    @Test
    void theFirstRuleThatHoldsAnOutputKeepsItAndTheSecondTakesOver() {
        EngineStory story = EngineStory.of(house().stream("co2", Metric.CO2)
                        .above("hot", "air", 27, 1, "0s", "0s", "fan-1")
                        .rule(
                                "stuffy",
                                "co2",
                                Comparison.GT,
                                1500,
                                100,
                                "0s",
                                "0s",
                                "fan-1",
                                0.4,
                                OptionalDouble.empty()))
                .starts();
        story.said();
        story.hears("air", 28).runs("1s").hears("co2", 2000).runs("1s");
        assertEquals(1, story.reality("fan-1"));
        story.hears("air", 20).runs("1s");
        assertEquals(0.4, story.reality("fan-1"));
        assertTrue(story.drives().stream().noneMatch(d -> d.contains("safe")), "handed over without stopping");
    }

    @Test
    void aRuleWhoseCommandFailedActsAgainOnlyAfterItsComparisonWasOver() {
        EngineStory story = vent().device("fan-1", Mood.REFUSES);
        steady(story, 28, 12);
        assertTrue(story.alerts().containsKey("rule:vent rule_stopped"));
        story.device("fan-1", Mood.WELL);
        steady(story, 28, 60);
        assertEquals(Phase.SAFE, story.phase("fan-1"));
        steady(story, 25, 31);
        assertFalse(story.alerts().containsKey("rule:vent rule_stopped"));
        steady(story, 28, 12);
        assertEquals(Phase.HELD, story.phase("fan-1"));
    }

    @Test
    void aResetByAPersonLetsTheRuleActAgain() {
        EngineStory story = EngineStory.of(house().stream("loop", Metric.STATE)
                        .above("vent", "air", 27, 1, "0s", "0s", "fan-1")
                        .eStop("e-stop", "loop"))
                .starts();
        story.hears("loop", 1).hears("air", 28).runs("1s");
        assertEquals(Phase.HELD, story.phase("fan-1"));
        story.hears("loop", 0).runs("1s").hears("loop", 1).runs("1s");
        assertEquals(Phase.SAFE, story.phase("fan-1"));
        story.asks("interlock.reset", "e-stop").runs("1s");
        assertEquals(Phase.HELD, story.phase("fan-1"));
    }

    @Test
    void aFanFoundRunningStopsWhenItsRuleDoesNotWantIt() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .stream("air", Metric.TEMPERATURE)
                                .output("fan-1", "fan", StoryFacility::kept)
                                .above("vent", "air", 27, 1, "10s", "30s", "fan-1"))
                .reality("fan-1", 1)
                .starts();
        assertEquals(Phase.HELD, story.phase("fan-1"));
        story.said();
        story.hears("air", 20);
        assertEquals(List.of("fan-1 -> safe (Vent does not want it)"), story.drives());
    }

    @Test
    void aFanFoundRunningIsTakenOverByItsRuleWithoutStopping() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .stream("air", Metric.TEMPERATURE)
                                .output("fan-1", "fan", StoryFacility::kept)
                                .above("vent", "air", 27, 1, "10s", "30s", "fan-1"))
                .reality("fan-1", 1)
                .starts();
        story.said();
        steady(story, 28, 12);
        assertEquals(List.of(), story.drives());
        assertEquals(
                "Vent: Air 28 °C is above 27 °C", story.view("fan-1").view().why());
        steady(story, 20, 31);
        assertEquals(List.of("fan-1 -> safe (Vent lets go)"), story.drives());
    }

    @Test
    void anUnchangedRuleGoesOnOverAnAppliedFileAndAChangedOneLetsGo() {
        EngineStory story = vent();
        steady(story, 28, 12);
        story.applies(house().above("vent", "air", 27, 1, "10s", "30s", "fan-1"))
                .runs("1s");
        assertEquals(Phase.HELD, story.phase("fan-1"));
        story.applies(house().above("vent", "air", 35, 1, "10s", "30s", "fan-1"))
                .runs("1s");
        assertEquals(Phase.SAFE, story.phase("fan-1"));
    }
}
