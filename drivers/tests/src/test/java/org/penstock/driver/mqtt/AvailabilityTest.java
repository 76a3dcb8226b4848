package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What plain devices, or their last will, say of being there. */
class AvailabilityTest {
    private static final List<String> GONE = List.of("air NaN NO_COMMUNICATION", "hum NaN NO_COMMUNICATION");

    private static Overheard with(String availability) {
        return Overheard.by("""
                - key: node
                  address: {topic: farm/node-1, availability: %s}
                  streams:
                    - {no: 1, key: air, metric: temperature, address: {value: /t}}
                    - {no: 2, key: hum, metric: humidity, address: {topic: farm/node-1/hum}}
                - key: other
                  streams: [{no: 3, key: yard, metric: temperature, address: {topic: farm/yard}}]
                """.formatted(availability));
    }

    @Test
    void aLastWillTakesEveryStreamOfItsDeviceAtOnceAndNoOther() {
        Overheard overheard = with("{topic: farm/node-1/status}");
        assertEquals(
                List.of("farm/node-1", "farm/node-1/hum", "farm/yard", "farm/node-1/status"),
                overheard.subscriptions());
        overheard.hears("farm/node-1", "{\"t\": 21.5}");
        overheard.hears("farm/yard", "3");
        for (String word : List.of("offline", " Offline\n", "unavailable", "disconnected", "lost", "0", "false")) {
            assertEquals(GONE, overheard.hears("farm/node-1/status", word), word);
        }
        assertEquals(List.of(), overheard.hears("farm/node-1/status", "online"));
        assertEquals(List.of("air 21.6 GOOD"), overheard.hears("farm/node-1", "{\"t\": 21.6}"));
    }

    @Test
    void aDeviceThatDiedWhileNobodyListenedIsGoneOnTheNextConnection() {
        Overheard overheard = with("{topic: farm/node-1/status}");
        assertEquals(List.of("air 21.5 GOOD"), overheard.hearsRetained("farm/node-1", "{\"t\": 21.5}"));
        assertEquals(GONE, overheard.hearsRetained("farm/node-1/status", "offline"));
        overheard.hears("farm/node-1", "{\"t\": 21.6}");
        assertEquals(
                GONE,
                overheard.hearsRetained("farm/node-1/status", "offline"),
                "also after a live value, for the will is newer than our subscription");
        assertEquals(List.of(), overheard.hearsRetained("farm/node-1/status", "online"));
    }

    @Test
    void theWordMayStandInJsonAndBeTheMakersOwn() {
        Overheard overheard = with("{topic: farm/+/status, value: /link/state, offline: [DOWN, sleeping]}");
        assertEquals(GONE, overheard.hears("farm/node-1/status", "{\"link\": {\"state\": \"down\"}}"));
        assertEquals(GONE, overheard.hears("farm/node-1/status", "{\"link\": {\"state\": \"Sleeping\"}}"));
        assertEquals(List.of(), overheard.hears("farm/node-1/status", "{\"link\": {\"state\": \"offline\"}}"));
        assertEquals(List.of(), overheard.hears("farm/node-1/status", "{\"up\": true}"));
        assertEquals(List.of("dropped bad_json of node"), overheard.hears("farm/node-1/status", "down"));
        Overheard bool = with("{topic: farm/node-1/status, value: /alive}");
        assertEquals(GONE, bool.hears("farm/node-1/status", "{\"alive\": false, \"ip\": \"192.168.1.72\"}"));
    }

    @Test
    void aDeviceMaySayItOnTheTopicOfItsValues() {
        Overheard overheard = with("{topic: farm/node-1, value: /status}");
        assertEquals(
                GONE,
                overheard.hears("farm/node-1", "{\"t\": 21.5, \"status\": \"offline\"}"),
                "what a device that is gone says besides is old");
        assertEquals(List.of("air 21.5 GOOD"), overheard.hears("farm/node-1", "{\"t\": 21.5, \"status\": \"online\"}"));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        String device = "- key: node\n  address: {topic: t, availability: %s}\n";
        assertEquals(
                List.of("6: `topic: a/#/b` has # before the end -> write a topic such as node-1/status"),
                Overheard.faults(device.formatted("{topic: a/#/b}")));
        assertEquals(
                List.of("6: `topic` is missing -> add `topic: …`"), Overheard.faults(device.formatted("{offline: x}")));
        assertEquals(
                List.of("6: unknown word `online` -> did you mean `offline`?"),
                Overheard.faults(device.formatted("{topic: a, online: x}")));
        assertEquals(
                List.of("6: `value: state` is no JSON pointer -> begin with a slash: `value: /state`"),
                Overheard.faults(device.formatted("{topic: a, value: state}")));
    }
}
