package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.Samples;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryFacility;

/** What holds outputs at safe, whoever wants otherwise. */
class InterlocksTest {
    private static EngineStory withEStop() {
        return EngineStory.of(new StoryFacility()
                .stream("loop", Metric.STATE)
                        .output("valve-1", "valve")
                        .output("fan-1", "fan")
                        .eStop("e-stop", "loop"));
    }

    private static EngineStory withTank() {
        return EngineStory.of(new StoryFacility()
                .stream("tank", Metric.VOLUME).output("pump-1", "pump").low("tank-low", "tank", 50, 20, "pump-1"));
    }

    /** Loop closed, valve open by hand. */
    private static EngineStory running() {
        EngineStory story = withEStop().starts().hears("loop", 1).asks("output.set", "valve-1", 1, "10min");
        story.runs("1s").hears("loop", 1).said();
        assertEquals(Phase.HELD, story.phase("valve-1"));
        return story;
    }

    @Test
    void anOpenLoopClosesEverythingInTheSameScan() {
        EngineStory story = running().hears("loop", 0);
        List<String> said = story.said();
        assertTrue(said.contains("valve-1 -> safe (E stop: Loop is off, safe is on)"), said.toString());
        assertTrue(said.stream().anyMatch(l -> l.startsWith("output:valve-1 output.ended {owner=operator:anna")));
        assertEquals("E stop: Loop is off, safe is on", story.alert("interlock:e-stop interlock"));
    }

    @Test
    void aLoopIsSaidInItsOwnWords() {
        EngineStory story = EngineStory.of(new StoryFacility()
                .state("loop", "interrupted", "closed")
                .output("valve-1", "valve")
                .eStop("e-stop", "loop"));
        story.starts().hears("loop", 0);
        assertEquals("E stop: Loop is interrupted, safe is closed", story.alert("interlock:e-stop interlock"));
        story.runs("31s");
        story.said();
        story.asks("output.set", "valve-1", 1, "60s");
        assertTrue(story.answer().contains("Loop is silent: last interrupted 31 s ago"), story.answer());
    }

    @Test
    void aClosedLoopAloneDoesNotLetAnythingOpenAgain() {
        EngineStory story = running().hears("loop", 0).runs("1s").hears("loop", 1);
        story.said();
        story.asks("output.set", "valve-1", 1, "60s");
        assertEquals(
                "refused: E stop: Loop is off, safe is on (over, but it must be reset by a person)", story.answer());
        story.asks("interlock.reset", "e-stop");
        assertEquals("accepted: reset e-stop", story.answer());
        assertFalse(story.alerts().containsKey("interlock:e-stop interlock"));
        story.runs("5s");
        assertEquals(List.of(), story.drives(), "a reset opens nothing by itself");
        story.hears("loop", 1).asks("output.set", "valve-1", 1, "60s");
        assertEquals("accepted: Valve 1 open for 1 min", story.answer());
    }

    @Test
    void aResetIsRefusedWhileTheLoopIsOpen() {
        EngineStory story = running().hears("loop", 0).asks("interlock.reset", "e-stop");
        assertEquals("refused: not reset: Loop is off, safe is on. Put that right first", story.answer());
        story.asks("interlock.reset", "e-stopp");
        assertEquals("refused: there is no interlock e-stopp; did you mean e-stop?", story.answer());
    }

    @Test
    void aSilentLoopTripsAtTheVeryInstantWithoutAnyInput() {
        EngineStory story = running();
        story.runs("9.9s");
        assertEquals(Phase.HELD, story.phase("valve-1"));
        story.runs("100ms");
        assertEquals(
                "E stop: Loop is silent: last on 10 s ago, at most 10 s allowed",
                story.alert("interlock:e-stop interlock"));
        assertEquals(Phase.CLOSING, story.phase("valve-1"));
    }

    @Test
    void aBadReadingTripsInThatVeryScan() {
        EngineStory story = running().hears("loop", Double.NaN, QualityCode.NO_COMMUNICATION, 0);
        assertTrue(story.alert("interlock:e-stop interlock").contains("is bad (no communication)"));
        assertEquals(Phase.CLOSING, story.phase("valve-1"));
    }

    @Test
    void aLoopThatSaysClosedAndOpenForOneInstantIsNotBelieved() {
        EngineStory story = running().hears("loop", 1).hearsOld("loop", 0, "0s", Samples.CONFLICT);
        assertTrue(story.alert("interlock:e-stop interlock").contains("is bad (disputed)"));
        assertEquals(Phase.CLOSING, story.phase("valve-1"));
    }

    @Test
    void aLateReadingNeitherTripsNorClears() {
        EngineStory story = running().hears("loop", 0, QualityCode.GOOD, Samples.LATE);
        assertEquals(Phase.HELD, story.phase("valve-1"));
        story.hears("loop", 0).runs("1s");
        story.hears("loop", 1, QualityCode.GOOD, Samples.LATE).asks("interlock.reset", "e-stop");
        assertTrue(story.answer().startsWith("refused: not reset"), story.answer());
    }

    @Test
    void aLatchedTripSurvivesCheckpointAndRestart() {
        EngineStory story =
                running().hears("loop", 0).runs("1s").goesOnFromCheckpoint().starts();
        story.hears("loop", 1).asks("output.set", "valve-1", 1, "60s");
        assertTrue(story.answer().contains("must be reset by a person"), story.answer());
        story.asks("interlock.reset", "e-stop").asks("output.set", "valve-1", 1, "60s");
        assertEquals("accepted: Valve 1 open for 1 min", story.answer());
    }

    @Test
    void aStartWaitsForTheFirstReadingAndOnlyItsSilenceIsATrip() {
        EngineStory story = withEStop().starts().asks("output.set", "valve-1", 1, "60s");
        assertEquals("refused: E stop: no value of Loop since the start yet", story.answer());
        assertEquals(0, story.alerts().size());
        story.hears("loop", 1).asks("output.set", "valve-1", 1, "60s");
        assertEquals("accepted: Valve 1 open for 1 min", story.answer());

        EngineStory silent = withEStop().starts().runs("9s");
        assertEquals("E stop: Loop was never heard", silent.alert("interlock:e-stop interlock"));
    }

    @Test
    void aLowTankHoldsThePumpUntilTheLevelIsWellAboveTheLimitAgain() {
        EngineStory story = withTank().starts().hears("tank", 100).asks("output.set", "pump-1", 1, "10min");
        story.runs("1s").hears("tank", 49);
        assertEquals("Tank low: 49 L, needs 70 L (0 s ago)", story.shut("pump-1"));
        story.runs("1s");
        assertEquals(Phase.SAFE, story.phase("pump-1"));
        story.hears("tank", 60).asks("output.set", "pump-1", 1, "60s");
        assertEquals("refused: Tank low: 60 L, needs 70 L (0 s ago)", story.answer());
        story.hears("tank", 70);
        assertEquals("", story.shut("pump-1"));
        story.said();
        story.runs("10s");
        assertEquals(List.of(), story.drives(), "only a new request starts the pump again");
        assertEquals(0, story.alerts().size());
    }

    @Test
    void aTankThatIsNotHeardOfIsALowTank() {
        EngineStory story = withTank().starts().hears("tank", 100).asks("output.set", "pump-1", 1, "10min");
        story.runs("59s");
        assertEquals(Phase.HELD, story.phase("pump-1"));
        story.runs("2s");
        assertEquals(Phase.SAFE, story.phase("pump-1"));
        assertTrue(story.shut("pump-1").startsWith("Tank low: Tank is silent: last 100 L 1 min"), story.shut("pump-1"));
    }

    @Test
    void aReplayedOldReadingIsNotFresh() {
        EngineStory story = withTank().starts().hearsOld("tank", 100, "2min", 0);
        story.runs("60s");
        assertTrue(story.shut("pump-1").startsWith("Tank low: Tank is silent"), story.shut("pump-1"));
    }

    @Test
    void staleInputsHoldTheirOutputs() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .stream("ec", Metric.EC).stream("ph", Metric.PH)
                                .output("doser", "doser")
                                .fresh("fresh", "ec", "5min", "doser"))
                .starts();
        story.hears("ec", 1500).asks("output.set", "doser", 1, "10min").runs("299s");
        assertEquals(Phase.HELD, story.phase("doser"));
        story.runs("1s");
        assertEquals("Fresh: Ec is silent: last 1500 µS/cm 5 min ago, at most 5 min allowed", story.shut("doser"));
    }

    @Test
    void oneValveAtATime() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .output("valve-1", "valve")
                        .output("valve-2", "valve")
                        .atMost(1, "one-valve-at-a-time", "valve-1", "valve-2"))
                .starts();
        story.asks("output.set", "valve-2", 1, "60s").runs("1s");
        story.asks("output.set", "valve-1", 1, "60s");
        assertEquals("refused: One valve at a time: Valve 2 is open", story.answer());
        story.asks("output.release", "valve-2").asks("output.set", "valve-1", 1, "60s");
        assertEquals("refused: One valve at a time: Valve 2 is not confirmed closed", story.answer());
        story.runs("1s").asks("output.set", "valve-1", 1, "60s");
        assertEquals("accepted: Valve 1 open for 1 min", story.answer());
    }

    @Test
    void twoRulesThatWantMoreThanMayBeOpenGetOne() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .stream("air", Metric.TEMPERATURE)
                                .output("fan-1", "fan")
                                .output("fan-2", "fan")
                                .above("hot-1", "air", 27, 1, "0s", "0s", "fan-1")
                                .above("hot-2", "air", 27, 1, "0s", "0s", "fan-2")
                                .atMost(1, "one-fan", "fan-1", "fan-2"))
                .starts();
        story.hears("air", 28).runs("1s");
        assertEquals(Phase.HELD, story.phase("fan-1"));
        assertEquals(Phase.SAFE, story.phase("fan-2"));
        assertTrue(story.alert("rule:hot-2 rule_stopped").contains("One fan: Fan 1 is on"));
    }
}
