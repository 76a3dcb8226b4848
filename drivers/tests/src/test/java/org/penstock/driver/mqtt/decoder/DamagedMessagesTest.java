package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.driver.mqtt.Overheard;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Every place of a good message once holds something that does not belong there: nothing may break a decoder. */
class DamagedMessagesTest {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> WRONG = List.of(
            "null",
            "true",
            "-1",
            "1e300",
            "4294967296",
            "\"\"",
            "\"x\"",
            "\"1e999999999\"",
            "[]",
            "{}",
            "[[1], {}]",
            "{\"time\": \"x\"}",
            "[{\"time\": 1}, {\"time\": 1795606200}]");

    private static final String TTN = """
            {"end_device_ids": {"device_id": "sensor-1", "dev_eui": "A840410000000001"}, "simulated": false,
             "received_at": "2026-11-25T11:59:00Z",
             "uplink_message": {"session_key_id": "k", "f_cnt": 1, "f_port": 2, "frm_payload": "y/Y=",
              "decoded_payload": {"TempC_SHT": 2.22, "BatV": 3.1, "battery": 87, "door": "open", "time": 1795606200,
                "DATALOG": "[1,2026-11-25 09:40:00],", "history": [{"timestamp": 1795600800, "temp": 4}]},
              "normalized_payload": [{"time": "2026-11-25T11:20:00Z", "air": {"temperature": 4, "pressure": 1013}}],
              "rx_metadata": [{"gateway_ids": {"gateway_id": "gw-1"}, "rssi": -80, "snr": 8}],
              "settings": {"time": "2026-11-25T11:59:00Z"}, "received_at": "2026-11-25T11:59:00Z"}}""";
    private static final String CHIRPSTACK = """
            {"deduplicationId": "d", "time": "2026-11-25T11:59:00Z", "deviceInfo": {"devEui": "a840410000000001"},
             "devAddr": "00189440", "fCnt": 1, "fPort": 2, "data": "y/Y=", "object": {"temp": 4}, "margin": 3,
             "rxInfo": [{"gatewayId": "g", "rssi": -48, "snr": 9}], "batteryLevel": 75}""";
    private static final String STATS = """
            {"gatewayId": "0016c001f153a14c", "time": "2022-08-03T14:37:59Z", "rxPacketsReceived": 1, "state": "ONLINE",
             "metadata": {"temp": "41"}, "txPacketsPerStatus": {"OK": 1}, "rxPacketsPerModulation": [{"count": 1}]}""";
    private static final String DOWN = """
            {"end_device_ids": {"device_id": "sensor-1"}, "downlink_failed": {"downlink": {"f_port": 15,
              "correlation_ids": ["penstock:sensor-1:17"]}, "error": {"name": "too_long", "message_format": "{a} too long",
              "attributes": {"a": "it is"}}}, "downlink_ack": {"correlation_ids": ["penstock:sensor-1:17"]}}""";
    private static final String ACK = """
            {"deviceInfo": {"devEui": "a840410000000001"}, "queueItemId": "q", "acknowledged": true, "gatewayId": "g",
             "level": "ERROR", "code": "EXPIRED", "description": "too late", "context": {"queue_item_id": "q"}}""";
    private static final String FARMIQ = """
            {"schema_version": "1.0", "event_id": "e", "tenant_id": "t", "device_id": "d", "event_type": "%s",
             "ts": "2025-12-17T01:00:00Z", "produced_at": "2025-12-17T01:00:00Z",
             "payload": {"value": 26.4, "unit": "C", "metric": "temp", "weight_kg": 7, "status": "online"}}""";
    private static final String EDGE = """
            {"schema": "x@1", "tenant": "t", "house": "h", "device": "d", "ts": "2025-08-14T10:30:01Z", "value": 8,
             "unit": "kg", "stable": true, "online": true, "weight_kg": 7, "t_weight": "2025-08-14T10:30:01Z"}""";
    private static final String HARVESTRY = """
            {"timestamp": "2025-10-02T14:30:00Z", "stream_id": "s", "message_id": "m", "value": 7, "unit": "degF",
             "quality_code": 0, "status": "online", "metadata": {"battery_level": 88}, "readings": [
              {"stream_id": "s", "value": 72.5, "unit": "degF", "quality_code": 0, "message_id": "m"}]}""";

    @DisplayName("a damaged message breaks no decoder")
    @ParameterizedTest(name = "{0} on {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "ttn | eui: A840410000000001, battery: CR2032, datalog: [temp] | v3/a@ttn/devices/sensor-1/up",
                "ttn | eui: A840410000000001 | v3/a@ttn/devices/sensor-1/join",
                "chirpstack | eui: A840410000000001 | application/a/device/a840410000000001/event/up",
                "chirpstack | eui: A840410000000001 | application/a/device/a840410000000001/event/status",
                "ttn | gateway: gw-1 | v3/a@ttn/devices/sensor-1/up",
                "ttn | device: sensor-1 | v3/a@ttn/devices/sensor-1/down/failed",
                "ttn | device: sensor-1 | v3/a@ttn/devices/sensor-1/down/ack",
                "chirpstack | gateway: 0016c001f153a14c | eu868/gateway/0016c001f153a14c/event/stats",
                "chirpstack | gateway: 0016c001f153a14c | eu868/gateway/0016c001f153a14c/state/conn",
                "chirpstack | eui: A840410000000001 | application/a/device/a840410000000001/event/ack",
                "chirpstack | eui: A840410000000001 | application/a/device/a840410000000001/event/txack",
                "chirpstack | eui: A840410000000001 | application/a/device/a840410000000001/event/log",
                "farmiq | tenant: t, farm: f, barn: b, device: d | iot/telemetry/t/f/b/d/temp",
                "farmiq | tenant: t, farm: f, barn: b, device: d | iot/status/t/f/b/d",
                "farmiq | tenant: t, farm: f, barn: b, device: d | iot/event/t/f/b/d/feed.dispensed",
                "farmiq | tenant: t, farm: f, barn: b, station: s"
                        + " | iot/weighvision/t/f/b/s/session/7/weighvision.weight.recorded",
                "farmiq-edge | tenant: t, house: h, device: d | edge/tele/t/h/lab/s/scale/d/temp",
                "farmiq-edge | tenant: t, house: h, device: d | edge/stat/t/h/scale/d",
                "farmiq-edge | tenant: t, house: h, device: d | edge/evt/t/h/lab/d/weigh/finalized",
                "harvestry | equipment: e | site/s/equipment/e/telemetry",
                "harvestry | equipment: e | site/s/equipment/e/sensor/s",
                "harvestry | equipment: e | site/s/equipment/e/status",
                "harvestry | equipment: e | site/s/equipment/e/error"
            })
    void nothingBreaksADecoder(String decoder, String address, String topic) {
        Overheard overheard = Overheard.by("""
                - key: dev
                  address: {decoder: %s, %s}
                  streams:
                    - {no: 1, key: a, metric: temperature, address: {value: temperature}}
                    - {no: 2, key: b, metric: level, address: {value: battery}}
                    - {no: 3, key: c, metric: temperature, address: {value: temp}}
                    - {no: 4, key: d, metric: pressure, address: {value: air/pressure}}
                """.formatted(decoder, address));
        String type = topic.startsWith("iot/telemetry") ? "telemetry.reading" : topic.replaceAll(".*/", "");
        JsonNode good = JSON.readTree(
                switch (decoder) {
                    case "ttn" -> topic.contains("/down/") ? DOWN : TTN;
                    case "chirpstack" ->
                        topic.contains("/gateway/") ? STATS : topic.matches(".*/(?:ack|txack|log)") ? ACK : CHIRPSTACK;
                    case "farmiq" -> FARMIQ.formatted(type);
                    case "farmiq-edge" -> EDGE;
                    default -> HARVESTRY;
                });
        assertTrue(
                overheard.hears(topic, good.toString()).stream().noneMatch(l -> l.contains("bad_")), "good as it is");
        List<String> broken = new ArrayList<>();
        int[] tried = {0};
        damaged(good, good, damagedOne -> {
            tried[0]++;
            if (overheard.hears(topic, damagedOne).stream().anyMatch(l -> l.contains("decoder_failed"))) {
                broken.add(damagedOne);
            }
        });
        assertEquals(List.of(), broken);
        assertTrue(tried[0] > 100, tried[0] + " tried");
    }

    /** Puts everything wrong into every place below {@code at}, one at a time. */
    private static void damaged(JsonNode root, JsonNode at, java.util.function.Consumer<String> to) {
        if (at instanceof ObjectNode object) {
            for (String name : List.copyOf(object.propertyNames())) {
                JsonNode before = object.get(name);
                for (String wrong : WRONG) {
                    object.set(name, JSON.readTree(wrong));
                    to.accept(root.toString());
                }
                object.remove(name);
                to.accept(root.toString());
                object.set(name, before);
                damaged(root, before, to);
            }
        } else if (at instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                JsonNode before = array.get(i);
                for (String wrong : WRONG) {
                    array.set(i, JSON.readTree(wrong));
                    to.accept(root.toString());
                }
                array.set(i, before);
                damaged(root, before, to);
            }
        }
    }
}
