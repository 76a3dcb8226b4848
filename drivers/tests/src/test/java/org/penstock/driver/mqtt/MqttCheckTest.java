package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.Driver;
import org.penstock.driver.testing.Specs;

/** What a person is told about a faulty MQTT link. */
class MqttCheckTest {
    @Test
    void isFoundByItsWord() {
        assertTrue(ServiceLoader.load(Driver.class).stream()
                .anyMatch(p -> p.get().protocol().equals("mqtt")));
    }

    @Test
    void aRightOneHasNoFaults() {
        assertEquals(List.of(), Specs.check(new MqttDriver(), """
                key: broker
                driver: mqtt
                connection: {host: broker.local, version: 3.1.1, user: penstock, password: "${secret:broker}", tls: {ca: /etc/penstock/ca.pem}, watch: ["farm/#"]}
                devices:
                  - key: node
                    address: {topic: farm/node, time: /ts, time_format: ms, message_id: /id, match: {/device: node}}
                    streams:
                      - {key: a, address: {value: /temp}}
                      - {key: b, address: {topic: farm/+/door, values: {open: 1, closed: 0}}}
                    outputs:
                      - {key: v, guard: device_timer, address: {topic: v/set, on: "ON {seconds}", off: "OFF", state: {topic: v/state}}}
                """));
    }

    @Test
    void everyFaultIsReportedAtItsOwnLineWithARemedy() {
        String all = String.join("\n", Specs.check(new MqttDriver(), """
                key: broker
                driver: mqtt
                connection:
                  host: tcp://broker.local:1883
                  version: 4
                  password: hunter2
                  keep_alive: 2h
                  tls:
                    ca: ca.pem
                  watch: ["farm/#/x"]
                  kepalive: 5s
                devices:
                  - key: node
                    address: {unit_id: 1}
                    streams:
                      - key: a
                        address: {}
                      - key: b
                        address: {topic: "farm/te+mp"}
                      - key: c
                        address: {topic: t, value: payload.temp}
                      - key: d
                        address: {topic: t, time_format: unix}
                      - key: e
                        address: {topic: t, values: {open: yes}}
                      - key: f
                        address: {topic: t, match: {device: x}}
                    outputs:
                      - no: 1
                        key: v1
                        address: {topic: "v/+"}
                      - no: 2
                        key: v2
                        guard: device_timer
                        address: {topic: v/set}
                      - no: 3
                        key: v3
                        address: {topic: v/set}
                      - no: 4
                        key: v4
                        address: {topic: v/x, payload: on}
                """));
        for (String expected : List.of(
                "4: `host` holds more than a host name",
                "5: `version: 4` is not one of 5, 3.1.1",
                "6: `password` holds a secret in plain text",
                "7: `keep_alive` is outside 1 s to 3600 s",
                "9: `ca: ca.pem` is not a full path",
                "10: `farm/#/x` has # before the end",
                "11: unknown word `kepalive` -> did you mean `keep_alive`?",
                "14: unknown word `unit_id`",
                "17: stream a has no `topic`",
                "19: `topic: farm/te+mp` has + or # inside a level",
                "21: `value: payload.temp` is no JSON pointer -> begin with a slash: `value: /payload/temp`",
                "23: `time_format: unix` is not one of iso, s, ms, us",
                "25: `open: yes` is not a number",
                "27: `match` has `device`, which is no JSON pointer",
                "31: `topic: v/+` has a wildcard; a command goes to one topic",
                "35: output v2 has `guard: device_timer` but its message tells no time",
                "38: outputs v2 and v3 send the same message to v/set",
                "41: `payload` never says the value")) {
            assertTrue(all.contains(expected), "missing: " + expected + "\nin:\n" + all);
        }
    }
}
