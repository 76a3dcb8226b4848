package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.driver.mqtt.decoder.Decoder;
import org.penstock.driver.mqtt.decoder.Decoders;
import org.penstock.driver.mqtt.decoder.Message;
import org.penstock.driver.mqtt.decoder.Payload;
import org.penstock.driver.mqtt.decoder.Report;
import org.penstock.driver.mqtt.decoder.Telling;

/** Devices that nobody has set up are found by what a convention subscribes to for everybody. */
class StrangersTest {
    private static List<String> heard(String word, String topic, String payload) throws Exception {
        Decoder decoder = Decoders.of(word).orElseThrow();
        assertTrue(
                decoder.everybody().stream().anyMatch(f -> new TopicFilter(f).matches(topic)),
                topic + " is not subscribed to");
        Heard heard = new Heard();
        decoder.listen(List.of())
                .hear(new Message(topic, Payload.of(payload.getBytes(StandardCharsets.UTF_8), 10_000), true, 0), heard);
        return heard.lines;
    }

    private static final class Heard implements Telling {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void said(Report report) {
            lines.add(report.identity() + " " + report.values().keySet());
        }

        @Override
        public void silent(String identity, String reason) {
            lines.add(identity + " is silent");
        }

        @Override
        public void dropped(String identity, String reason, String detail) {
            lines.add(identity + " " + reason);
        }

        @Override
        public void missed(String identity, long messages) {
            lines.add(identity + " missed " + messages);
        }

        @Override
        public void ask(String topic, byte[] payload) {
            lines.add("ask " + topic);
        }
    }

    @Test
    void tasmotaInEitherOrderOfItsTopic() throws Exception {
        String sensor = "{\"Time\":\"2019-01-01T00:00:00\",\"AM2301\":{\"Temperature\":24.6}}";
        assertEquals(
                List.of("%prefix%/bay-1 [Time, AM2301/Temperature]"), heard("tasmota", "tele/bay-1/SENSOR", sensor));
        assertEquals(
                List.of("bay-1/%prefix% [Time, AM2301/Temperature]"), heard("tasmota", "bay-1/tele/SENSOR", sensor));
        assertEquals(List.of("%prefix%/bay-1 is silent"), heard("tasmota", "tele/bay-1/LWT", "Offline"));
        assertEquals(List.of(), heard("tasmota", "tele/bay-1/LWT", "Online"), "a stranger is asked nothing");
    }

    @Test
    void zigbee2MqttWithoutWhatItsBridgeSaysOfItself() throws Exception {
        assertEquals(
                List.of("zigbee2mqtt/barn/air [temperature]"),
                heard("zigbee2mqtt", "zigbee2mqtt/barn/air", "{\"temperature\":27.34}"));
        assertEquals(
                List.of("zigbee2mqtt/barn/air is silent"),
                heard("zigbee2mqtt", "zigbee2mqtt/barn/air/availability", "{\"state\":\"offline\"}"));
        assertEquals(List.of(), heard("zigbee2mqtt", "zigbee2mqtt/bridge/devices", "[{\"type\":\"Router\"}]"));
        assertEquals(List.of(), heard("zigbee2mqtt", "zigbee2mqtt/barn/air/set", "{\"state\":\"ON\"}"));
    }

    @Test
    void whatAnyGatewayHears() throws Exception {
        assertEquals(
                List.of("home/+/BTtoMQTT/A4C1380B5E1D [tempc]"),
                heard("theengs", "home/OMG_north/BTtoMQTT/A4C1380B5E1D", "{\"tempc\":20.5}"));
        assertEquals(
                List.of("home/+/RTL_433toMQTT/Acurite-Tower/A/5812 [temperature_C]"),
                heard("theengs", "home/OMG_north/RTL_433toMQTT/Acurite-Tower/A/5812", "{\"temperature_C\":21.3}"));
    }
}
