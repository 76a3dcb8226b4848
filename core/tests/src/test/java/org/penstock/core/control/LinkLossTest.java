package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.testsupport.StoryFacility.kept;
import static org.penstock.core.testsupport.StoryFacility.on;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.link.LinkState;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryDevices.Mood;
import org.penstock.core.testsupport.StoryFacility;

/** What is believed of outputs whose link went away, and what is done about them when it is there again. */
class LinkLossTest {
    private static EngineStory house() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .output("valve-1", "valve", on("field", "device"))
                        .output("valve-2", "valve", on("field", "device"))
                        .output("valve-3", "valve", on("other", "device"))
                        .output("fan-1", "fan", o -> on("field", "device").apply(kept(o)))
                        .atMost(2, "two-valves", "valve-1", "valve-2", "valve-3"))
                .starts();
        story.said();
        return story;
    }

    /** The link is lost: every write fails until it is there again. */
    private static EngineStory lost(EngineStory story) {
        for (String output : List.of("valve-1", "valve-2", "fan-1")) {
            story.device(output, Mood.REFUSES);
        }
        return story.link("field", LinkState.OFFLINE, "plc:502: connection reset");
    }

    private static EngineStory found(EngineStory story) {
        for (String output : List.of("valve-1", "valve-2", "fan-1")) {
            story.device(output, Mood.WELL);
        }
        return story.link("field", LinkState.ONLINE, "");
    }

    @Test
    void whatADeviceDoesIsUnknownWhileItsLinkIsAway() {
        EngineStory story = lost(house().asks("output.set", "valve-1", 1, "5min").runs("1s"));
        assertEquals(Phase.UNKNOWN, story.phase("valve-1"));
        assertTrue(Double.isNaN(story.view("valve-1").view().value()), "nobody knows whether it is open");
        assertEquals(1, story.view("valve-1").view().wanted());
        assertEquals(
                "its link field is away: plc:502: connection reset",
                story.view("valve-1").view().why());
        assertEquals(Phase.UNKNOWN, story.phase("valve-2"), "nor whether the other one is still closed");
        assertEquals(Phase.SAFE, story.phase("valve-3"), "another link");
    }

    @Test
    void aValveThatARestartedDeviceClosedIsOpenedAgainForWhoStillWantsIt() {
        EngineStory story = lost(house().asks("output.set", "valve-1", 1, "5min").runs("1s"));
        story.runs("20s").reality("valve-1", 0).said();
        found(story).runs("10ms");
        assertEquals(Phase.OPENING, story.phase("valve-1"), "not open before it was read back");
        story.runs("1s");
        assertEquals(Phase.HELD, story.phase("valve-1"));
        assertEquals(1, story.reality("valve-1"));
        assertEquals(
                List.of(
                        "fan-1 -> safe (its link field was away)",
                        "valve-1 -> 1 (set by anna)",
                        "valve-2 -> safe (its link field was away)"),
                story.drives().stream().sorted().toList());
        story.runs("5min");
        assertEquals(0, story.reality("valve-1"), "its time began when it was first opened");
    }

    @Test
    void theDeviceIsGivenNoMoreThanWhatIsLeftOfTheTime() {
        EngineStory story = lost(house().asks("output.set", "valve-1", 1, "5min").runs("1s"));
        found(story.runs("20s")).runs("1s");
        List<Effect.Drive> opens = drives(story).stream().filter(d -> d.value() == 1).toList();
        assertEquals(279_000_000L, opens.getLast().maxOnMicros());
    }

    @Test
    void aValveThatSomebodyOpenedMeanwhileIsClosed() {
        EngineStory story = lost(house());
        story.runs("20s").reality("valve-2", 1).said();
        assertEquals(List.of(), story.drives(), "one that was closed is not written to while nobody can reach it");
        found(story).runs("1s");
        assertEquals(0, story.reality("valve-2"));
        assertEquals(Phase.SAFE, story.phase("valve-2"));
    }

    @Test
    void aValveWhoseTimeEndedMeanwhileIsClosedAndNotOpenedAgain() {
        EngineStory story = lost(house().asks("output.set", "valve-1", 1, "10s").runs("1s"));
        story.runs("20s");
        assertEquals(Phase.CLOSING, story.phase("valve-1"), "the close is owed since then");
        assertEquals(1, story.reality("valve-1"));
        story.said();
        found(story).runs("1s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertEquals(0, story.reality("valve-1"));
        assertTrue(story.drives().stream().noneMatch(d -> d.startsWith("valve-1 -> 1")));
    }

    @Test
    void nothingOpensBeforeItIsKnownThatTheOthersAreClosed() {
        EngineStory story = lost(house().asks("output.set", "valve-1", 1, "5min").runs("1s"));
        story.asks("output.set", "valve-3", 1, "5min").runs("1s");
        assertEquals(
                "refused: Two valves: Valve 1 is not confirmed closed, Valve 2 is not confirmed closed",
                story.answer());
        assertEquals(0, story.reality("valve-3"), "two that nobody can read back may both be open");
        story.asks("output.set", "valve-2", 1, "5min");
        assertEquals(
                "refused: Valve 2 has not been read back: its link field is away: plc:502: connection reset",
                story.answer());
    }

    @Test
    void anOpeningOnItsWayWhenTheLinkWentIsNotRepeated() {
        EngineStory story = house().device("valve-1", Mood.SILENT).asks("output.set", "valve-1", 1, "5min");
        lost(story.runs("100ms"));
        assertEquals(
                "Valve 1 did not go open: its link field is away: plc:502: connection reset",
                story.alert("output:valve-1 command_failed"));
        // The answer that was on its way is of another time.
        story.puts(new Input.Result(5, Input.Outcome.VERIFIED, 1, ""));
        assertEquals(Phase.CLOSING, story.phase("valve-1"));
        story.said();
        found(story).runs("1s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertTrue(story.drives().stream().noneMatch(d -> d.contains("-> 1")));
    }

    @Test
    void aDeviceThatTakesItNoMoreWhenTheLinkIsBackIsClosedAndItsOwnerTold() {
        EngineStory story = lost(house().asks("output.set", "valve-1", 1, "5min").runs("1s"));
        story.runs("20s").reality("valve-1", 0).device("valve-1", Mood.STUCK).said();
        story.link("field", LinkState.ONLINE, "").runs("150ms");
        assertTrue(
                story.alert("output:valve-1 command_failed").contains("it was read back closed instead of open"),
                story.alerts()::toString);
        assertTrue(story.said().stream().anyMatch(l -> l.contains("output.ended {owner=operator:anna")));
        story.runs("1s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
    }

    @Test
    void aLinkOnWhichSomeDevicesAnswerAgainIsEnough() {
        EngineStory story = lost(house().asks("output.set", "valve-1", 1, "5min").runs("1s"));
        story.runs("20s").reality("valve-1", 0).device("valve-1", Mood.WELL);
        story.link("field", LinkState.DEGRADED, "unit 2 does not answer").runs("1s");
        assertEquals(1, story.reality("valve-1"));
        story.said();
        story.link("field", LinkState.ONLINE, "").runs("1s");
        assertEquals(List.of(), story.drives().stream().filter(d -> d.startsWith("valve-1")).toList());
    }

    @Test
    void aFanThatWasFoundRunningIsReadBackAndLeftAsItIs() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .output("fan-1", "fan", o -> on("field", "device").apply(kept(o))))
                .reality("fan-1", 1)
                .starts();
        story.said();
        story.link("field", LinkState.OFFLINE, "gone").runs("10s").reality("fan-1", 0);
        assertEquals(Phase.UNKNOWN, story.phase("fan-1"));
        story.link("field", LinkState.ONLINE, "").runs("1s");
        assertEquals(List.of("fan-1 ? (its link field was away)"), story.drives());
        assertEquals(Phase.SAFE, story.phase("fan-1"));
        assertEquals(
                "found off when it was there again: its link field was away",
                story.view("fan-1").view().why());
    }

    @Test
    void theLongestTimeOfAFanThatRunsOnCountsThroughTheLoss() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .output("fan-1", "fan", o -> on("field", "device").apply(kept(o))))
                .reality("fan-1", 1)
                .starts();
        story.runs("10min").link("field", LinkState.OFFLINE, "gone").runs("1min");
        story.link("field", LinkState.ONLINE, "").runs("1s");
        assertEquals(Phase.HELD, story.phase("fan-1"));
        story.runs("3min").runs("59s");
        assertEquals(0, story.reality("fan-1"), "15 min from the start on");
    }

    @Test
    void anAppliedFileChangesNothingAboutWhatIsUnknown() {
        StoryFacility facility = new StoryFacility().output("valve-1", "valve", on("field", "device"));
        EngineStory story = EngineStory.of(facility).starts();
        lostOne(story.asks("output.set", "valve-1", 1, "5min").runs("1s")).said();
        story.applies(new StoryFacility().output("valve-1", "valve", on("field", "device"))).runs("1s");
        assertEquals(List.of(), story.drives());
        assertEquals(Phase.UNKNOWN, story.phase("valve-1"));
    }

    private static EngineStory lostOne(EngineStory story) {
        return story.link("field", LinkState.OFFLINE, "gone");
    }

    @Test
    void anotherProcessGoesOnFromACheckpointOfTheLoss() {
        EngineStory story = lost(house().asks("output.set", "valve-1", 1, "5min").runs("1s"));
        story.runs("20s").reality("valve-1", 0).goesOnFromCheckpoint();
        assertEquals(Phase.UNKNOWN, story.phase("valve-1"));
        found(story).runs("1s");
        assertEquals(1, story.reality("valve-1"));
        assertEquals(Phase.HELD, story.phase("valve-1"));
        List<JournalRecord> journal = story.journal();
        Engine again = new Engine(story::read, List.of(), List.of());
        for (JournalRecord r : journal) {
            if (r instanceof JournalRecord.Inputs(var frame)) {
                List<Effect> effects = again.scan(frame).effects();
                journal.stream()
                        .filter(e -> e instanceof JournalRecord.Effects x && x.seq() == frame.seq())
                        .forEach(e -> assertEquals(((JournalRecord.Effects) e).effects(), effects));
            }
        }
    }

    /** Valve 1 for 60 s by a program; the pump, where there is one, hangs on another link. */
    private static EngineStory watering(int pump) {
        ProgramSpec program = new ProgramSpec(
                "morning",
                "Morning watering",
                pump,
                1_000_000,
                1_000_000,
                600_000_000,
                List.of(new ProgramSpec.Step(List.of(0), 60_000_000)),
                new ProgramSpec.Schedule(
                        List.of(), Set.of(1), ProgramSpec.Gap.AFTER, ProgramSpec.Fold.FIRST, ProgramSpec.Missed.SKIP, 0));
        EngineStory story = EngineStory.of(
                        new StoryFacility()
                                .output("valve-1", "valve", on("field", "device"))
                                .output("pump-1", "pump", on("other", "device"))
                                .program(program),
                        List.of(new ProgramStage()),
                        List.of(),
                        Instant.parse("2026-06-01T06:00:00Z"))
                .starts()
                .asks("program.run", "morning");
        story.runs("20.1s").runs(pump < 0 ? "0s" : "1.1s");
        assertEquals(1, story.reality("valve-1"));
        return story;
    }

    private static String ended(EngineStory story) {
        return story.said().stream().filter(l -> l.contains("run.ended")).findFirst().orElse("it goes on");
    }

    @Test
    void aRunCountsNoWaterOfAValveThatNobodyKnowsOpen() {
        EngineStory story = watering(-1);
        story.device("valve-1", Mood.REFUSES).link("field", LinkState.OFFLINE, "gone").reality("valve-1", 0);
        story.runs("30s").device("valve-1", Mood.WELL).link("field", LinkState.ONLINE, "").runs("39.9s");
        assertEquals("it goes on", ended(story), "70 s passed, and 40 s before and after it was away were counted");
        assertEquals(1, story.reality("valve-1"));
        story.runs("1s");
        String ended = ended(story);
        assertTrue(ended.contains("actual_seconds=60, ") && ended.contains("state=completed"), ended);
        assertEquals(0, story.reality("valve-1"));
    }

    @Test
    void aRunWhoseValveStaysAwayEndsAndSaysWhyAndTheCloseIsOwed() {
        EngineStory story = watering(-1);
        story.device("valve-1", Mood.REFUSES).link("field", LinkState.OFFLINE, "gone");
        story.runs("80s");
        String ended = ended(story);
        assertTrue(ended.contains("actual_seconds=20"), ended);
        assertTrue(ended.contains("Valve 1 was not given for 1 min: its link field is away: gone"), ended);
        assertEquals(Phase.CLOSING, story.phase("valve-1"));
        story.device("valve-1", Mood.WELL).link("field", LinkState.ONLINE, "").runs("1s");
        assertEquals(0, story.reality("valve-1"));
        assertFalse(story.alerts().containsKey("output:valve-1 command_failed"));
    }

    @Test
    void aPumpDoesNotWorkAgainstAValveThatNobodyKnowsOpen() {
        EngineStory story = watering(1);
        assertEquals(1, story.reality("pump-1"));
        story.device("valve-1", Mood.REFUSES).link("field", LinkState.OFFLINE, "gone").runs("1s");
        assertEquals(0, story.reality("pump-1"));
        story.runs("10s").reality("valve-1", 0);
        story.device("valve-1", Mood.WELL).link("field", LinkState.ONLINE, "").runs("5s");
        assertEquals(1, story.reality("valve-1"));
        assertEquals(1, story.reality("pump-1"), "the run goes on");
    }

    @Test
    void oneDeviceBehindALinkThatWorksIsAsUnknownAsAll() {
        EngineStory story = EngineStory.of(new StoryFacility()
                        .output("valve-1", "valve", on("broker", "node-1"))
                        .output("valve-2", "valve", on("broker", "node-2")))
                .starts()
                .asks("output.set", "valve-1", 1, "5min")
                .asks("output.set", "valve-2", 1, "5min")
                .runs("1s");
        story.puts(new Input.Notice("broker", "device.away", "node-1", "its last will says it is gone"));
        assertEquals(Phase.UNKNOWN, story.phase("valve-1"));
        assertEquals(
                "its device node-1 is away: its last will says it is gone",
                story.view("valve-1").view().why());
        assertEquals(Phase.HELD, story.phase("valve-2"));
        story.said();
        story.runs("10s").reality("valve-1", 0).puts(new Input.Notice("broker", "device.back", "node-1", ""));
        story.runs("1s");
        assertEquals(List.of("valve-1 -> 1 (set by anna)"), story.drives());
        assertEquals(1, story.reality("valve-1"));
        assertEquals(Phase.HELD, story.phase("valve-1"));
        assertEquals(Map.of(), story.alerts());
    }

    private static List<Effect.Drive> drives(EngineStory story) {
        List<Effect.Drive> all = new ArrayList<>();
        for (JournalRecord r : story.journal()) {
            if (r instanceof JournalRecord.Effects effects) {
                effects.effects().stream()
                        .filter(e -> e instanceof Effect.Drive)
                        .forEach(e -> all.add((Effect.Drive) e));
            }
        }
        return all;
    }
}
