package org.penstock.app.window.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.app.window.model.CalibrationRequest.Written;
import org.penstock.app.window.model.DeviceRow.DeviceValue;
import org.penstock.core.runtime.DeviceCare;

class CalibrationRequestTest {
    private static final Words WORDS = Words.in(Locale.ENGLISH);
    private static final List<DeviceValue> STREAMS =
            List.of(new DeviceValue("stream:air-1", "air-1", "Air", Mark.NONE, "24.6 °C", "good", "2 s"));

    @Test
    void whatIsWrittenIsAskedForInTheUnitOfTheSensor() {
        Ask ask = CalibrationRequest.check(
                        new Written("Air (air-1)", " 25,0 ", "24.6", " K-17 ", "2027-05-01", " yearly "),
                        STREAMS,
                        WORDS)
                .ask();
        assertNotNull(ask);
        assertEquals("calibration.record", ask.verb());
        assertEquals("Record the calibration of Air", ask.action());
        assertEquals(
                new DeviceCare.Wish("air-1", 25.0, 24.6, null, "", "K-17", "2027-05-01", "yearly"), ask.calibration());
    }

    @ParameterizedTest
    @CsvSource({
        "'', 25, '', '', why, Choose the sensor.",
        "Air (air-1), '', '', '', why, 'Write what the reference shows, as a number in the unit of the sensor.'",
        "Air (air-1), NaN, '', '', why, 'Write what the reference shows, as a number in the unit of the sensor.'",
        "Air (air-1), 25, warm, '', why, What the sensor showed is no number. Leave it empty for the mean of its last good minute.",
        "Air (air-1), 25, '', 1.5.2027, why, 'Write the day on which the next one is due as 2027-05-01, or nothing.'",
        "Air (air-1), 25, '', '', ' ', Say why. It is kept in the record."
    })
    void whatIsMissingIsSaid(String stream, String reference, String found, String due, String reason, String problem) {
        CalibrationRequest.Checked checked =
                CalibrationRequest.check(new Written(stream, reference, found, "", due, reason), STREAMS, WORDS);
        assertNull(checked.ask());
        assertEquals(problem, checked.problem());
    }
}
