package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.driver.mqtt.Overheard;

/** Events in the form of ChirpStack v4's documentation ("Event types") and its integration.proto; zeros are left out. */
class ChirpStackTest {
    private static final String EVENT =
            "application/0df5d9ef-8d2a-4c9b-9c0c-9c8b1b4a1c1e/device/a840410000000001/event/";
    private static final String AT = " at 2026-11-25T11:58:00.123456Z id A840410000000001/";

    private final Overheard overheard = Overheard.by("""
            - key: fridge
              address: {decoder: chirpstack, eui: A8:40:41:00:00:00:00:01, battery: CR17450}
              streams:
                - {no: 1, key: temp, metric: temperature, address: {value: temperature}}
                - {no: 2, key: bat, metric: level, address: {value: battery}}
                - {no: 3, key: rssi, metric: signal, address: {value: rssi}}
                - {no: 4, key: gates, address: {value: gateways}}
            """);

    private static String up(String id, String address, int count, String more) {
        return """
                {"deduplicationId": "%s", "time": "2026-11-25T11:58:00.123456+00:00",
                 "deviceInfo": {"tenantName": "ChirpStack", "deviceName": "fridge", "devEui": "a840410000000001"},
                 "devAddr": "%s", "dr": 5, %s "fPort": 2, "data": "y/YLDQN2AQrdf/8=" %s}""".formatted(id, address, count == 0 ? "" : "\"fCnt\": " + count + ",", more);
    }

    @Test
    void anUplinkThatTwoGatewaysHeardIsOneReport() {
        assertEquals(List.of("application/+/device/a840410000000001/event/+"), overheard.subscriptions());
        List<String> said = List.of(
                "temp 4.2 GOOD" + AT + "3ac7e3c4",
                "bat 50.0 GOOD" + AT + "3ac7e3c4",
                "rssi -48.0 GOOD" + AT + "3ac7e3c4",
                "gates 2.0 GOOD" + AT + "3ac7e3c4");
        String message = up("3ac7e3c4", "00189440", 12, """
                , "object": {"TempC_SHT": 4.2, "BatV": 2.85},
                "rxInfo": [{"gatewayId": "0016c001f153a14c", "rssi": -48, "snr": 9},
                           {"gatewayId": "0016c001f153a14d", "rssi": -101}]""");
        assertEquals(said, overheard.hears(EVENT + "up", message));
        assertEquals(said, overheard.hears(EVENT + "up", message));
    }

    @Test
    void gapsAreCountedWithinASession() {
        String payload = ", \"object\": {}";
        overheard.hears(EVENT + "up", up("a", "00189440", 0, payload));
        assertEquals(List.of("missed 2 of fridge"), overheard.hears(EVENT + "up", up("b", "00189440", 3, payload)));
        assertEquals(List.of(), overheard.hears(EVENT + "up", up("c", "00189441", 0, payload)), "joined anew");
        overheard.hears(EVENT + "join", up("d", "00189441", 0, ""));
        assertEquals(List.of(), overheard.hears(EVENT + "up", up("e", "00189441", 5, payload)));
    }

    @Test
    void aStatusEventTellsTheBattery() {
        String status = """
                {"deduplicationId": "s1", "time": "2026-11-25T11:58:00.123456Z",
                 "deviceInfo": {"devEui": "a840410000000001"}, "margin": 11, "batteryLevel": 75.5}""";
        assertEquals(List.of("bat 75.5 GOOD" + AT + "s1"), overheard.hears(EVENT + "status", status));
        assertEquals(
                List.of(),
                overheard.hears(
                        EVENT + "status", status.replace("\"batteryLevel\": 75.5", "\"externalPowerSource\": true")));
    }

    @Test
    void anUplinkThatNobodyDecodesSaysWhatToDo() {
        assertEquals(
                List.of("dropped no_formatter of fridge"), overheard.hears(EVENT + "up", up("a", "00189440", 1, "")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"location", "integration"})
    void otherEventsArePassedOver(String event) {
        assertEquals(List.of(), overheard.hears(EVENT + event, "{"));
    }

    @Test
    void nonsenseIsCounted() {
        assertEquals(List.of("dropped bad_json"), overheard.hears(EVENT + "up", "{"));
        assertEquals(List.of("dropped wrong_device"), overheard.hears(EVENT + "up", "{}"));
        assertEquals(
                List.of("dropped wrong_device"),
                overheard.hears(EVENT + "up", up("a", "1", 1, "").replace("a840410000000001", "a840410000000002")));
        assertEquals(
                List.of("dropped bad_uplink"),
                overheard.hears(EVENT + "up", up("a", "1", 1, "").replace("\"fCnt\": 1", "\"fCnt\": \"x\"")));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of("6: `eui` is missing -> add `eui: …`"),
                Overheard.faults("- key: fridge\n  address: {decoder: chirpstack}"));
        assertEquals(
                List.of(
                        "6: `eui: fridge` is no EUI -> write the 16 hexadecimal digits of the label, with or without - or :"
                                + " between them"),
                Overheard.faults("- key: fridge\n  address: {decoder: chirpstack, eui: fridge}"));
    }
}
