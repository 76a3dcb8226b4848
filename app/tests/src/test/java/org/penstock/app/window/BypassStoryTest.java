package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.GateRow;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.OutputModel;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;

/** A technician asks that a pump may run though its level sensor is broken; as long as it may, everybody reads it. */
class BypassStoryTest extends AtTheWindow {
    private static final String LINE =
            "BYPASSED: Tank low does not hold Pump 1 · bypassed by marta, signed by Bob Ng and"
                    + " Cid Ott, ends in 12 min 30 s, because the level sensor is broken; the tank was looked at by hand and is full";

    @Test
    void aBypassIsAskedForByItsLetterReadAsLongAsItLastsAndEndedByItsLetter() {
        lookFor(window.scene(), "pump 1");
        seen("Output");
        type(KeyCode.ENTER);
        seen("Bypass…  B");
        type(KeyCode.B);
        seen("Let Pump 1 pass Tank low for a while");
        press("Next: see what would happen");
        seen("Say why. Those who sign read it, and everybody else as long as it lasts.");
        fill(".text-field", 0, "300");
        fill(".text-field", 1, "the level sensor is broken");
        press("Next: see what would happen");
        seen("Write for how many minutes, from 1 to 240.");
        press("30 min");
        press("Next: see what would happen");
        confirm("Ask that Pump 1 passes Tank low for 30 min");
        FakeControlRoom.Asked asked = room.confirmed().getLast();
        assertEquals("interlock.bypass", asked.kind());
        assertEquals("tank-low/pump-1", asked.subject());
        assertEquals(1_800, asked.forSeconds());
        assertEquals("the level sensor is broken", asked.reason());

        facility = Facilities.bypassed();
        seen(LINE);
        seen("BYPASSED");
        seen("End bypass  E");
        assertTrue(texts().stream().anyMatch(t -> t.startsWith("bypassed by marta, signed by Bob Ng and Cid Ott")));
        // On every page, whatever else there is.
        type(KeyCode.F5);
        seen(LINE);
        type(KeyCode.F6);
        seen("BYPASSED, TRIPPED");
        lookFor(window.scene(), "pump 1");
        seen("Output");
        type(KeyCode.ENTER);
        seen("End bypass  E");
        type(KeyCode.E);
        confirm("End the bypass of Tank low for Pump 1");
        assertEquals("interlock.bypass_end", room.confirmed().getLast().kind());
        assertEquals("tank-low/pump-1", room.confirmed().getLast().subject());
        facility = Facilities.abnormal();
        seen("Bypass…  B");
        gone(LINE);
    }

    @Test
    void theEmergencyStopOffersNoBypassAndSaysWhyWhenItHolds() {
        FacilitySnapshot stopped = Facilities.with(List.of(new ControlSnapshot.Interlock(
                "e-stop", "Emergency stop", true, true, "Loop is open", "it is the last line", List.of())));
        List<GateRow> gates = OutputModel.of(Exhibit.beat(stopped, new Moment(Facilities.NOW, 0, true)), "valve-1")
                .gates();
        assertEquals(List.of(false), gates.stream().map(GateRow::bypassable).toList());
        assertEquals(
                "Loop is open\nNever bypassed: it is the last line.",
                gates.getFirst().why());
    }
}
