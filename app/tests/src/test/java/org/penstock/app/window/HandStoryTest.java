package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Instant;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.penstock.core.runtime.Intake;

/** A person writes down what an instrument shows, on the page of a stream that no device tells. */
class HandStoryTest extends AtTheWindow {
    @Test
    void whatAnInstrumentShowsIsWrittenDownWithItsTime() {
        room.intake.byHand.add("air-temp-1");
        type(KeyCode.CONTROL, KeyCode.K);
        seen("Do");
        fill(".find-field", 0, "air temperature");
        seen("Value");
        type(KeyCode.ENTER);
        seen("Write down what it shows");
        press("Write down");
        seen("Type what the instrument shows.");
        fill(".hand-form .text-field", 0, "4.2");
        fill(".hand-form .text-field", 1, "half past two");
        press("Write down");
        seen("\"half past two\" is no time. Type 14:30, or 2026-11-26 14:30, or nothing for now.");
        fill(".hand-form .text-field", 1, "2026-11-20 08:00");
        fill(".hand-form .text-field", 2, "door was open");
        press("Write down");
        seen("4.2 °C, read at 2026-11-20 08:00, is written down.");
        Intake.ByHand written = room.intake.written.getFirst();
        assertEquals("air-temp-1", written.stream());
        assertEquals("4.2", written.value());
        assertEquals(Instant.parse("2026-11-20T07:00:00Z"), written.at());
        assertEquals("door was open", written.note());
        assertNull(written.photo());
    }
}
