package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What a person is told who asks how a device of a broker gets on. */
class HealthTest {
    private static final String TWO_NODES = """
            - key: node-1
              address: {topic: farm/1, availability: {topic: farm/1/status}}
              streams:
                - {no: 1, key: temp, address: {value: /t}}
                - {no: 2, key: hum, address: {value: /h}}
              outputs:
                - {no: 1, key: fan, address: {topic: farm/1/fan/set, state: {topic: farm/1/fan}}}
            - key: node-2
              streams:
                - {no: 3, key: door, address: {topic: farm/2/door, values: {open: 1, closed: 0}}}
            """;

    private final Overheard broker = Overheard.by(TWO_NODES);

    @Test
    void aMessageCountsOnceForItsDeviceHoweverManyValuesItHolds() {
        assertEquals(List.of("node-1: 0 good, 0 bad", "node-2: 0 good, 0 bad"), broker.health());
        broker.hears("farm/1", "{\"t\": 21.5, \"h\": 60}");
        broker.hears("farm/1/fan", "ON");
        broker.hears("farm/2/door", "open");
        broker.hears("farm/3", "nobody's");
        assertEquals(List.of("node-1: 2 good, 0 bad", "node-2: 1 good, 0 bad"), broker.health());
    }

    @Test
    void whatWasDroppedIsSaidOfItsDeviceOnly() {
        broker.hears("farm/1", new byte[] {(byte) 0xC3, (byte) 0x28}, false);
        broker.hears("farm/2/door", "ajar");
        assertEquals(
                List.of(
                        "node-1: 0 good, 1 bad: dropped (bad_utf8): the payload is no UTF-8 text, topic farm/1",
                        "node-2: 0 good, 1 bad: dropped (not_a_number): the payload is no number"),
                broker.health());
        broker.hears("farm/1", "{\"t\": 21.5, \"h\": {}}");
        assertEquals(
                "node-1: 1 good, 2 bad: dropped (not_a_number): an object or list at /h",
                broker.health().getFirst(),
                "one value is good beside a bad one");
    }

    @Test
    void aLastWillIsNoAnswer() {
        broker.hears("farm/1/status", "online");
        broker.hears("farm/1/status", "offline");
        assertEquals(
                List.of("node-1: 0 good, 1 bad: its last will says it is gone", "node-2: 0 good, 0 bad"),
                broker.health());
    }

    @Test
    void aRetainedValueSaysNothingOfTheDeviceNowButItsRetainedWillDoes() {
        broker.hearsRetained("farm/1", "{\"t\": 21.5, \"h\": 60}");
        assertEquals("node-1: 0 good, 0 bad", broker.health().getFirst());
        broker.hearsRetained("farm/1/status", "offline");
        assertEquals(
                "node-1: 0 good, 1 bad: its last will says it is gone",
                broker.health().getFirst());
    }

    @Test
    void aNodeOfAConventionIsSilentInTheWordsOfTheConvention() {
        Overheard esphome = Overheard.by("""
                - key: node
                  address: {decoder: esphome, node: kitchen}
                  streams:
                    - {no: 1, key: temp, metric: temperature, address: {value: temp}}
                """);
        esphome.hears("kitchen/status", "offline");
        assertEquals(List.of("node: 0 good, 1 bad: the node's last will says offline"), esphome.health());
    }
}
