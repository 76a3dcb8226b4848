package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.link.LinkState;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryDevices.Mood;
import org.penstock.core.testsupport.StoryFacility;

/** How an output gets from what is wanted to what is read back, and what happens when it does not. */
class OutputsTest {
    private static EngineStory house() {
        return EngineStory.of(new StoryFacility().output("valve-1", "valve").output("valve-2", "valve"));
    }

    private static EngineStory started() {
        EngineStory story = house().starts();
        story.said();
        return story;
    }

    /** All drives of the story so far. */
    private static List<Effect.Drive> allDrives(EngineStory story) {
        return story.journal().stream()
                .filter(r -> r instanceof JournalRecord.Effects)
                .flatMap(r -> ((JournalRecord.Effects) r).effects().stream())
                .filter(e -> e instanceof Effect.Drive)
                .map(e -> (Effect.Drive) e)
                .toList();
    }

    @Test
    void aStartDrivesEveryOutputToSafeAndReadsItBackBeforeAnythingMayOpen() {
        EngineStory story = house().starts();
        assertEquals(List.of("valve-1 -> safe (start)", "valve-2 -> safe (start)"), story.drives());
        assertEquals(Phase.SAFE, story.phase("valve-1"));
    }

    @Test
    void aValveLeftOpenByAKilledProgramIsClosedByTheNextStart() {
        EngineStory story = house().reality("valve-1", 1).starts();
        assertEquals(0, story.reality("valve-1"));
        assertEquals(Phase.SAFE, story.phase("valve-1"));
    }

    @Test
    void aFanThatRunsGoesOnRunningOverAStartUntilItsLongestTime() {
        EngineStory story = EngineStory.of(new StoryFacility().output("fan-1", "fan", StoryFacility::kept))
                .reality("fan-1", 1)
                .starts();
        assertEquals(List.of("fan-1 ? (read back at the start)"), story.drives());
        assertEquals(Phase.HELD, story.phase("fan-1"));
        assertEquals(
                "found on at the start and left so", story.view("fan-1").view().why());
        story.runs("14min");
        assertEquals(Phase.HELD, story.phase("fan-1"));
        story.runs("2min");
        assertEquals(Phase.SAFE, story.phase("fan-1"));
        assertEquals(0, story.reality("fan-1"));
    }

    @Test
    void aFanThatCannotBeReadBackStaysUnknownAndAcceptsNothing() {
        EngineStory story = EngineStory.of(new StoryFacility().output("fan-1", "fan", StoryFacility::kept))
                .device("fan-1", Mood.REFUSES)
                .starts();
        assertEquals(Phase.UNKNOWN, story.phase("fan-1"));
        story.asks("output.set", "fan-1", 1, "60s");
        assertEquals("refused: Fan 1 has not been read back since the start: connection refused", story.answer());
        story.device("fan-1", Mood.WELL).runs("10s");
        assertEquals(Phase.SAFE, story.phase("fan-1"));
    }

    @Test
    void aPersonOpensAValveForAMinuteAndItClosesByItself() {
        EngineStory story = started();
        story.asks("output.set", "valve-1", 1, "60s");
        assertEquals("accepted: Valve 1 open for 1 min", story.answer());
        assertEquals(Phase.OPENING, story.phase("valve-1"));
        story.runs("59s");
        assertEquals(Phase.HELD, story.phase("valve-1"));
        story.runs("2s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertEquals(
                List.of("valve-1 -> 1 (set by anna)", "valve-1 -> safe (the time of operator:anna is over)"),
                story.drives());
        // The device's own timer was given the same minute.
        assertEquals(60_000_000, allDrives(story).get(2).maxOnMicros());
    }

    @Test
    void aPersonWhoSaysNoTimeIsRefused() {
        EngineStory story = started().asks("output.set", "valve-1", 1, "");
        assertTrue(story.answer().startsWith("refused: say for how long Valve 1 shall be open"), story.answer());
        assertEquals(List.of(), story.drives());
    }

    @Test
    void nobodyHoldsAValveLongerThanItsLongestTime() {
        EngineStory story = started().asks("output.set", "valve-1", 1, "2h");
        assertEquals("accepted: Valve 1 open for 15 min, its longest time", story.answer());
        story.runs("15min").runs("1s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
    }

    @Test
    void askingAgainAndAgainDoesNotStretchTheLongestTime() {
        EngineStory story = started();
        for (int i = 0; i < 4; i++) {
            story.asks("output.set", "valve-1", 1, "5min").runs("4min");
        }
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertTrue(story.alert("output:valve-1 max_on").contains("longest time of 15 min"));
        assertTrue(story.said().stream().anyMatch(l -> l.contains("output.ended {owner=operator:anna")));
        // Only a new request opens it again, and the alert is over with it.
        story.runs("1h");
        assertEquals(List.of(), story.drives());
        story.asks("output.set", "valve-1", 1, "60s");
        assertFalse(story.alerts().containsKey("output:valve-1 max_on"));
    }

    @Test
    void theDevicesOwnTimerIsGivenMoreWhenAPersonAsksForMore() {
        EngineStory story = started().asks("output.set", "valve-1", 1, "60s").runs("30s");
        story.asks("output.set", "valve-1", 1, "2min").runs("1s");
        List<Effect.Drive> drives = allDrives(story);
        assertEquals(120_000_000, drives.getLast().maxOnMicros());
        assertEquals(Phase.HELD, story.phase("valve-1"));
    }

    @Test
    void aReleaseClosesAtOnce() {
        EngineStory story = started().asks("output.set", "valve-1", 1, "60s").runs("1s");
        story.said();
        story.asks("output.release", "valve-1");
        assertEquals("accepted: Valve 1 is released; it goes to safe", story.answer());
        assertEquals(List.of("valve-1 -> safe (released by anna)"), story.drives());
        story.asks("output.release", "valve-2");
        assertEquals("refused: nobody holds Valve 2 by hand", story.answer());
    }

    @Test
    void anOpeningThatFailsIsNotRepeatedAndTheValveIsDrivenToSafe() {
        EngineStory story = started().device("valve-1", Mood.REFUSES).asks("output.set", "valve-1", 1, "60s");
        story.runs("200ms");
        List<String> drives = story.drives();
        assertEquals("valve-1 -> 1 (set by anna)", drives.get(0));
        assertEquals("valve-1 -> safe (Valve 1 did not go open: connection refused)", drives.get(1));
        assertEquals("Valve 1 did not go open: connection refused", story.alert("output:valve-1 command_failed"));
        story.device("valve-1", Mood.WELL).runs("20s");
        assertTrue(story.drives().stream().noneMatch(d -> d.contains("-> 1")));
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertEquals(java.util.Map.of(), story.alerts());
    }

    @Test
    void anOpeningReadBackClosedIsAFailure() {
        EngineStory story = started().device("valve-1", Mood.STUCK).asks("output.set", "valve-1", 1, "60s");
        story.runs("150ms");
        assertEquals(
                "Valve 1 did not go open: it was read back closed instead of open",
                story.alert("output:valve-1 command_failed"));
    }

    @Test
    void anOpeningWithoutAnAnswerTimesOut() {
        EngineStory story = started().device("valve-1", Mood.SILENT).asks("output.set", "valve-1", 1, "60s");
        story.runs("2.9s");
        assertEquals(Phase.OPENING, story.phase("valve-1"));
        story.runs("200ms");
        assertEquals(Phase.CLOSING, story.phase("valve-1"));
        assertTrue(story.said().stream().anyMatch(l -> l.contains("command.timed_out")));
    }

    @Test
    void aDeviceThatCannotBeReadBackIsBelievedWhenItTakesTheWrite() {
        EngineStory story = started()
                .device("valve-1", Mood.BLIND)
                .asks("output.set", "valve-1", 1, "60s")
                .runs("1s");
        assertEquals(Phase.HELD, story.phase("valve-1"));
        story.runs("60s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
    }

    @Test
    void aCloseIsRepeatedWithGrowingPausesUntilReadBackAndNothingOpensMeanwhile() {
        EngineStory story = started().asks("output.set", "valve-1", 1, "60s").runs("1s");
        story.device("valve-1", Mood.REFUSES).asks("output.release", "valve-1");
        story.said();
        story.runs("8s");
        // 0.1 s until the device answers each time, then pauses of 0.5, 1, 2 and 4 s.
        assertEquals(4, story.drives().size());
        assertEquals(Phase.CLOSING, story.phase("valve-1"));
        assertTrue(story.alert("output:valve-1 command_failed").contains("is not confirmed closed"));
        story.asks("output.set", "valve-1", 1, "60s");
        assertEquals("refused: Valve 1 is not confirmed closed yet: connection refused", story.answer());
        story.said();
        story.runs("10min");
        int repeats = story.drives().size();
        assertTrue(repeats >= 58 && repeats <= 61, "every 10.1 s: " + repeats);
        assertEquals(1, story.reality("valve-1"));
        story.device("valve-1", Mood.WELL).runs("11s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertEquals(0, story.reality("valve-1"));
    }

    @Test
    void aLinkThatComesBackIsNotWaitedForAnyLonger() {
        EngineStory story = started().asks("output.set", "valve-1", 1, "60s").runs("1s");
        story.device("valve-1", Mood.REFUSES).asks("output.release", "valve-1").runs("60s");
        story.device("valve-1", Mood.WELL).link("plc", LinkState.ONLINE, "").runs("200ms");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
    }

    @Test
    void theWayToSafeOvertakesAnOpeningThatIsStillOnItsWay() {
        EngineStory story = started().device("valve-1", Mood.SILENT).asks("output.set", "valve-1", 1, "60s");
        story.runs("500ms").said();
        story.asks("output.release", "valve-1");
        List<String> said = story.said();
        assertTrue(said.contains("cancel 3 (released by anna)"), said.toString());
        assertTrue(said.contains("valve-1 -> safe (released by anna)"), said.toString());
        assertEquals(Phase.CLOSING, story.phase("valve-1"));
    }

    @Test
    void theLateAnswerOfACancelledOpeningChangesNothing() {
        EngineStory story = started().device("valve-1", Mood.SILENT).asks("output.set", "valve-1", 1, "60s");
        story.asks("output.release", "valve-1");
        story.puts(new Input.Result(3, Input.Outcome.VERIFIED, 1, ""));
        assertEquals(Phase.CLOSING, story.phase("valve-1"));
    }

    @Test
    void theNextValueWaitsForTheResultOfTheOneBefore() {
        EngineStory story =
                EngineStory.of(new StoryFacility().output("fan-1", "fan")).starts();
        story.asks("output.set", "fan-1", 40, "60s").asks("output.set", "fan-1", 60, "60s");
        story.said();
        story.runs("1s");
        assertEquals(List.of("fan-1 -> 60 (set by anna)"), story.drives());
        assertEquals(60, story.reality("fan-1"));
    }

    @Test
    void anotherPersonIsRefusedButMayAlwaysCloseIt() {
        EngineStory story = started().asks("output.set", "valve-1", 1, "60s").runs("1s");
        story.puts(new Input.Request("x1", "ben", "output.set", "valve-1", 1, 60_000_000, ""));
        assertEquals("refused: Valve 1 is held by operator:anna for another 59 s; release it first", story.answer());
        story.puts(new Input.Request("x2", "ben", "output.set", "valve-1", 0, 60_000_000, ""));
        assertEquals("accepted: Valve 1 closed for 1 min", story.answer());
        story.runs("1s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
    }

    @Test
    void stopAllClosesEverythingEvenWithEveryDeviceAway() {
        EngineStory story = started().asks("output.set", "valve-1", 1, "60s").runs("1s");
        story.device("valve-1", Mood.AWAY).device("valve-2", Mood.AWAY).said();
        story.asks("stop.all", "");
        assertEquals("accepted: all 2 outputs are driven to safe; away from it or unknown: Valve 1", story.answer());
        assertEquals(
                List.of("valve-1 -> safe (stop all by anna)", "valve-2 -> safe (stop all by anna)"), story.drives());
        story.runs("1h")
                .device("valve-1", Mood.WELL)
                .device("valve-2", Mood.WELL)
                .runs("20s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertEquals(Phase.SAFE, story.phase("valve-2"));
    }

    @Test
    void whileTheProgramClosesNothingLeavesSafeAgain() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .stream("air", Metric.TEMPERATURE)
                                .output("valve-1", "valve")
                                .output("valve-2", "valve")
                                .output("fan-1", "fan", StoryFacility::kept)
                                .above("hot", "air", 30, 1, "0s", "0s", "valve-1"))
                .starts()
                .hears("air", 20)
                .asks("output.set", "valve-2", 1, "5min")
                .asks("output.set", "fan-1", 1, "5min")
                .runs("1s")
                .device("valve-2", Mood.REFUSES);
        story.said();
        story.asks("site.close", "");
        assertEquals(List.of("valve-2 -> safe (the program is closing)"), story.drives(), "what is not there yet");
        // The wait for valve 2 takes seconds; whatever opened meanwhile would stay open behind the program.
        story.goesOnFromCheckpoint().hears("air", 35).asks("output.set", "valve-1", 1, "60s");
        assertEquals("refused: the program is closing", story.answer());
        story.runs("2s");
        assertEquals(0, story.reality("valve-1"));
        assertEquals(1, story.reality("fan-1"), "a fan that runs goes on running");

        story.device("valve-2", Mood.WELL)
                .starts()
                .asks("output.set", "valve-1", 1, "60s")
                .runs("1s");
        assertEquals(1, story.reality("valve-1"), "after a start everything is as ever");
    }

    @Test
    void unknownWordsAreRefusedWithTheNearestOne() {
        EngineStory story = started();
        story.asks("output.set", "valve-3", 1, "60s");
        assertEquals("refused: there is no output valve-3; did you mean valve-1?", story.answer());
        story.asks("output.sett", "valve-1");
        assertEquals("refused: nobody here can do output.sett; did you mean output.set?", story.answer());
        story.asks("make.coffee", "");
        assertEquals("refused: nobody here can do make.coffee", story.answer());
    }

    @Test
    void anAppliedChangeLeavesAnOpenValveAlone() {
        EngineStory story = started().asks("output.set", "valve-1", 1, "60s").runs("1s");
        story.said();
        story.applies(new StoryFacility()
                .output("valve-1", "valve")
                .output("valve-2", "valve")
                .output("valve-3", "valve"));
        assertEquals(Phase.HELD, story.phase("valve-1"));
        assertEquals(List.of("valve-3 -> safe (new in the facility file)"), story.drives());
    }

    @Test
    void aRestartEndsEverythingThatWasWanted() {
        EngineStory story = started().asks("output.set", "valve-1", 1, "10min").runs("1s");
        story.said();
        story.starts();
        assertEquals(List.of("valve-1 -> safe (start)", "valve-2 -> safe (start)"), story.drives());
        story.runs("10min");
        assertEquals(List.of(), story.drives());
    }
}
