package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.driver.mqtt.Overheard;

/** Messages of FarmIQ's edge/mqtt-topics.md. */
class FarmIqEdgeTest {
    private static final String SCALE = "edge/tele/t1/h01/lab/st01/scale/scale01/weight";
    private static final String WEIGHT = """
            {"schema": "scale_weight@1", "tenant": "t1", "house": "h01", "station": "st01", "device": "scale01",
             "ts": "2025-08-14T10:30:01Z", "value": 87.5, "unit": "kg", "stable": true, "session_id": "b3f9"}""";
    private static final String AT = " at 2025-08-14T10:30:01Z";

    private final Overheard overheard = Overheard.by("""
            - key: scale
              address: {decoder: farmiq-edge, tenant: t1, house: h01, device: scale01}
              streams:
                - {no: 1, key: weight, metric: mass, address: {value: weight}}
                - {no: 2, key: battery, metric: level, address: {value: health/batteryLevel}}
                - {no: 3, key: signal, metric: signal, address: {value: stat/rssi}}
            - key: air
              address: {decoder: farmiq-edge, tenant: t1, house: h01, device: env01}
              streams: [{no: 4, key: temp, metric: temperature, address: {value: temperature}}]
            - key: station
              address: {decoder: farmiq-edge, tenant: t1, house: h01, device: st01}
              streams: [{no: 5, key: animal, metric: mass, address: {value: weigh/weight_kg}}]
            - key: robot
              address: {decoder: farmiq-edge, tenant: t1, house: h01, device: r1}
              streams: [{no: 6, key: speed, address: {value: pose/speed_mps}}]
            """);

    @Test
    void measurementsOfScalesSensorsAndRobots() {
        assertEquals(
                List.of("edge/tele/t1/h01/#", "edge/evt/t1/h01/#", "edge/stat/t1/h01/#"), overheard.subscriptions());
        assertEquals(List.of("weight 87.5 GOOD" + AT), overheard.hears(SCALE, WEIGHT));
        assertEquals(
                List.of("weight 87.5 UNCERTAIN" + AT),
                overheard.hears(SCALE, WEIGHT.replace("true", "false")),
                "an animal that moves");
        String air = """
                {"schema": "env@1", "ts": "2025-08-14T10:30:01Z", "value": 68, "unit": "F", "device": "env01"}""";
        assertEquals(
                List.of("temp 20.0 GOOD" + AT),
                overheard.hears("edge/tele/t1/h01/lab/st01/env/env01/temperature", air));
        assertEquals(
                List.of("temp 20.0 GOOD" + AT),
                overheard.hears("edge/tele/t1/h01/robot/r1/run/run7/env01/temperature", air));
        assertEquals(List.of("speed 0.35 GOOD" + AT), overheard.hears("edge/tele/t1/h01/robot/r1/pose", """
                        {"schema": "pose@1", "ts": "2025-08-14T10:30:01Z", "x": 1.23, "y": 4.56, "heading": 90.0,
                         "speed_mps": 0.35}"""));
        assertEquals(List.of("battery 85.0 GOOD" + AT), overheard.hears("edge/tele/t1/h01/device/scale01/health", """
                        {"schema": "device_health@1", "tenant": "t1", "house": "h01", "device": "scale01",
                         "ts": "2025-08-14T10:30:01Z", "batteryLevel": 85, "signalStrength": -45, "temperature": 25.5,
                         "errors": [], "warnings": ["low_battery"]}"""));
        assertEquals(
                List.of("animal 87.5 GOOD" + AT), overheard.hears("edge/evt/t1/h01/lab/st01/weigh/finalized", """
                        {"schema": "weigh_finalized@1", "tenant": "t1", "house": "h01", "station": "st01",
                         "media_id": 123456, "weight_kg": 87.5, "t_weight": "2025-08-14T10:30:01Z",
                         "strategy": "session_id", "match_window_ms": 0}"""));
    }

    @Test
    void whatBelongsToAWeighingIsHandedOnWhole() {
        overheard.hears(SCALE, WEIGHT);
        String first = overheard.handed().getFirst();
        assertEquals(
                "scale scale.weight b3f9 ID" + AT + " " + WEIGHT,
                first.replaceFirst(" [0-9a-f]{64} ", " ID "),
                "it has no identity but its bytes");
        overheard.hears(SCALE, WEIGHT);
        assertEquals(List.of(first), overheard.handed(), "delivered again it is the same");
        overheard.hears(SCALE, WEIGHT.replace("87.5", "87.6"));
        assertEquals(1, overheard.handed().size());
        assertNotEquals(first.substring(0, 60), overheard.handed().getFirst().substring(0, 60));

        overheard.hears(SCALE, WEIGHT.replace("session_id", "other"));
        assertEquals(List.of(), overheard.handed(), "a scale that weighs no animal");
        String finalized = """
                {"schema": "weigh_finalized@1", "tenant": "t1", "house": "h01", "station": "st01", "media_id": 123456,
                 "weight_kg": 87.5, "t_weight": "2025-08-14T10:30:01Z", "strategy": "session_id", "match_window_ms": 0}""";
        overheard.hears("edge/evt/t1/h01/lab/st01/weigh/finalized", finalized);
        assertEquals(
                List.of("station weigh.finalized ID" + AT + " " + finalized),
                overheard.handed().stream()
                        .map(h -> h.replaceFirst(" [0-9a-f]{64} ", " ID "))
                        .toList());
    }

    @Test
    void theRetainedStatusAndTheLastWill() {
        String topic = "edge/stat/t1/h01/scale/scale01";
        assertEquals(List.of("signal -58.0 GOOD" + AT), overheard.hearsRetained(topic, """
                        {"schema": "device_status@1", "ts": "2025-08-14T10:30:01Z", "online": true, "rssi": -58,
                         "uptime_s": 12345, "meta": {"fw": "1.2.3"}}"""));
        List<String> gone =
                List.of("weight NaN NO_COMMUNICATION", "battery NaN NO_COMMUNICATION", "signal NaN NO_COMMUNICATION");
        assertEquals(gone, overheard.hears(topic, "{\"online\": false}"));
        assertEquals(gone, overheard.hearsRetained(topic, "{\"schema\": \"device_status@1\", \"online\": false}"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "edge/evt/t1/h01/lab/st01/camera/cam01/captured",
                "edge/evt/t1/h01/lab/st01/camera/cam01/stored",
                "edge/evt/t1/h01/alert/weight_outlier",
                "edge/evt/t1/h01/data/ingestion/sensor_readings",
                "edge/tele/t1/h01/lab/st01"
            })
    void whatCarriesNoValueIsPassedOver(String topic) {
        assertEquals(List.of(), overheard.hears(topic, "{\"schema\": \"alert@1\"}"));
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "scale_weight@1 | scale_weight@2 | wrong_schema of scale",
                "\"t1\" | \"t2\" | wrong_tenant of scale",
                "\"h01\" | \"h02\" | wrong_house of scale",
                "scale01 | scale02 | wrong_device of scale",
                "10:30:01Z | 10:30:01 | bad_time of scale",
                "\"value\" | \"v\" | no_value of scale",
                "{ | [ | bad_json of scale"
            })
    void eachReasonToDropIsCounted(String part, String instead, String reason) {
        assertEquals(List.of("dropped " + reason), overheard.hears(SCALE, WEIGHT.replace(part, instead)));
    }

    @Test
    void aStrangerIsNamed() {
        assertEquals(
                List.of("dropped unknown_device"),
                overheard.hears(SCALE.replace("scale01", "scale09"), WEIGHT.replace("scale01", "scale09")));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of("6: `device` is missing -> add `device: …`"),
                Overheard.faults("- key: s\n  address: {decoder: farmiq-edge, tenant: t1, house: h01}"));
        assertEquals(
                List.of("6: `house: h/1` is no level of a topic -> write the id as it stands between two slashes of the"
                        + " topic, without + # or /"),
                Overheard.faults("- key: s\n  address: {decoder: farmiq-edge, tenant: t1, house: h/1, device: d}"));
    }
}
