package org.penstock.app.window.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.ZoneOffset;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.core.testsupport.SnapshotParts;

class OutputRequestTest {
    private final Words words = Words.in(Locale.ENGLISH);
    private final Times times = new Times(words, ZoneOffset.UTC);
    private final OutputRow valve = row("valve");
    private final OutputRow heater = row("heater");

    @Test
    void aValveIsOpenedForTheTimeWrittenWhateverStandsInTheValueField() {
        Ask ask = check(valve, "", "5", " flush the line ").ask();
        assertNotNull(ask);
        assertEquals(new Ask("output.set", "x", 1, 300, "flush the line", "Open X for 5 min"), ask);
    }

    @Test
    void aHeaterTakesANumberAndADecimalComma() {
        Ask ask = check(heater, "0,35", "1,5", "").ask();
        assertNotNull(ask);
        assertEquals(new Ask("output.set", "x", 0.35, 90, "", "Set to 0.35: X for 1 min 30 s"), ask);
    }

    @Test
    void offIsCalledOff() {
        Ask ask = check(heater, "0", "10", "").ask();
        assertNotNull(ask);
        assertEquals("Turn off X for 10 min", ask.action());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "five", "0", "-1", "1441", "NaN", "Infinity", "1e99"})
    void withoutAUsableTimeNothingIsAsked(String minutes) {
        OutputRequest.Checked checked = check(valve, "1", minutes, "");
        assertNull(checked.ask());
        assertFalse(checked.problem().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "warm", "NaN", "Infinity"})
    void withoutAUsableValueNothingIsAsked(String value) {
        OutputRequest.Checked checked = check(heater, value, "5", "");
        assertNull(checked.ask());
        assertFalse(checked.problem().isEmpty());
    }

    private OutputRequest.Checked check(OutputRow row, String value, String minutes, String reason) {
        return OutputRequest.check(row, value, minutes, reason, words, times);
    }

    @Test
    void whatIsSafeWhenItIsOnIsOfferedToBeTurnedOff() {
        OutputRow compressor = OutputRow.of(
                SnapshotParts.output("c", "C", "bay", "cooler", 1, 1, 1, "safe", 1, "", null, "hardware"),
                words,
                times);
        assertEquals("Turn off", compressor.startVerb());
        assertEquals(0, compressor.away());
        assertEquals(1, heater.away());
    }

    private OutputRow row(String kind) {
        return OutputRow.of(
                SnapshotParts.output("x", "X", "bay", kind, 0, 0, 0, "safe", 1, "", null, "hardware"), words, times);
    }
}
