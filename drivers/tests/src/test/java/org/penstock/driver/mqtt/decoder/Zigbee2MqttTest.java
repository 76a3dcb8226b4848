package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.driver.mqtt.Overheard;

/** Messages as in the Zigbee2MQTT documentation and its pages of supported devices. */
class Zigbee2MqttTest {
    private final Overheard overheard = Overheard.by("""
            - key: air
              address: {decoder: zigbee2mqtt, name: barn/air}
              streams:
                - {no: 1, key: temp, metric: temperature, address: {value: temperature}}
                - {no: 2, key: hum, metric: humidity, address: {value: humidity}}
                - {no: 3, key: link, address: {value: linkquality}}
            - key: door
              address: {decoder: zigbee2mqtt, name: door}
              streams:
                - {no: 4, key: open, metric: state, address: {value: contact, values: {"true": 0, "false": 1}}}
            - key: valve
              address: {decoder: zigbee2mqtt, name: valve}
              streams:
                - {no: 5, key: hue, address: {value: color/x}}
              outputs:
                - {no: 1, key: left, address: {switch: state_left}}
                - {no: 2, key: timed, guard: device_timer, address: {switch: state, timer: on_time}}
                - {no: 3, key: dim, address: {number: brightness}}
                - {no: 4, key: lid, address: {switch: lid, "on": OPEN, "off": CLOSE}}
            """);

    @Test
    void aMessageHoldsTheValuesOfItsDevice() {
        assertEquals(
                List.of(
                        "zigbee2mqtt/barn/air",
                        "zigbee2mqtt/barn/air/availability",
                        "zigbee2mqtt/bridge/state",
                        "zigbee2mqtt/bridge/event",
                        "zigbee2mqtt/bridge/response/permit_join",
                        "zigbee2mqtt/door",
                        "zigbee2mqtt/door/availability",
                        "zigbee2mqtt/valve",
                        "zigbee2mqtt/valve/availability"),
                overheard.subscriptions());
        assertEquals(
                List.of("temp 27.34 GOOD", "hum 44.72 GOOD", "link 112.0 GOOD"),
                overheard.hears("zigbee2mqtt/barn/air", """
                {"battery":91.5,"humidity":44.72,"linkquality":112,"temperature":27.34,"voltage":2985}"""));
        assertEquals(
                List.of("hue 0.123 GOOD"),
                overheard.hears("zigbee2mqtt/valve", "{\"state\":\"ON\",\"color\":{\"x\":0.123,\"y\":0.123}}"));
        assertEquals(
                List.of("temp NaN NO_COMMUNICATION"),
                overheard.hears("zigbee2mqtt/barn/air", "{\"temperature\":null}"));
    }

    @Test
    void contactIsTrueWhileADoorIsClosed() {
        assertEquals(
                List.of("open 0.0 GOOD"), overheard.hears("zigbee2mqtt/door", "{\"contact\":true,\"battery\":100}"));
        assertEquals(List.of("open 1.0 GOOD"), overheard.hears("zigbee2mqtt/door", "{\"contact\":false}"));
    }

    @Test
    void lastSeenIsTheDeviceTimeInEachOfItsForms() {
        for (String seen : List.of("\"2026-11-25T11:59:30.000Z\"", "\"2026-11-25T12:59:30+01:00\"", "1795607970000")) {
            assertEquals(
                    List.of("open 1.0 GOOD at 2026-11-25T11:59:30Z"),
                    overheard.hears("zigbee2mqtt/door", "{\"contact\":false,\"last_seen\":" + seen + "}"),
                    seen);
        }
        assertEquals(
                List.of("open 1.0 GOOD"),
                overheard.hears("zigbee2mqtt/door", "{\"contact\":false,\"last_seen\":null}"));
        assertEquals(
                List.of("dropped bad_time"),
                overheard.hears("zigbee2mqtt/door", "{\"contact\":false,\"last_seen\":\"25.11.2026 11:59\"}"));
    }

    @Test
    void aDeviceOrTheWholeBridgeThatIsOfflineHasNoValues() {
        overheard.hears("zigbee2mqtt/door", "{\"contact\":true}");
        assertEquals(List.of("open NaN NO_COMMUNICATION"), overheard.hears("zigbee2mqtt/door/availability", "offline"));
        assertEquals(
                List.of("open NaN NO_COMMUNICATION"),
                overheard.hearsRetained("zigbee2mqtt/door/availability", "{\"state\":\"offline\"}"));
        assertEquals(List.of(), overheard.hears("zigbee2mqtt/door/availability", "{\"state\":\"online\"}"));
        List<String> all = List.of(
                "temp NaN NO_COMMUNICATION",
                "hum NaN NO_COMMUNICATION",
                "link NaN NO_COMMUNICATION",
                "open NaN NO_COMMUNICATION",
                "hue NaN NO_COMMUNICATION");
        assertEquals(all, overheard.hears("zigbee2mqtt/bridge/state", "offline"));
        assertEquals(all, overheard.hearsRetained("zigbee2mqtt/bridge/state", "{\"state\":\"offline\"}"));
    }

    @Test
    void whatTheBridgeRemembersFromBeforeItsStartIsNoNewValue() {
        assertEquals(List.of(), overheard.hearsRetained("zigbee2mqtt/bridge/state", "online"));
        assertEquals(List.of("open 0.0 GOOD"), overheard.hears("zigbee2mqtt/door", "{\"contact\":true}"));
        assertEquals(List.of(), overheard.hears("zigbee2mqtt/bridge/state", "{\"state\":\"online\"}"));
        assertEquals(List.of("dropped cached of door"), overheard.hears("zigbee2mqtt/door", "{\"contact\":true}"));
        assertEquals(List.of("open 1.0 GOOD"), overheard.hears("zigbee2mqtt/door", "{\"contact\":false}"));
        assertEquals(
                List.of("temp 20.0 GOOD at 2026-11-25T03:00:00Z"),
                overheard.hears(
                        "zigbee2mqtt/barn/air", "{\"temperature\":20,\"last_seen\":\"2026-11-25T03:00:00.000Z\"}"),
                "with its age it may come: the gate judges it");
    }

    @Test
    void outputsAreSetByTheirPropertyAndAskedForIt() {
        assertEquals("zigbee2mqtt/valve/set {\"state_left\":\"ON\"}", overheard.command("left", 1, 60_000));
        assertEquals("zigbee2mqtt/valve/set {\"state_left\":\"OFF\"}", overheard.command("left", 0, 0));
        assertEquals(
                "zigbee2mqtt/valve/set {\"state\":\"ON\",\"on_time\":301}", overheard.command("timed", 1, 300_001));
        assertEquals("zigbee2mqtt/valve/set {\"state\":\"OFF\"}", overheard.command("timed", 0, 0));
        assertEquals("zigbee2mqtt/valve/set {\"brightness\":128.0}", overheard.command("dim", 128, 0));
        assertEquals("zigbee2mqtt/valve/set {\"lid\":\"OPEN\"}", overheard.command("lid", 1, 0));
        assertEquals(
                "`on_time` reaches 6553 s, not 7200 s",
                assertThrows(IllegalArgumentException.class, () -> overheard.command("timed", 1, 7_200_000))
                        .getMessage());
        overheard.hears(
                "zigbee2mqtt/valve", "{\"state\":\"OFF\",\"state_left\":\"ON\",\"brightness\":128,\"lid\":\"CLOSE\"}");
        assertEquals(
                List.of("dim 128.0", "left 1.0", "lid 0.0", "timed 0.0"),
                overheard.states().stream().sorted().toList());
    }

    @Test
    void whatCannotBeReadIsCounted() {
        assertEquals(List.of("dropped no_object"), overheard.hears("zigbee2mqtt/door", "27.5"));
        assertEquals(List.of("dropped bad_json"), overheard.hears("zigbee2mqtt/door", "{\"contact\":tr"));
        assertEquals(List.of("dropped bad_json"), overheard.hears("zigbee2mqtt/door/availability", "{"));
        assertEquals(
                List.of("dropped not_a_number of door"), overheard.hears("zigbee2mqtt/door", "{\"contact\":\"ajar\"}"));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of("6: `name: +` is a topic filter -> write the friendly name of one device, or its IEEE address"),
                Overheard.faults("- key: d\n  address: {decoder: zigbee2mqtt, name: +}"));
        assertEquals(
                List.of("6: `base: z/#` is a topic filter -> write the base topic of one bridge"),
                Overheard.faults("- key: d\n  address: {decoder: zigbee2mqtt, name: d, base: z/#}"));
        assertEquals(
                List.of(
                        "7: the output names no property of its device -> write `switch: state` for on and off, or `number:"
                                + " brightness` for a value",
                        "7: `timer: countdown` is not one of on_time -> write one of them",
                        "7: unknown word `timer` -> known here: values, none, tolerance, switch, number"),
                Overheard.faults("""
                        - key: d
                          address: {decoder: zigbee2mqtt, name: d}
                          outputs: [{no: 1, key: a, address: {}}, {no: 2, key: b, address: {switch: state, timer: countdown}}, {no: 3, key: c, address: {number: brightness, timer: on_time}}]
                        """));
    }
}
