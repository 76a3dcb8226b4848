package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.driver.mqtt.decoder.Decoder;
import org.penstock.driver.mqtt.decoder.Decoders;
import org.penstock.driver.mqtt.decoder.Message;
import org.penstock.driver.mqtt.decoder.Payload;
import org.penstock.driver.mqtt.decoder.Report;
import org.penstock.driver.mqtt.decoder.Telling;

/** What a survey says to write for a device it heard is the address under which that device is heard. */
class SurveyAddressTest {
    private static final String TTN = """
            {"end_device_ids": {"device_id": "dev1", "dev_eui": "0004A30B001C0530"}, "received_at": "2020-02-12T15:15:46Z",
             "uplink_message": {"f_cnt": 1, "decoded_payload": {"temperature": 1.0}, "rx_metadata": [
               {"gateway_ids": {"gateway_id": "gtw1", "eui": "9C5C8E00001A05C4"}, "rssi": -35, "snr": 5}]}}""";
    private static final String CHIRPSTACK = """
            {"deduplicationId": "3ac7e3c4", "time": "2022-07-18T09:34:15Z", "deviceInfo": {"devEui": "0101010101010101"},
             "devAddr": "00189440", "object": {"temperature": 1.0}, "rxInfo": [
               {"gatewayId": "0016c001f153a14c", "rssi": -36, "snr": 10.5}]}""";
    private static final String FARMIQ = """
            {"schema_version": "1.0", "event_id": "e1", "tenant_id": "t-1", "device_id": "d-001",
             "event_type": "telemetry.reading", "ts": "2025-12-17T01:00:00Z",
             "payload": {"value": 26.4, "unit": "C", "metric": "temperature"}}""";

    /** What a message says of devices that nobody has set up. */
    private static final class Strangers implements Telling {
        private final List<Report> reports = new ArrayList<>();

        @Override
        public void said(Report report) {
            reports.add(report);
        }

        @Override
        public void silent(String identity, String reason) {}

        @Override
        public void dropped(String identity, String reason, String detail) {}

        @Override
        public void missed(String identity, long messages) {}

        @Override
        public void ask(String topic, byte[] payload) {}
    }

    private static String payload(String named) {
        return switch (named) {
            case "TTN" -> TTN;
            case "TTN-NAME" ->
                TTN.replace(", \"dev_eui\": \"0004A30B001C0530\"", "")
                        .replace("[", "[7,")
                        .replaceAll("eui\": \"9", "x\": \"9");
            case "CHIRPSTACK" -> CHIRPSTACK;
            case "FARMIQ" -> FARMIQ;
            default -> named;
        };
    }

    @ParameterizedTest(name = "{0} on {1}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '§',
            value = {
                "ttn | v3/app1@ttn/devices/dev1/up | TTN |"
                        + " {decoder: ttn, eui: \"0004A30B001C0530\"} {decoder: ttn, gateway: \"9C5C8E00001A05C4\"}",
                "ttn | v3/app1@ttn/devices/dev1/up | TTN-NAME | {decoder: ttn, device: dev1} {decoder: ttn, gateway: gtw1}",
                "chirpstack | application/a/device/0101010101010101/event/up | CHIRPSTACK | {decoder: chirpstack, eui:"
                        + " \"0101010101010101\"} {decoder: chirpstack, gateway: \"0016C001F153A14C\"}",
                "chirpstack | eu868/gateway/0016c001f153a14c/event/stats | {\"gatewayId\": \"0016c001f153a14c\"} |"
                        + " {decoder: chirpstack, gateway: \"0016C001F153A14C\"}",
                "esphome | barn/bay-1/sensor/air/state | 21.5 | {decoder: esphome, node: \"barn/bay-1\"}",
                "esphome | on/sensor/air/state | 21.5 | {decoder: esphome, node: \"on\"}",
                "tasmota | tele/pump-1/SENSOR | {\"AM2301\": {\"Temperature\": 21.5}, \"TempUnit\": \"C\"} |"
                        + " {decoder: tasmota, topic: pump-1}",
                "tasmota | pump-1/tele/SENSOR | {\"AM2301\": {\"Temperature\": 21.5}, \"TempUnit\": \"C\"} |"
                        + " {decoder: tasmota, topic: pump-1, full_topic: \"%topic%/%prefix%/\"}",
                "zigbee2mqtt | zigbee2mqtt/barn/door | {\"contact\": true} | {decoder: zigbee2mqtt, name: \"barn/door\"}",
                "theengs | home/OMG_1/BTtoMQTT/A4C1380B5E1D | {\"tempc\": 21.5} | {decoder: theengs, beacon: A4C1380B5E1D}",
                "theengs | farm/OMG_1/LORAtoMQTT/node-1 | {\"tempc\": 21.5} |"
                        + " {decoder: theengs, from: \"LORAtoMQTT/node-1\", base: farm}",
                "farmiq | iot/telemetry/t-1/f-1/b-1/d-001/temperature | FARMIQ |"
                        + " {decoder: farmiq, tenant: t-1, farm: f-1, barn: b-1, device: d-001}",
                "harvestry | site/s1/equipment/e1/sensor/s | {\"timestamp\": \"2025-10-02T14:30:00Z\", \"stream_id\": \"s\","
                        + " \"message_id\": \"m\", \"value\": 72.5, \"unit\": \"degF\", \"quality_code\": 0} |"
                        + " {decoder: harvestry, equipment: e1}"
            })
    void whatItSaysToWriteIsHeard(String word, String topic, String named, String addresses) throws Exception {
        Decoder decoder = Decoders.of(word).orElseThrow();
        byte[] bytes = payload(named).getBytes(StandardCharsets.UTF_8);
        Strangers strangers = new Strangers();
        decoder.listen(List.of()).hear(new Message(topic, Payload.of(bytes, 65_536), false, 0), strangers);
        Set<String> lines = new TreeSet<>();
        StringBuilder devices = new StringBuilder();
        for (Report report : strangers.reports) {
            String line = decoder.address(report.identity(), topic);
            String value = report.values().keySet().iterator().next();
            if (lines.add(line)) {
                devices.append("- {key: d%d, address: %s, streams: [{no: %d, key: s%d, address: {value: \"%s\"}}]}\n"
                        .formatted(lines.size(), line, lines.size(), lines.size(), value));
            }
        }
        assertEquals(addresses, String.join(" ", lines));
        List<String> heard = Overheard.by(devices.toString()).hears(topic, bytes, false);
        for (int i = 1; i <= lines.size(); i++) {
            String stream = "s" + i + " ";
            assertTrue(heard.stream().anyMatch(l -> l.startsWith(stream)), heard + " of\n" + devices);
        }
    }

    @Test
    void whoHasAnAddressIsWrittenInItsOneForm() {
        assertEquals(
                "{decoder: homie, device: bay-1}",
                Decoders.of("homie").orElseThrow().address("homie/5/bay-1", "homie/5/bay-1/$state"));
        assertEquals(
                "{decoder: homie, version: \"4\", root: \"my/home\", device: bay-1}",
                Decoders.of("homie").orElseThrow().address("my/home/bay-1", ""));
        assertEquals(
                "{decoder: sparkplug, group: Plant, node: \"7\", device: Tank}",
                Decoders.of("sparkplug").orElseThrow().address("Plant/7/Tank", ""));
        assertEquals(
                "{decoder: farmiq-edge, tenant: t, house: h, device: \"a \\\"b\\\"\"}",
                Decoders.of("farmiq-edge").orElseThrow().address("t/h/a \"b\"", ""));
        for (String word : Decoders.words()) {
            assertFalse(
                    Decoders.of(word)
                                    .orElseThrow()
                                    .address("a/b/c", "iot/telemetry/a/f/g/c/x")
                                    .isEmpty()
                            && !word.equals("theengs"),
                    word);
        }
    }
}
