package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.Input;
import org.penstock.core.testsupport.EngineStory;
import org.penstock.core.testsupport.StoryDevices;
import org.penstock.core.testsupport.StoryFacility;

/** A facility is changed while water runs: what is open is closed by the definition that opened it. */
class HandoverTest {
    private static final UnaryOperator<OutputSpec> UNCHANGED = spec -> spec;

    private static StoryFacility house(UnaryOperator<OutputSpec> valve1, UnaryOperator<OutputSpec> valve2) {
        return new StoryFacility()
                .stream("air", Metric.TEMPERATURE)
                        .output("valve-1", "valve", s -> valve1.apply(wired(s, "coil 1")))
                        .output("valve-2", "valve", s -> valve2.apply(wired(s, "coil 2")));
    }

    private static OutputSpec wired(OutputSpec s, String wire) {
        return changed(s, s.maxOnMicros(), wire);
    }

    private static OutputSpec atMost(OutputSpec s, String time) {
        return changed(s, StoryFacility.micros(time), s.wire());
    }

    private static OutputSpec changed(OutputSpec s, long maxOn, String wire) {
        return new OutputSpec(
                s.no(),
                s.key(),
                s.name(),
                s.device(),
                s.location(),
                s.kind(),
                s.safe(),
                s.onStart(),
                maxOn,
                s.guard(),
                s.guardReason(),
                s.timeoutMicros(),
                wire);
    }

    private static EngineStory running() {
        EngineStory story = EngineStory.of(house(UNCHANGED, UNCHANGED)).starts();
        story.asks("output.set", "valve-1", 1, "10min").runs("5s");
        assertEquals(Phase.HELD, story.phase("valve-1"));
        story.said();
        return story;
    }

    private static long linkChanges(List<String> said) {
        return said.stream().filter(l -> l.contains(Engine.LINKS_CHANGE)).count();
    }

    @Test
    void aShorterLongestTimeDoesNotCloseTheValveThatIsOpen() {
        EngineStory story = running();
        story.applies(house(s -> atMost(s, "2min"), UNCHANGED)).runs("5min");
        assertEquals(Phase.HELD, story.phase("valve-1"));
        assertEquals(StoryFacility.micros("15min"), story.view("valve-1").spec().maxOnMicros());
        story.runs("6min");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertEquals(StoryFacility.micros("2min"), story.view("valve-1").spec().maxOnMicros());
        story.asks("output.set", "valve-1", 1, "10min").runs("3min");
        assertEquals(Phase.SAFE, story.phase("valve-1"), "the new definition closes it after 2 min");
    }

    @Test
    void whatIsClosedChangesAtOnceAndIsDrivenToSafeOnItsNewWire() {
        EngineStory story = running();
        story.asks("output.release", "valve-1").runs("5s");
        story.said();
        story.applies(house(UNCHANGED, s -> wired(s, "coil 7"))).runs("1s");
        List<String> said = story.said();
        assertEquals(1, linkChanges(said), said.toString());
        int changed = said.indexOf(said.stream()
                .filter(l -> l.contains(Engine.LINKS_CHANGE))
                .findFirst()
                .orElseThrow());
        int driven = said.indexOf("valve-2 -> safe (new in the facility file)");
        assertTrue(driven > changed, "the new wire is driven only after links are told to change: " + said);
        assertTrue(said.stream().noneMatch(l -> l.startsWith("valve-1 ->")), said.toString());
        assertEquals(Phase.SAFE, story.phase("valve-2"));
    }

    @Test
    void anOpenValveKeepsEveryWireThatChangesUntilItIsClosed() {
        EngineStory story = running();
        story.applies(house(s -> wired(s, "coil 9"), s -> wired(s, "coil 7"))).runs("1min");
        List<String> said = story.said();
        assertEquals(0, linkChanges(said), said.toString());
        assertEquals("coil 1", story.view("valve-1").spec().wire());
        assertEquals("coil 2", story.view("valve-2").spec().wire(), "links change all at once");
        story.asks("output.release", "valve-1").runs("2s");
        said = story.said();
        assertEquals(1, linkChanges(said), said.toString());
        assertEquals("coil 9", story.view("valve-1").spec().wire());
        assertEquals("coil 7", story.view("valve-2").spec().wire());
        assertEquals(Phase.SAFE, story.phase("valve-1"));
        assertEquals(Phase.SAFE, story.phase("valve-2"));
    }

    @Test
    void anOpenValveOnItsOldWireDoesNotHoldUpAnotherOnesTimes() {
        EngineStory story = running();
        story.applies(house(UNCHANGED, s -> atMost(s, "1min"))).runs("1s");
        assertEquals(1, linkChanges(story.said()), "sensors may have changed their wires");
        assertEquals(StoryFacility.micros("1min"), story.view("valve-2").spec().maxOnMicros());
        assertEquals(Phase.HELD, story.phase("valve-1"));
    }

    @Test
    void aValveThatLeavesTheFileIsClosedFirst() {
        EngineStory story = running();
        StoryFacility without = new StoryFacility().stream("air", Metric.TEMPERATURE);
        story.applies(without);
        List<String> said = story.said();
        assertTrue(said.contains("valve-1 -> safe (it left the facility file)"), said.toString());
        assertEquals(0, linkChanges(said), "its link is needed to close it");
        story.runs("2s");
        said = story.said();
        assertEquals(1, linkChanges(said), said.toString());
        assertTrue(story.engine().view().outputs().isEmpty(), "it left when its device had confirmed safe");
    }

    @Test
    void aValveThatNeverAnsweredGetsItsMendedWireAtOnce() {
        EngineStory story = EngineStory.of(house(UNCHANGED, UNCHANGED));
        story.device("valve-1", StoryDevices.Mood.REFUSES);
        story.starts().runs("20s");
        assertFalse(story.phase("valve-1") == Phase.SAFE);
        story.said();
        story.applies(house(s -> wired(s, "coil 3"), UNCHANGED));
        assertEquals(1, linkChanges(story.said()));
        assertEquals("coil 3", story.view("valve-1").spec().wire());
        story.device("valve-1", StoryDevices.Mood.WELL).runs("3s");
        assertEquals(Phase.SAFE, story.phase("valve-1"));
    }

    @Test
    void aCheckpointWhileAValveIsStillOpenChangesNothing() {
        EngineStory story = running();
        story.applies(house(s -> wired(s, "coil 9"), UNCHANGED)).runs("1min");
        story.goesOnFromCheckpoint();
        assertEquals("coil 1", story.view("valve-1").spec().wire());
        story.said();
        story.asks("output.release", "valve-1").runs("2s");
        assertEquals(1, linkChanges(story.said()));
        assertEquals("coil 9", story.view("valve-1").spec().wire());
    }

    @Test
    void aValveThatWasLeftOpenOnAWireNobodyDrivesAnyMoreIsToldOfAtTheNextStart() {
        EngineStory story = running();
        story.applies(house(s -> wired(s, "coil 9"), UNCHANGED)).runs("1min");
        assertEquals("coil 1", story.view("valve-1").spec().wire());
        story.said();
        startsAgain(story);
        List<String> said = story.said();
        assertEquals(
                1,
                said.stream()
                        .filter(l -> l.startsWith("! site left.valve-1") && l.contains("(coil 1)"))
                        .count(),
                said.toString());
        startsAgain(story);
        assertTrue(story.said().stream().noneMatch(l -> l.contains("left.valve-1")), "it is told once");
    }

    @Test
    void whatIsDrivenOnItsOldWireStillIsNotCalledLeftOpen() {
        EngineStory story = running();
        story.applies(house(s -> atMost(s, "2min"), UNCHANGED)).runs("1min");
        story.said();
        startsAgain(story);
        assertTrue(story.said().stream().noneMatch(l -> l.contains("left.valve-1")));
    }

    /** After a crash: nobody closed anything. */
    private static void startsAgain(EngineStory story) {
        String json = story.engine().configuration().orElseThrow().json();
        story.puts(new Input.ConfigChange(Input.Cause.START, "system", "story", json))
                .runs("2s");
    }
}
