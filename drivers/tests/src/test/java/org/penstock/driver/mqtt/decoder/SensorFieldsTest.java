package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SensorFieldsTest {
    private static Map<String, Value> named(String kind, String field, double number) {
        Map<String, Value> values = new HashMap<>(Map.of(field, Value.of(number)));
        SensorFields.name(values, kind);
        return values;
    }

    private static String said(Map<String, Value> values, String name) {
        Value v = values.get(name);
        return v == null ? "" : (v.number() + " " + v.unit() + " " + v.quality()).replace("  ", " ");
    }

    @ParameterizedTest(name = "{0} {1}: battery {2}, voltage {3}")
    @CsvSource({
        "'', 87, 87.0 GOOD, ''",
        "'', 3, 3.0 GOOD, ''",
        "'', 0, 0.0 GOOD, ''",
        "'', 100, 100.0 GOOD, ''",
        "'', 3.1, 3.1 V GOOD, 3.1 V GOOD",
        "'', 3250, 3.25 V GOOD, 3.25 V GOOD",
        "'', 0.85, 0.85 CONFIGURATION, ''",
        "'', 254, 254.0 CONFIGURATION, ''",
        "percent, 4.5, 4.5 GOOD, ''",
        "volts, 3, 3.0 V GOOD, 3.0 V GOOD",
        "volts, 87, 87.0 CONFIGURATION, ''",
        "CR17450, 3, 100.0 GOOD, 3.0 V GOOD",
        "CR17450, 2850, 50.0 GOOD, 2.85 V GOOD",
        "CR17450, 87, 87.0 GOOD, ''",
        "CR17450, 12.6, 100.0 CONFIGURATION, 12.6 V GOOD"
    })
    void aBatteryIsPercentVoltOrMillivolt(String kind, double written, String percent, String volts) {
        Map<String, Value> values = named(kind, "battery", written);
        assertEquals(percent, said(values, "battery"));
        assertEquals(volts, said(values, "battery_voltage"));
    }

    @ParameterizedTest(name = "{0} at {1} V is {2} %")
    @CsvSource({
        "CR17450, 3.3, 100",
        "CR17450, 2.90, 65",
        "CR17450, 2.5, 0",
        "CR17450, 2.1, 0",
        "LiFeS2_AA_x2, 3.4, 90",
        "LiFeS2_AA_x2, 2.4, 20",
        "LiFeS2_AA_x2, 1.9, 2.5",
        "Alkaline_AA_x2, 3.0, 85",
        "Alkaline_AA_x2, 2.2, 27.5",
        "Alkaline_AA_x2, 1.6, 0",
        "CR2032, 2.95, 90",
        "CR2032, 2.6, 35",
        "CR2032, 2.2, 0"
    })
    void theChemistryTurnsVoltsIntoPercent(String chemistry, double volts, double percent) {
        Value battery = named(chemistry, "BatV", volts).getOrDefault("battery", Value.none());
        assertEquals(percent, battery.number(), 1e-9);
    }

    @Test
    void aStatusOfZeroToThreeIsNeverAPercentage() {
        assertFalse(named("", "Bat_status", 3).containsKey("battery"));
        assertFalse(named("CR17450", "Bat_status", 3).containsKey("battery"));
    }

    @Test
    void aPercentageThatTheDeviceKnowsItselfGoesBeforeTheCurve() {
        Map<String, Value> values = new HashMap<>(Map.of("battery_level", Value.of(40), "vbat", Value.of(3_000)));
        SensorFields.name(values, "CR2032");
        assertEquals("40.0 GOOD", said(values, "battery"));
        assertEquals("3.0 V GOOD", said(values, "battery_voltage"));
    }

    @Test
    void theFirstFieldOfAListIsTheOneThatCounts() {
        Map<String, Value> values =
                new HashMap<>(Map.of("TempC_DS", Value.of(-18), "TempC_SHT", Value.of(21), "temp", Value.of(7)));
        SensorFields.name(values, "");
        assertEquals("21.0 degC GOOD", said(values, "temperature"));
        values = new HashMap<>(Map.of("TempC_SHT", Value.of(327.67), "TempC_DS", Value.of(-18)));
        SensorFields.name(values, "");
        assertEquals("NaN degC NO_COMMUNICATION", said(values, "temperature"), "never another probe instead");
    }
}
