package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.driver.mqtt.Overheard;

class EspHomeTest {
    private final Overheard overheard = Overheard.by("""
            - key: bay
              address: {decoder: esphome, node: bay-1}
              streams:
                - {no: 1, key: air, metric: temperature, address: {value: air_temperature}}
                - {no: 2, key: hum, metric: humidity, address: {value: sensor/air_humidity}}
                - {no: 3, key: door, metric: state, address: {value: binary_sensor/door}}
              outputs:
                - {no: 1, key: pump, address: {switch: pump}}
                - {no: 2, key: heat, address: {number: set_point}}
            """);

    @Test
    void eachComponentSaysItsStateOnATopicOfItsOwn() {
        assertEquals(List.of("bay-1/#"), overheard.subscriptions());
        assertEquals(List.of("air 21.4 GOOD"), overheard.hears("bay-1/sensor/air_temperature/state", "21.4"));
        assertEquals(List.of("hum 61.5 GOOD"), overheard.hears("bay-1/sensor/air_humidity/state", "61.5"));
        assertEquals(List.of("door 1.0 GOOD"), overheard.hears("bay-1/binary_sensor/door/state", "ON"));
        assertEquals(List.of("air NaN NO_COMMUNICATION"), overheard.hears("bay-1/sensor/air_temperature/state", "nan"));
    }

    @Test
    void logsDiscoveryAndOurOwnCommandsAreNoValues() {
        assertEquals(List.of(), overheard.hears("bay-1/debug", "\u001b[0;36m[D][sensor:093] 'air' 21.4\u001b[0m"));
        assertEquals(List.of(), overheard.hears("bay-1/switch/pump/command", "ON"));
        assertEquals(List.of(), overheard.states());
    }

    @Test
    void theLastWillTakesEveryStreamOfTheNodeAtOnce() {
        overheard.hears("bay-1/sensor/air_temperature/state", "21.4");
        assertEquals(List.of(), overheard.hears("bay-1/status", "online"));
        assertEquals(
                List.of("air NaN NO_COMMUNICATION", "hum NaN NO_COMMUNICATION", "door NaN NO_COMMUNICATION"),
                overheard.hears("bay-1/status", "offline"));
        assertEquals(
                List.of("air NaN NO_COMMUNICATION", "hum NaN NO_COMMUNICATION", "door NaN NO_COMMUNICATION"),
                overheard.hearsRetained("bay-1/status", "offline"),
                "also when it died while nobody listened");
    }

    @Test
    void anOldValueThatTheBrokerReplaysNeverTakesTheTimeOfANewOne() {
        assertEquals(List.of("air 20.0 GOOD"), overheard.hearsRetained("bay-1/sensor/air_temperature/state", "20"));
        overheard.hears("bay-1/sensor/air_temperature/state", "21.4");
        assertEquals(List.of("dropped retained"), overheard.hearsRetained("bay-1/sensor/air_temperature/state", "20"));
    }

    @Test
    void aSwitchAndANumberAreCommandedAndBelievedByTheirState() {
        assertEquals("bay-1/switch/pump/command ON", overheard.command("pump", 1, 60_000));
        assertEquals("bay-1/switch/pump/command OFF", overheard.command("pump", 0, 0));
        assertEquals("bay-1/number/set_point/command 18.5", overheard.command("heat", 18.5, 0));
        overheard.hears("bay-1/switch/pump/state", "ON");
        assertEquals(List.of("pump 1.0"), overheard.states());
        overheard.hears("bay-1/number/set_point/state", "18.5");
        assertEquals(List.of("heat 18.5"), overheard.states());
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of(
                        "6: `node: bay/+` is a topic filter -> write the topic_prefix of one node; it is the node's name if"
                                + " none was set"),
                Overheard.faults("- key: bay\n  address: {decoder: esphome, node: bay/+}"));
        assertEquals(
                List.of("6: `decoder: esphom` is not one of " + String.join(", ", Decoders.words())
                        + " -> did you mean `decoder: esphome`?"),
                Overheard.faults("- key: bay\n  address: {decoder: esphom, node: bay}"));
        assertEquals(
                List.of("7: output pump has `guard: device_timer` but its command tells no time -> a device that speaks"
                        + " `esphome` closes by itself only where it was set up so: name what really guards it"),
                Overheard.faults("""
                        - key: bay
                          address: {decoder: esphome, node: bay-1}
                          outputs: [{no: 1, key: pump, guard: device_timer, address: {switch: pump}}]
                        """));
    }
}
