package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.driver.mqtt.Overheard;

/** Messages in the form of the examples in the Homie convention 5.0 ("super-car") and 4.0. */
class HomieTest {
    private static final String CAR = "homie/5/super-car/";
    private static final String DESCRIPTION = """
            {"homie": "5.0", "name": "Supercar", "version": 7, "nodes": {
              "engine": {"name": "Car engine", "properties": {
                "temperature": {"name": "Engine temperature", "unit": "°F", "datatype": "float", "format": "-20:120"},
                "speed": {"datatype": "integer", "unit": "rpm"},
                "mode": {"datatype": "enum", "format": "eco,sport", "settable": true}}},
              "lights": {"properties": {
                "power": {"datatype": "boolean", "format": "off,on", "settable": true},
                "intensity": {"datatype": "integer", "format": "0:100", "unit": "%", "settable": true},
                "color": {"datatype": "color", "format": "rgb,hsv", "settable": true},
                "info": {"datatype": "json"}}}}}""";

    private final Overheard overheard = Overheard.by("""
            - key: car
              address: {decoder: homie, device: super-car}
              streams:
                - {no: 1, key: temp, metric: temperature, address: {value: engine/temperature}}
                - {no: 2, key: rpm, address: {value: engine/speed}}
                - {no: 3, key: light, metric: state, address: {value: lights/power}}
                - {no: 4, key: red, address: {value: lights/color/r}}
                - {no: 5, key: wanted, metric: level, address: {value: lights/intensity/$target}}
                - {no: 6, key: lamps, address: {value: lights/info/lamps/0}}
              outputs:
                - {no: 1, key: power, address: {property: lights/power}}
                - {no: 2, key: bright, address: {property: lights/intensity, type: integer}}
                - {no: 3, key: mode, address: {property: engine/mode, type: enum, values: {eco: 0, sport: 2}}}
                - {no: 4, key: heat, address: {property: engine/temperature, type: float}}
            """);

    private List<String> said(String topic, String payload) {
        return overheard.hears(CAR + topic, payload);
    }

    private List<String> replayed(String topic, String payload) {
        return overheard.hearsRetained(CAR + topic, payload);
    }

    @Test
    void aPropertyIsReadAsItsDescriptionSays() {
        assertEquals(List.of("homie/5/super-car/#"), overheard.subscriptions());
        assertEquals(List.of(), replayed("$description", DESCRIPTION));
        assertEquals(List.of("temp 25.0 GOOD"), said("engine/temperature", "77"));
        assertEquals(
                List.of("rpm 900.0 GOOD"), said("engine/speed", "900"), "a count stays a count, whatever its unit");
        assertEquals(List.of("light 1.0 GOOD"), said("lights/power", "true"));
        assertEquals(List.of("red 255.0 GOOD"), said("lights/color", "rgb,255,128,0"));
        assertEquals(List.of("wanted 80.0 GOOD"), said("lights/intensity/$target", "80"));
        assertEquals(List.of("lamps 4.0 GOOD"), said("lights/info", "{\"lamps\": [4, 5]}"));
    }

    @Test
    void aReplayedValueWaitsForItsDescriptionAndIsThenTakenInItsUnit() {
        assertEquals(List.of(), replayed("engine/temperature", "77"));
        assertEquals(List.of(), replayed("$state", "ready"));
        assertEquals(List.of("temp 25.0 GOOD"), replayed("$description", DESCRIPTION));
        assertEquals(List.of("temp 30.0 GOOD"), said("engine/temperature", "86"));
        assertEquals(
                List.of("dropped retained"), replayed("engine/temperature", "77"), "it never replaces a newer one");
    }

    @Test
    void aUnitNobodyKnowsIsNotTakenForAnother() {
        replayed("$description", DESCRIPTION.replace("°F", "°Ré"));
        assertEquals(List.of("temp 77.0 CONFIGURATION"), said("engine/temperature", "77"));
    }

    @Test
    void aDeviceThatIsLostOrSaysGoodbyeHasNoValuesButOneThatSleepsHas() {
        List<String> none = List.of(
                "temp NaN NO_COMMUNICATION",
                "rpm NaN NO_COMMUNICATION",
                "light NaN NO_COMMUNICATION",
                "red NaN NO_COMMUNICATION",
                "wanted NaN NO_COMMUNICATION",
                "lamps NaN NO_COMMUNICATION");
        replayed("$description", DESCRIPTION);
        said("engine/speed", "900");
        for (String stays : List.of("init", "ready", "sleeping")) {
            assertEquals(List.of(), said("$state", stays));
        }
        assertEquals(none, said("$state", "disconnected"));
        assertEquals(none, said("$state", "lost"), "its last will");
        assertEquals(List.of(), replayed("engine/temperature", "77"), "what it said before it went");
        assertEquals(none, said("$state", ""), "it was removed");
        said("$state", "ready");
        assertEquals(List.of("rpm 800.0 GOOD"), said("engine/speed", "800"));
    }

    @Test
    void aDeviceBehindAnotherIsLostWithIt() {
        Overheard relays = Overheard.by("""
                - key: relay
                  address: {decoder: homie, device: dualrelay, root: farm, root_device: bridge}
                  streams: [{no: 1, key: on, metric: state, address: {value: one/power}}]
                """);
        assertEquals(List.of("farm/5/dualrelay/#", "farm/5/bridge/$state"), relays.subscriptions());
        assertEquals(List.of("on 1.0 GOOD"), relays.hears("farm/5/dualrelay/one/power", "true"));
        assertEquals(List.of(), relays.hears("farm/5/bridge/$state", "disconnected"), "only lost counts for others");
        assertEquals(List.of("on NaN NO_COMMUNICATION"), relays.hears("farm/5/bridge/$state", "lost"));
        assertEquals(List.of(), relays.hearsRetained("farm/5/dualrelay/one/power", "true"));
        assertEquals(List.of(), relays.hears("farm/5/bridge/$state", "ready"));
        assertEquals(List.of("on 0.0 GOOD"), relays.hears("farm/5/dualrelay/one/power", "false"));
    }

    @Test
    void version4DescribesEachPropertyOnTopicsOfItsOwn() {
        Overheard four = Overheard.by("""
                - key: car
                  address: {decoder: homie, version: 4, device: super-car}
                  streams:
                    - {no: 1, key: temp, metric: temperature, address: {value: engine/temperature}}
                    - {no: 2, key: light, address: {value: lights/power}}
                  outputs: [{no: 1, key: power, address: {property: lights/power}}]
                """);
        four.hearsRetained("homie/super-car/$homie", "4.0.0");
        four.hearsRetained("homie/super-car/$state", "ready");
        four.hearsRetained("homie/super-car/engine/$name", "Car engine");
        four.hearsRetained("homie/super-car/engine/temperature/$datatype", "float");
        four.hearsRetained("homie/super-car/engine/temperature/$unit", "°F");
        four.hearsRetained("homie/super-car/lights/power/$datatype", "boolean");
        assertEquals(List.of("temp 25.0 GOOD"), four.hearsRetained("homie/super-car/engine/temperature", "77"));
        assertEquals(List.of("light 1.0 GOOD"), four.hears("homie/super-car/lights/power", "true"));
        assertEquals("homie/super-car/lights/power/set true", four.command("power", 1, 0));
        assertEquals(
                List.of("temp NaN NO_COMMUNICATION", "light NaN NO_COMMUNICATION"),
                four.hears("homie/super-car/$state", "lost"));
    }

    @Test
    void outputsAreSetInTheirTypeAndBelievedByTheProperty() {
        assertEquals(CAR + "lights/power/set true", overheard.command("power", 1, 60_000));
        assertEquals(CAR + "lights/power/set false", overheard.command("power", 0, 0));
        assertEquals(CAR + "lights/intensity/set 80", overheard.command("bright", 80, 0));
        assertEquals(CAR + "engine/mode/set sport", overheard.command("mode", 2, 0));
        assertEquals(CAR + "engine/temperature/set 18.5", overheard.command("heat", 18.5, 0));
        assertEquals(
                "a property of the type enum cannot be 1.0",
                assertThrows(IllegalArgumentException.class, () -> overheard.command("mode", 1, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> overheard.command("bright", 0.5, 0));
        assertThrows(IllegalArgumentException.class, () -> overheard.command("power", 0.5, 0));

        replayed("$description", DESCRIPTION);
        said("lights/power/set", "true");
        assertEquals(List.of(), overheard.states(), "our own command proves nothing");
        said("lights/power", "true");
        assertEquals(List.of("power 1.0"), overheard.states());
        said("engine/mode", "sport");
        assertEquals(List.of("mode 2.0"), overheard.states());
        said("lights/intensity/$target", "80");
        assertEquals(List.of(), overheard.states(), "an intention is no state");
        said("lights/intensity", "79");
        assertEquals(List.of("bright 79.0"), overheard.states());
    }

    @Test
    void garbageIsCountedAndStrangersAreShown() {
        assertEquals(List.of("dropped bad_json"), said("$description", "{"));
        replayed("$description", DESCRIPTION);
        assertEquals(
                List.of("dropped not_a_number of car", "dropped not_a_number of car"),
                said("engine/temperature", "warm"),
                "for the stream and for the output that shares it");
        assertEquals(List.of("temp NaN NO_COMMUNICATION"), said("engine/temperature", ""), "taken away");
        assertEquals(List.of("dropped bad_json"), said("lights/info", "{\"lamps\":"));
        assertEquals(
                List.of("dropped not_a_number of car", "dropped not_a_number of car"), said("lights/power", "TRUE?"));
        assertEquals(List.of(), said("lights/color", "mauve"));
        assertEquals(List.of(), said("$log/warn", "the tank is empty"));
        assertEquals(List.of("dropped unknown_device"), overheard.hears("homie/5/other/engine/speed", "1"));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of(
                        "6: `device: Super Car` is no Homie id -> write the part of the topic that names the device: small"
                                + " letters, digits and hyphens"),
                Overheard.faults("- key: car\n  address: {decoder: homie, device: Super Car}"));
        assertEquals(
                List.of("6: `root: farm/#` is no topic -> write what comes before the version and the device: homie"),
                Overheard.faults("- key: car\n  address: {decoder: homie, device: car, root: farm/#}"));
        assertEquals(
                List.of(
                        "8: `property: power` is no Homie property -> write the node and the property, as in the topic:"
                                + " pump/power",
                        "9: `type: enum` without `values` -> write what the device's words mean: `values: {open: 1,"
                                + " closed: 0}`",
                        "10: `a` and `b` mean the same number -> give each word its own: a command must know which one"
                                + " to send"),
                Overheard.faults("""
                        - key: car
                          address: {decoder: homie, device: car}
                          outputs:
                            - {no: 1, key: a, address: {property: power}}
                            - {no: 2, key: b, address: {property: a/b, type: enum}}
                            - {no: 3, key: c, address: {property: a/c, type: enum, values: {a: 1, b: 1}}}
                        """));
    }
}
