package org.penstock.app.window.model.synoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Water goes where the way is open on both sides, and nobody is told that it goes where nobody knows. */
class FlowsTest {
    private static Flow flow(Sketch sketch, Map<String, Flow> state, String from, String to) {
        Map<String, Flow> flows =
                Flows.of(sketch.plumbing(), p -> state.getOrDefault(p.point().key(), Flow.UNTOLD));
        return flows.getOrDefault(
                new Pipe(Sketch.id(from), Sketch.id(to), false).id(),
                flows.getOrDefault(new Pipe(Sketch.id(from), Sketch.id(to), true).id(), Flow.UNTOLD));
    }

    /** Pump and valve, and what each of the three pipes of tank > pump > valve > bay does. */
    @ParameterizedTest
    @CsvSource({
        "FLOWS,   FLOWS,   FLOWS",
        "FLOWS,   STILL,   STILL",
        "STILL,   FLOWS,   STILL",
        "STILL,   STILL,   STILL",
        "FLOWS,   UNKNOWN, UNKNOWN",
        "UNKNOWN, FLOWS,   UNKNOWN",
        "UNKNOWN, STILL,   STILL",
        "STILL,   UNKNOWN, STILL",
        "UNKNOWN, UNKNOWN, UNKNOWN",
        "UNTOLD,  FLOWS,   FLOWS",
        "UNTOLD,  UNTOLD,  UNTOLD"
    })
    void aChainFlowsWhenAllOfItIsOpen(Flow pump, Flow valve, Flow expected) {
        Sketch chain = new Sketch().way("tank > pump > valve > bay");
        Map<String, Flow> state = Map.of("pump", pump, "valve", valve);
        assertEquals(expected, flow(chain, state, "tank", "pump"));
        assertEquals(expected, flow(chain, state, "pump", "valve"));
        assertEquals(expected, flow(chain, state, "valve", "bay"));
    }

    @Test
    void ofTwoValvesBehindOnePumpOnlyTheOpenOneLetsThrough() {
        Sketch two = new Sketch().way("tank > pump > valve-1 > bay-1", "pump > valve-2 > bay-2");
        Map<String, Flow> state = Map.of("pump", Flow.FLOWS, "valve-1", Flow.STILL, "valve-2", Flow.FLOWS);
        assertEquals(Flow.FLOWS, flow(two, state, "tank", "pump"));
        assertEquals(Flow.STILL, flow(two, state, "pump", "valve-1"));
        assertEquals(Flow.STILL, flow(two, state, "valve-1", "bay-1"));
        assertEquals(Flow.FLOWS, flow(two, state, "pump", "valve-2"));
        assertEquals(Flow.FLOWS, flow(two, state, "valve-2", "bay-2"));
    }

    @Test
    void aTankKeepsWhatIsBehindItFromWhatIsBefore() {
        Sketch twoStages = new Sketch().way("tank-1 > pump-1 > tank-2 > pump-2 > bay");
        Map<String, Flow> state = Map.of("pump-1", Flow.STILL, "pump-2", Flow.FLOWS);
        assertEquals(Flow.STILL, flow(twoStages, state, "pump-1", "tank-2"));
        assertEquals(Flow.FLOWS, flow(twoStages, state, "tank-2", "pump-2"));
    }

    @Test
    void whatDrainsStandsWhereNothingComesInAndOtherwiseIsNotTold() {
        Sketch circle = new Sketch().way("tank > pump > bay ~ tank");
        assertEquals(Flow.STILL, flow(circle, Map.of("pump", Flow.STILL), "bay", "tank"));
        assertEquals(Flow.UNKNOWN, flow(circle, Map.of("pump", Flow.UNKNOWN), "bay", "tank"));
        assertEquals(Flow.UNTOLD, flow(circle, Map.of("pump", Flow.FLOWS), "bay", "tank"));
    }

    @Test
    void whatCanDrainAwayIsNoDeadEnd() {
        Sketch cleaning = new Sketch().way("tank > pump > plates > valve > tank-2", "plates ~ tank-3");
        Map<String, Flow> state = Map.of("pump", Flow.FLOWS, "valve", Flow.STILL);
        assertEquals(Flow.FLOWS, flow(cleaning, state, "pump", "plates"));
        assertEquals(Flow.STILL, flow(cleaning, state, "plates", "valve"));
    }
}
