package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.driver.mqtt.Overheard;

/**
 * Commands to LoRaWAN devices and what their networks say of them, in the words of The Things Stack's documentation ("MQTT
 * Server", "Data Formats") and of ChirpStack's ("MQTT", "Event types", {@code integration.proto}). The bytes are those of
 * Dragino's LT-22222-L manual: 03, then a byte for each relay.
 */
class DownlinksTest {
    private static final String DOWN = "v3/app1@tenant1/devices/dev1/down/";

    private final Overheard ttn = Overheard.by("""
            - key: valve
              address: {decoder: ttn, device: dev1, application: app1@tenant1}
              outputs:
                - {no: 1, key: relay, timeout: 45min, address: {port: 2, on: "03 01 11", off: "03:00-11", state: RO1_status}}
                - {no: 2, key: drip, timeout: 45min, guard: device_timer, address: {port: 10, switch: valve,
                    timer: seconds, state: valve, confirmed: true, priority: HIGH}}
                - {no: 3, key: set, timeout: 10s, address: {port: 10, number: setpoint, state: setpoint, class: C}}
            """);

    private static final String SENT = "penstock:dev1:" + Overheard.NOW.toEpochMilli() * 1_000;

    @Test
    void theThingsStackIsTold() {
        assertEquals(List.of("v3/app1@tenant1/devices/dev1/#"), ttn.subscriptions());
        assertEquals(
                DOWN
                        + "push {\"downlinks\":[{\"f_port\":2,\"frm_payload\":\"AwER\",\"priority\":\"NORMAL\",\"confirmed\":"
                        + "false,\"correlation_ids\":[\"" + SENT + "\"]}]}",
                ttn.command("relay", 1, 60_000));
        assertEquals(
                DOWN
                        + "push {\"downlinks\":[{\"f_port\":10,\"decoded_payload\":{\"valve\":true,\"seconds\":61},\"priority\":"
                        + "\"HIGH\",\"confirmed\":true,\"correlation_ids\":[\"" + SENT + "\"]}]}",
                ttn.command("drip", 1, 60_001));
        assertTrue(ttn.command("set", 21.5, 60_000).contains("{\"setpoint\":21.5}"));
        assertTrue(ttn.command("set", 21, 60_000).contains("{\"setpoint\":21}"));
        assertTrue(
                ttn.command("relay", 0, 0)
                        .startsWith(DOWN + "replace {\"downlinks\":[{\"f_port\":2,\"frm_payload\":\"AwAR\""),
                "the safe value takes the place of what is queued");
        assertEquals(
                "it takes 0 or 1, not 0.5",
                assertThrows(IllegalArgumentException.class, () -> ttn.command("relay", 0.5, 1))
                        .getMessage());
    }

    private static String event(String event) {
        return """
                {"end_device_ids": {"device_id": "dev1", "application_ids": {"application_id": "app1"},
                  "dev_eui": "4200000000000000", "join_eui": "4200000000000000", "dev_addr": "00E6F42A"},
                 "correlation_ids": ["%s", "..."],
                 "downlink_%s": {"session_key_id": "AWnj0318qrtJ7kbudd8Vmw==", "f_port": 15, "f_cnt": 11,
                  "frm_payload": "vu8=", "confirmed": true, "priority": "NORMAL",
                  "correlation_ids": ["as:downlink:01E19B99501X84X6CV471TVSZ1", "%s"]}}""".formatted(SENT, event, SENT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "queued, QUEUED queued it",
        "sent, SENT sent it",
        "ack, SENT says that the device acknowledged it",
        "nack, FAILED says that the device did not acknowledge it (nack)"
    })
    void theThingsStackSaysHowFarACommandGot(String event, String said) {
        assertEquals(List.of(), ttn.hears(DOWN + event, event(event)));
        assertEquals(List.of("dev1: " + said + ", command " + SENT), ttn.deliveries());
        ttn.hears(DOWN + event, event(event).replace(SENT, "of-another-program"));
        assertEquals(List.of(), ttn.deliveries());
    }

    @Test
    void theThingsStackSaysWhyADownlinkFailed() {
        assertEquals(List.of(), ttn.hears(DOWN + "failed", """
                {"end_device_ids": {"device_id": "dev1", "application_ids": {"application_id": "app1"}},
                 "correlation_ids": ["as:downlink:01E19Z5W3BZBG7CXSJE9C0A3CE"],
                 "downlink_failed": {
                   "downlink": {"f_port": 15, "frm_payload": "vu8=", "confirmed": true, "priority": "NORMAL",
                     "correlation_ids": ["as:downlink:01E19Z5W3BZBG7CXSJE9C0A3CE", "%s"]},
                   "error": {"namespace": "pkg/networkserver", "name": "application_downlink_too_long",
                     "message_format": "application downlink payload is too long",
                     "correlation_id": "2e7f786912e946e597894e381d0ad7b0", "code": 3}}}""".formatted(SENT)));
        assertEquals(
                List.of("dev1: FAILED failed to send it: application downlink payload is too long, command " + SENT),
                ttn.deliveries());
        assertEquals(List.of(), ttn.hears(DOWN + "push", "{\"downlinks\": []}"), "our own, come back");
        assertEquals(List.of("dropped bad_json"), ttn.hears(DOWN + "sent", "{"));
        assertEquals(List.of(), ttn.hears(DOWN + "sent", "{\"downlink_sent\": {\"correlation_ids\": [7, {}]}}"));
    }

    private static final String DEVICE = "application/17c82e96-be03-4f38-aef3-f83d48582d97/device/0102030405060708/";

    private final Overheard chirpstack = Overheard.by("""
            - key: valve
              address: {decoder: chirpstack, eui: 01-02-03-04-05-06-07-08,
                        application: 17c82e96-be03-4f38-aef3-f83d48582d97}
              outputs:
                - {no: 1, key: relay, timeout: 45min, address: {port: 2, on: "030111", off: "030011", state: RO1_status}}
                - {no: 2, key: drip, timeout: 45min, address: {port: 10, switch: valve, state: valve, confirmed: true}}
            """);

    private static final String ITEM = "de4b0d4f-6c40-3a4e-8d8c-000000000000";

    @Test
    void chirpStackIsToldAndForgetsWhatNobodyWaitsForAnyMore() {
        assertEquals(List.of(DEVICE + "event/+"), chirpstack.subscriptions());
        String id = chirpstack.command("relay", 1, 60_000).replaceAll(".*\"id\":\"([0-9a-f-]{36})\".*", "$1");
        assertEquals(
                DEVICE + "command/down {\"id\":\"" + id
                        + "\",\"devEui\":\"0102030405060708\",\"confirmed\":false,\"fPort\":2,"
                        + "\"data\":\"AwER\",\"expiresAt\":\"2026-11-25T12:45:00Z\"}",
                chirpstack.command("relay", 1, 60_000));
        assertTrue(chirpstack
                .command("drip", 0, 0)
                .startsWith(DEVICE + "command/down {\"id\":\"" + id
                        + "\",\"devEui\":\"0102030405060708\",\"confirmed\":true,"
                        + "\"fPort\":10,\"object\":{\"valve\":false},"));
    }

    private static String chirp(String more) {
        return """
                {"time": "2022-07-18T09:38:49.235700766+00:00",
                 "deviceInfo": {"tenantName": "ChirpStack", "deviceName": "valve", "devEui": "0102030405060708"}, %s}""".formatted(more);
    }

    @Test
    void chirpStackSaysHowFarACommandGot() {
        String of = "0102030405060708: ";
        assertEquals(List.of(), chirpstack.hears(DEVICE + "event/txack", chirp("""
                "downlinkId": 3461958127, "queueItemId": "%s", "fCntDown": 2, "gatewayId": "0016c001f153a14c"
                """.formatted(ITEM))));
        assertEquals(
                List.of(of + "SENT sent it by gateway 0016c001f153a14c, command " + ITEM), chirpstack.deliveries());
        chirpstack.hears(
                DEVICE + "event/ack", chirp("\"queueItemId\": \"%s\", \"acknowledged\": true".formatted(ITEM)));
        assertEquals(
                List.of(of + "SENT says that the device acknowledged it, command " + ITEM), chirpstack.deliveries());
        chirpstack.hears(DEVICE + "event/ack", chirp("\"queueItemId\": \"%s\", \"fCntDown\": 3".formatted(ITEM)));
        assertEquals(
                List.of(of + "FAILED says that the device did not acknowledge it in time, command " + ITEM),
                chirpstack.deliveries());
        chirpstack.hears(DEVICE + "event/log", chirp("""
                "level": "ERROR", "code": "EXPIRED", "description": "Device queue-item discarded because it has expired",
                "context": {"queue_item_id": "%s"}""".formatted(ITEM)));
        assertEquals(
                List.of(of
                        + "FAILED failed to send it: it could not be sent in time (Device queue-item discarded because it"
                        + " has expired), command " + ITEM),
                chirpstack.deliveries());
        chirpstack.hears(DEVICE + "event/log", chirp("""
                "level": "ERROR", "code": "DOWNLINK_GATEWAY", "description": "TOO_LATE" """));
        assertEquals(
                List.of(of
                        + "QUEUED could not send it by its gateway (TOO_LATE) and tries again after the next uplink"),
                chirpstack.deliveries());
        assertEquals(List.of("dropped codec_failed of valve"), chirpstack.hears(DEVICE + "event/log", chirp("""
                "level": "ERROR", "code": "UPLINK_CODEC", "description": "JS error" """)));
        assertEquals(List.of(), chirpstack.hears(DEVICE + "event/log", chirp("""
                "level": "ERROR", "code": "UPLINK_MIC", "description": "MIC of join-request is invalid" """)));
        assertEquals(List.of(), chirpstack.deliveries());
        assertEquals(List.of("dropped bad_json"), chirpstack.hears(DEVICE + "event/txack", "{"));
    }

    private static List<String> faults(String device, String more, String output) {
        return Overheard.faults("- key: d\n  address: {" + device + "}\n  outputs: [{no: 1, key: o" + more
                + ", address: {" + output + "}}]");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "decoder: ttn, eui: A840410000000001, application: a@ttn | port: 2, on: \"01\", off: \"00\", state: s |"
                        + " 7: nobody knows the topic on which the device takes commands -> write `device: …`, the end device ID of the"
                        + " console, in the place of `eui`, and `application: my-app@ttn` into the address of the device",
                "decoder: chirpstack, eui: A840410000000001 | port: 2, on: \"01\", off: \"00\", state: s | 7: nobody knows the topic on"
                        + " which the device takes commands -> write `application: …`, the ID of its application in ChirpStack, into"
                        + " the address of the device",
                "decoder: ttn, device: dev1, application: a@ttn | port: 2, on: \"01\", off: \"00\" | 7: the output does not say where"
                        + " its device shows what it does -> write `state: relay`, the value of its uplinks that shows it: that the"
                        + " network took a downlink proves nothing",
                "decoder: ttn, device: dev1, application: a@ttn | on: \"01\", off: \"00\", state: s | 7: the output does not say on"
                        + " which `port` its device takes commands -> write `port: 2` as in the device's manual (FPort)",
                "decoder: ttn, device: dev1, application: a@ttn | port: 2, state: s | 7: the output does not say what its device is"
                        + " told -> write `on: \"0301\", off: \"0300\"` for its bytes, or `switch: field` or `number: field` where the"
                        + " network's formatter encodes downlinks",
                "decoder: ttn, device: dev1, application: a@ttn | port: 2, switch: x, number: x, state: s | 7: the output says in more"
                        + " than one way what its device is told -> write `on: \"0301\", off: \"0300\"` for its bytes, or `switch:"
                        + " field` or `number: field` where the network's formatter encodes downlinks",
                "decoder: ttn, device: dev1, application: a@ttn | port: 2, on: \"3\", off: \"00\", state: s | 7: `on: 3` are no bytes"
                        + " -> write two hexadecimal digits for each byte: `on: \"03 01 01\"`"
            })
    void mistakesAreNamedWithTheirRemedy(String device, String output, String fault) {
        assertEquals(List.of(fault), faults(device, ", timeout: 45min", output));
    }

    @Test
    void secondsAreNotEnoughForADeviceThatListensSeldom() {
        String device = "decoder: ttn, device: dev1, application: a@ttn";
        String output = "port: 2, on: \"01\", off: \"00\", state: s";
        String remedy =
                ", but its device can be reached only after its next uplink -> write `timeout:` beside its `address`, a"
                        + " little more than twice the time between its uplinks: 45min for one that speaks every 20 min";
        assertEquals(List.of("7: output o has no `timeout`" + remedy), faults(device, "", output));
        assertEquals(List.of("7: output o has a `timeout` of 30 s" + remedy), faults(device, ", timeout: 30s", output));
        assertEquals(List.of(), faults(device, ", timeout: 30s", output + ", class: C"));
        assertEquals(
                List.of(
                        "7: output o has `guard: device_timer` but its command tells no time -> a device that speaks `ttn`"
                                + " closes by itself only where it was set up so: name what really guards it"),
                faults(device, ", timeout: 45min, guard: device_timer", output));
    }
}
