package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.driver.mqtt.Overheard;

/** Messages of Harvestry_App's docs/telemetry/mqtt-configuration-template.md. */
class HarvestryTest {
    private static final String NODE =
            "site/7c9e6679-7425-40de-944b-e07fc1f90ae7/equipment/a3f8c9e2-1234-5678-90ab-cdef12345678/";
    private static final String AIR = "550e8400-e29b-41d4-a716-446655440000";
    private static final String HUMIDITY = "550e8400-e29b-41d4-a716-446655440001";
    private static final String BATCH = """
            {"timestamp": "2025-10-02T14:30:00Z",
             "readings": [
              {"stream_id": "550e8400-e29b-41d4-a716-446655440000", "value": 72.5, "unit": "degF", "quality_code": 0,
               "message_id": "msg_20251002_143000_001"},
              {"stream_id": "550e8400-e29b-41d4-a716-446655440001", "value": 65.2, "unit": "pct", "quality_code": 0,
               "message_id": "msg_20251002_143000_002"}],
             "metadata": {"device_id": "HSES12-00123", "firmware_version": "1.2.3", "battery_level": 88}}""";
    private static final String SINGLE = """
            {"timestamp": "2025-10-02T14:30:00Z", "value": 72.5, "unit": "degF", "quality_code": 0,
             "message_id": "test_msg_001"}""";
    private static final String AT = " at 2025-10-02T14:30:00Z";

    private final Overheard overheard = Overheard.by("""
            - key: node
              address: {decoder: harvestry, equipment: a3f8c9e2-1234-5678-90ab-cdef12345678}
              streams:
                - {no: 1, key: air, metric: temperature, unit: degF, address: {value: 550E8400-E29B-41D4-A716-446655440000}}
                - {no: 2, key: hum, metric: humidity, address: {value: 550e8400-e29b-41d4-a716-446655440001}}
                - {no: 3, key: bat, metric: level, address: {value: metadata/battery_level}}
                - {no: 4, key: err, address: {value: errors}}
                - {no: 5, key: load, address: {value: status/cpu}}
            """);

    private static String reading(String stream, String value, String unit, int quality) {
        return """
                {"timestamp": "2025-10-02T14:30:00Z", "readings": [{"stream_id": "%s", "value": %s, "unit": "%s",
                 "quality_code": %d, "message_id": "m1"}]}""".formatted(stream, value, unit, quality);
    }

    @Test
    void eachReadingOfABatchIsAReportWithItsOwnIdentity() {
        assertEquals(List.of("site/+/equipment/a3f8c9e2-1234-5678-90ab-cdef12345678/#"), overheard.subscriptions());
        List<String> batch = List.of(
                "air 72.5 GOOD" + AT + " id " + AIR + "/msg_20251002_143000_001",
                "hum 65.2 GOOD" + AT + " id " + HUMIDITY + "/msg_20251002_143000_002",
                "bat 88.0 GOOD" + AT);
        assertEquals(batch, overheard.hears(NODE + "telemetry", BATCH));
        assertEquals(batch, overheard.hears(NODE + "telemetry", BATCH), "the same identities when it comes again");
        assertEquals(batch, overheard.hears(NODE + "telemetry/burst", BATCH));
    }

    @Test
    void aSingleReadingHasItsStreamInTheTopic() {
        assertEquals(
                List.of("air 72.5 GOOD" + AT + " id " + AIR + "/test_msg_001"),
                overheard.hears(NODE + "sensor/" + AIR, SINGLE));
        assertEquals(
                List.of("dropped wrong_stream of node"),
                overheard.hears(
                        NODE + "sensor/" + AIR, SINGLE.replace("\"value\"", "\"stream_id\": \"other\", \"value\"")));
    }

    @ParameterizedTest(name = "{0} {1} in a stream of {2} in {3} is {4}")
    @CsvSource({
        "50, degF, temperature, degC, 10.0",
        "21.5, degC, temperature, degC, 21.5",
        "65.2, pct, humidity, pct, 65.2",
        "900, ppm, co2, ppm, 900.0",
        "1.2, kPa, vpd, kPa, 1.2",
        "600, umol, ppfd, umol, 600.0",
        "1800, uS, ec, mS, 1.8",
        "6, pH, ph, pH, 6.0",
        "8.1, mg_L, dissolved_oxygen, mg_L, 8.1",
        "200, L, volume, L, 200.0",
        "100, gal, volume, L, 378.5411784",
        "2, gpm, flow, lpm, 7.570823568",
        "30, lpm, flow, lpm, 30.0",
        "1500, W, power, kW, 1.5",
        "12, kWh, energy, kWh, 12.0"
    })
    void unitCodesAreTranslated(double value, String unit, String metric, String wanted, double expected) {
        Overheard node = Overheard.by("""
                - key: node
                  address: {decoder: harvestry, equipment: a3f8c9e2-1234-5678-90ab-cdef12345678}
                  streams: [{no: 1, key: s, metric: %s, unit: %s, address: {value: %s}}]
                """.formatted(metric, wanted, AIR));
        assertEquals(
                List.of("s " + expected + " GOOD" + AT + " id " + AIR + "/m1"),
                node.hears(NODE + "telemetry", reading(AIR, Double.toString(value), unit, 0)));
    }

    @ParameterizedTest(name = "quality {0} is {1}")
    @CsvSource({
        "0, 72.5 GOOD", "64, 72.5 UNCERTAIN", "192, 72.5 NOT_A_NUMBER", "193, NaN NO_COMMUNICATION",
        "194, 72.5 OUT_OF_RANGE", "195, 72.5 TOO_OLD", "196, 72.5 CALIBRATION", "197, 72.5 FUTURE",
        "198, 72.5 CONFIGURATION", "77, 72.5 UNCERTAIN"
    })
    void theQualityCodeOfTheNodeIsKept(int code, String expected) {
        assertEquals(
                List.of("air " + expected + AT + " id " + AIR + "/m1"),
                overheard.hears(NODE + "telemetry", reading(AIR, "72.5", "degF", code)));
    }

    @Test
    void aBadReadingDoesNotSpoilTheOthers() {
        assertEquals(
                List.of(
                        "hum 65.2 GOOD" + AT + " id " + HUMIDITY + "/msg_20251002_143000_002",
                        "bat 88.0 GOOD" + AT,
                        "dropped no_value of node"),
                overheard.hears(NODE + "telemetry", BATCH.replace("72.5", "{}")));
        assertEquals(
                List.of(
                        "hum 65.2 GOOD" + AT + " id " + HUMIDITY + "/msg_20251002_143000_002",
                        "bat 88.0 GOOD" + AT,
                        "dropped bad_reading of node"),
                overheard.hears(NODE + "telemetry", BATCH.replace("msg_20251002_143000_001", "")));
        assertEquals(
                List.of("air NaN NO_COMMUNICATION" + AT + " id " + AIR + "/m1"),
                overheard.hears(NODE + "telemetry", reading(AIR, "null", "degF", 0)));
    }

    @Test
    void statusAndErrorAreHeard() {
        assertEquals(
                List.of("load 0.4 GOOD"), overheard.hears(NODE + "status", "{\"status\": \"online\", \"cpu\": 0.4}"));
        assertEquals(List.of(), overheard.hears(NODE + "status", "online"));
        assertEquals(5, overheard.hears(NODE + "status", "offline").size(), "no stream has a value any more");
        assertEquals(
                5,
                overheard.hearsRetained(NODE + "status", "{\"online\": false}").size());
        assertEquals(
                List.of("err 1.0 GOOD" + AT, "dropped device_error of node"),
                overheard.hears(NODE + "error", "{\"timestamp\": \"2025-10-02T14:30:00Z\", \"code\": \"E7\"}"));
        assertEquals(
                List.of("err 1.0 GOOD", "dropped device_error of node"),
                overheard.hears(NODE + "error", "sensor lost"));
    }

    @Test
    void whatIsSaidToTheEquipmentIsPassedOver() {
        assertEquals(List.of(), overheard.hears(NODE + "command", "{"));
        assertEquals(List.of(), overheard.hears(NODE + "config", "{"));
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"timestamp\": \"2025-10-02T14:30:00Z\", \"readings\": []}", "7"})
    void nonsenseIsCounted(String payload) {
        List<String> heard = overheard.hears(NODE + "telemetry", payload);
        assertEquals(1, heard.size(), heard::toString);
        assertEquals("dropped bad_", heard.getFirst().substring(0, 12), heard::toString);
    }

    @Test
    void aBatchHasAtMostFiftyReadings() {
        String one = "{\"stream_id\": \"" + AIR + "\", \"value\": 70, \"unit\": \"degF\", \"message_id\": \"m\"}";
        String start = "{\"timestamp\": \"2025-10-02T14:30:00Z\", \"readings\": [" + one;
        assertEquals(
                50,
                overheard
                        .hears(NODE + "telemetry", start + ("," + one).repeat(49) + "]}")
                        .size());
        assertEquals(
                List.of("dropped bad_batch of node"),
                overheard.hears(NODE + "telemetry", start + ("," + one).repeat(50) + "]}"));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of("6: `equipment` is missing -> add `equipment: …`"),
                Overheard.faults("- key: n\n  address: {decoder: harvestry}"));
        assertEquals(
                List.of(
                        "6: `equipment: a/b` is no level of a topic -> write the id as it stands between two slashes of the"
                                + " topic, without + # or /"),
                Overheard.faults("- key: n\n  address: {decoder: harvestry, equipment: a/b}"));
        assertEquals(
                List.of(
                        "7: devices that speak `harvestry` take no commands -> write the plain words instead: `topic`, `on`, `off`"
                                + " or `payload`, and `state`"),
                Overheard.faults("""
                        - key: n
                          address: {decoder: harvestry, equipment: e}
                          outputs: [{no: 1, key: valve, address: {command: open}}]
                        """));
    }
}
