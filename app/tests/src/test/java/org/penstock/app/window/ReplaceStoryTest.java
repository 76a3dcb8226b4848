package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.runtime.ControlRoom.Answer;

/** A broken sensor is taken out and another put in its place. */
class ReplaceStoryTest extends AtTheDevices {
    private void begin() {
        find("climate");
        press("Replace a sensor…");
        seen("Replace a sensor of Climate node");
        choose("Air temperature (air-temp-2)", ".dialog .combo-box");
    }

    @Test
    void aSensorIsReplacedAndTheWindowSaysWhatTheNewOneIsCalled() {
        room.answer(new Answer(true, "Applied: 1 stream is new, 1 is archived."));
        begin();
        assertEquals("air-temp-3", Sight.on(() -> ((TextField) inSight(".dialog .stream-field")).getText()));
        fill(".dialog .text-field", 0, "air-temp-2b");
        fill(".dialog .text-field", 2, "{topic: farm/bay-2/climate, value: /t2}");
        press("Next: see what would happen");
        seen("air-temp-2b takes the place of air-temp-2; 1 place refers to it then.");
        seen("Link climate is opened anew; its devices are silent for some seconds.");
        Configuration.File planned = room.planned().getLast().getFirst();
        assertTrue(planned.text().contains("key: air-temp-2b"), planned.text());
        assertTrue(planned.text().contains("replaces: air-temp-2"), planned.text());
        assertTrue(planned.text().contains("/t2"), planned.text());
        assertTrue(planned.text().contains("stream: air-temp-2b, type"), "the alert follows: " + planned.text());

        press("Replace it");
        seen("Say why the sensor is replaced. It is kept in the record.");
        assertEquals(List.of(), room.applied());
        fill(".dialog .text-field", 0, "the probe was corroded");
        press("Replace it");
        seen("Applied: 1 stream is new, 1 is archived.");
        seen("The new stream is called air-temp-2b.");
        assertEquals(List.of("marta change-1 the probe was corroded"), room.applied());
        press("Close  Esc");
        gone("The new stream is called air-temp-2b.");
    }

    @Test
    void whatCannotBeReplacedIsSaidAndNothingIsDone() {
        find("climate");
        press("Replace a sensor…");
        press("Next: see what would happen");
        seen("Choose the sensor that is taken out.");
        choose("Air temperature (air-temp-2)", ".dialog .combo-box");
        fill(".dialog .text-field", 0, "Air B");
        press("Next: see what would happen");
        seen("Nothing was replaced: Air B is no key: write 1 to 63 small letters, digits and hyphens, beginning with a"
                + " letter or digit.");
        fill(".dialog .text-field", 0, "air-b");
        room.plan(files -> FakeControlRoom.change(
                "", List.of(new Problem(Weight.ERROR, "north.yaml", 17, 9, "no such topic", "write another")), files));
        press("Next: see what would happen");
        seen("north.yaml, line 17: no such topic. write another.");
        press("Back");
        assertEquals("air-b", Sight.on(() -> ((TextField) inSight(".dialog .stream-field")).getText()));
        type(KeyCode.ESCAPE);
        gone("Replace a sensor of Climate node");
        seen("3 devices, 2 in trouble; the filter leaves 1");
        assertEquals(List.of(), room.applied());
    }

    @Test
    void whenNoAnswerComesItSaysWhereToLook() {
        begin();
        press("Next: see what would happen");
        seen("air-temp-3 takes the place of air-temp-2; 1 place refers to it then.");
        fill(".dialog .text-field", 0, "corroded");
        room.answer(new Answer(false, "Something else was applied meanwhile; plan it again."));
        press("Replace it");
        seen("Something else was applied meanwhile; plan it again.");
    }
}
