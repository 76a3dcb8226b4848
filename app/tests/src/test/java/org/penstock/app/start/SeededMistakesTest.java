package org.penstock.app.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.quantity.Ticker;

/**
 * One mistake each in a whole facility in three files, with every driver of the program: it is told in its file and line,
 * in words that say what to write instead, and nothing else is made wrong by it.
 */
@Execution(ExecutionMode.CONCURRENT)
class SeededMistakesTest {
    private static final String SITE = """
            penstock: 1
            include: [devices.yaml, control.yaml]
            organization: {key: northglass, name: Northglass Growers}
            site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam, units: {temperature: °F}}
            locations:
              - {key: house, name: Glasshouse 1, kind: building}
              - {key: bay-1, name: Bay 1, kind: zone, parent: house}
              - {key: bay-2, name: Bay 2, kind: zone, parent: house}
            users:
              - {name: ann, roles: [operator, admin]}
            """;
    private static final String DEVICES = """
            links:
              - {key: plc, driver: modbus, connection: {host: 192.168.1.20, port: 502, timeout: 1s}}
              - {key: broker, driver: mqtt, connection: {host: 192.168.1.30, user: penstock, password: "${secret:broker}"}}
            devices:
              - key: skid
                name: Irrigation skid
                link: plc
                location: house
                address: {unit_id: 1}
                streams:
                  - {key: tank, name: Tank, metric: volume, unit: L, interval: 5s, max_age: 30s, address: {register: "holding:100", type: float32}}
                  - {key: loop, name: Loop, metric: state, words: {0: open, 1: closed}, interval: 1s, address: {register: "discrete:0"}}
                outputs:
                  - {key: pump-1, name: Pump, kind: pump, max_on: 20min, guard: device_timer, address: {coil: 0, timer: "holding:200"}}
                  - {key: valve-1, name: Bay 1, kind: valve, location: bay-1, max_on: 15min, guard: device_timer, address: {coil: 1, timer: "holding:201"}}
                  - {key: valve-2, name: Bay 2, kind: valve, location: bay-2, max_on: 15min, guard: device_timer, address: {coil: 2, timer: "holding:202"}}
              - key: node-1
                name: Climate node
                link: broker
                location: bay-1
                streams:
                  - {key: air, name: Air, metric: temperature, unit: °C, interval: 10s, max_age: 60s, address: {topic: farm/bay-1/climate, value: /t, time: /ts}}
                outputs:
                  - {key: fan-1, name: Fan, kind: fan, address: {topic: farm/bay-1/fan/set, on: "1", off: "0", state: {topic: farm/bay-1/fan}}}
            equipment:
              - {key: feed-pump, name: Feed pump, kind: pump, location: house, properties: {type: centrifugal, max_flow: 60 L/min}}
              - {key: feed-tank, name: Feed tank, kind: tank, location: house, properties: {capacity: 2 m³}}
              - {key: probe, name: Probe, kind: sensor_probe, properties: {measures: [ec, ph], cable_m: 5}}
            relationships:
              - {from: feed-tank, type: feeds, to: feed-pump}
              - {from: feed-pump, type: feeds, to: bay-1, strength: 0.5, valid_from: 2026-03-01}
            """;
    private static final String CONTROL = """
            interlocks:
              - {key: e-stop, name: Stop, kind: e_stop, stream: loop, safe_value: 1, max_age: 10s, outputs: [valve-1, valve-2, fan-1]}
              - {key: tank-low, name: Tank low, kind: tank_low, stream: tank, below: 50 L, hysteresis: 20 L, outputs: [pump-1]}
              - {key: one, name: One valve, kind: concurrency, most: 1, outputs: [valve-1, valve-2]}
            rules:
              - {key: vent, name: Vent, stream: air, when: above, limit: 27 °C, hysteresis: 1 °C, output: fan-1, value: 1, fallback: 0}
            programs:
              - key: morning
                name: Morning
                pump: pump-1
                max_runtime: 30min
                steps: [{open: [valve-1], for: 2min}, {wait: 10s}]
                start: {at: ["06:00"], days: [mon, wed], gap: after, fold: first, missed: skip}
            alerts:
              - {key: hot, name: Hot, stream: air, type: limit_high, limit: 32 °C, severity: warning}
              - {key: cold, name: Cold, stream: air, type: limit_low, limit: 5 °C, severity: warning}
              - {key: silent, name: Silent, stream: air, type: missing_data, severity: critical}
            """;

    /** Where {@code take} stands, {@code put} is written; in the line of {@code put} it is told so. */
    record Mistake(String take, String put, String what, String remedy) {
        @Override
        public String toString() {
            return take + " -> " + put;
        }
    }

    private static Mistake of(String take, String put, String what, String remedy) {
        return new Mistake(take, put, what, remedy);
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                // words
                of("locations:", "location:", "unknown word `location`", "did you mean `locations`?"),
                of("relationships:", "Relationships:", "unknown word `Relationships`", "did you mean `relationships`?"),
                of("max_age: 30s", "max-age: 30s", "unknown word `max-age`", "did you mean `max_age`?"),
                of("unit_id: 1", "unitId: 1", "unknown word `unitId`", "did you mean `unit_id`?"),
                of("timeout: 1s", "tiemout: 1s", "unknown word `tiemout`", "did you mean `timeout`?"),
                of("strength: 0.5", "strenght: 0.5", "unknown word `strenght`", "did you mean `strength`?"),
                of("off: \"0\"", "offf: \"0\"", "unknown word `offf`", "did you mean `off`?"),
                of("most: 1", "most: 1, below: 5 L", "`below` has no meaning beside", "what counts here: key, name"),
                of("missing_data, sev", "missing_data, limit: 5 °C, sev", "`limit` has no meaning", "take it out"),
                of("{wait: 10s}", "{wait: 10s, for: 1min}", "`for` has no meaning beside", "what counts here: wait"),
                of("{0: open,", "{open: 0,", "unknown word `open`", "known here: 0, 1"),
                of("1: closed}", "1: open}", "0 and 1 are both called `open`", "a word of its own"),
                of(
                        "{0: open, 1: closed}",
                        "{open: 0, closed: 1}",
                        "does not say what 0 and 1 are called",
                        "{0: closed"),
                of("{0: open, 1: closed}", "[open, closed]", "does not say what 0 and 1 are called", "the value first"),
                of("unit: L, interval", "unit: L, words: {0: dry, 1: wet}, interval", "only a stream with", "delete"),
                of("profile: grow, ", "", "`profile` is missing", "add `profile: …`"),
                of("metric: state, ", "", "`metric` is missing", "add `metric: …`"),
                of("driver: modbus, ", "", "`driver` is missing", "add `driver: …`"),
                of("name: Fan,", "name: '',", "`name` is empty", "write a text"),
                of("name: Fan,", "name: " + "x".repeat(201) + ",", "the name has 201 characters", "at most 200"),
                // references and keys
                of("stream: loop", "stream: lopo", "`stream: lopo` names no stream", "did you mean `loop`?"),
                of("link: broker", "link: brokr", "`link: brokr` names no link", "did you mean `broker`?"),
                of("[valve-1, valve-2]", "[valve-1, valve-1]", "`valve-1` is named twice in `outputs`", "once"),
                of("{key: loop", "{key: tank", "the stream key `tank` is used twice, first in line 11", "of its own"),
                of("{key: probe", "{key: feed-tank", "equipment key `feed-tank` is used twice", "of its own"),
                of("{key: vent", "{key: Vent 1", "`key: Vent 1` is not a key", "small letters, digits and hyphens"),
                of("name: Bay 2, kind", "name: Bay 1, kind", "a second location `Bay 1`", "tells the two apart"),
                // places
                of(
                        "kind: building}",
                        "kind: building, parent: bay-1}",
                        "the location `house` lies inside itself: house → bay-1 → house",
                        "no `parent:`"),
                of(
                        "zone, parent: house}\n  - {key: bay-2",
                        "zone, parent: bay-1}\n  - {key: bay-2",
                        "inside itself",
                        ""),
                of(
                        "kind: zone, parent: house}\nusers",
                        "kind: building, parent: bay-1}\nusers",
                        "a building cannot lie in a zone",
                        "as large: building, area"),
                of("Europe/Amsterdam", "New York", "`timezone: New York` is not a time zone", "`America/New_York`?"),
                of("Europe/Amsterdam", "Amsterdam", "`timezone: Amsterdam` is not a time zone", "Europe/Amsterdam"),
                of("profile: grow", "profile: greenhouse", "is not one of grow, cold, barn, lab, plant", "one of them"),
                of("{temperature: °F}", "{temprature: °F}", "`temprature` is no metric", "did you mean `temperature`?"),
                of("{temperature: °F}", "{temperature: L}", "the unit `L` does not fit temperature", "°C, °F, K"),
                of("[operator, admin]", "[operatr, admin]", "`operatr` is no role", "did you mean `operator`?"),
                of("{name: ann,", "{name: \"os:ann\",", "`name: os:ann` names nobody", "`name: ann.lee`"),
                // quantities, durations, times
                of("limit: 27 °C", "limit: '27,5 °C'", "`limit: 27,5 °C` is not a quantity", "with a point: 27.5 °C"),
                of("limit: 27 °C", "limit: 80 F", "the unit `F` does not fit temperature", "did you mean `°F`?"),
                of("unit: °C", "unit: C", "the unit `C` does not fit temperature", "did you mean `°C`?"),
                of("limit: 27 °C", "limit: 27 °", "the unit `°` does not fit temperature", "°C, °F, K"),
                of("limit: 32 °C", "limit: 400 °C", "outside what temperature can be", "-100 to 300 °C"),
                of("below: 50 L", "below: 50 %", "the unit `%` does not fit volume", "L, gal, m³"),
                of("hysteresis: 20 L", "hysteresis: 20", "`hysteresis: 20` has no unit", "20 L, 20 gal, 20 m³"),
                of("unit: L", "unit: mS/cm", "the unit `mS/cm` does not fit volume", "L, gal, m³"),
                of("value: 1, fallback", "value: on, fallback", "`value: on` is not a number", "write a number"),
                of("safe_value: 1", "safe_value: 2", "`safe_value: 2` is outside 0 to 1", "in that range"),
                of("max_runtime: 30min", "max_runtime: 1h30min", "is not a duration", "500ms, 30s, 15min"),
                of("interval: 10s", "interval: 0s", "`interval: 0s` is no time at all", "such as 5s"),
                of("interval: 10s", "interval: 5ms", "more often than any device answers", "at least 10ms"),
                of("max_age: 60s", "max_age: 400d", "is longer than a year", "at most 366d"),
                of("[\"06:00\"]", "[\"24:00\"]", "`24:00` is not a time of day", "00:00 to 23:59"),
                of("[\"06:00\"]", "[\"06:00\", \"06:00\"]", "`06:00` is written twice", "each time once"),
                of("[mon, wed]", "[monday, wed]", "`monday` is not a day", "mon, tue, wed"),
                of("most: 1", "most: 0", "`most: 0` is outside 1 to 1000", "in that range"),
                // outputs
                of("{coil: 2,", "{coil: 0x1,", "both write coil:1 of the same unit", "its own place"),
                of(
                        "{topic: farm/bay-1/fan/set, on",
                        "{topic: farm/+/fan/set, on",
                        "has a wildcard; a command goes to one topic",
                        "the one topic"),
                of(
                        ", timer: \"holding:201\"",
                        "",
                        "`guard: device_timer` but no timer",
                        "add `timer: \"holding:200\"`"),
                of("max_on: 20min, ", "", "the pump `pump-1` has no `max_on`", "max_on: 15min"),
                of("register: \"holding:100\"", "register: 100", "`100` is not a register", "holding:100"),
                of("\"discrete:0\"", "\"discrete:70000\"", "70000 is above 65535", "counted from 0"),
                of("value: /t,", "value: t,", "`value: t` is no JSON pointer", "`value: /t`"),
                // secrets
                of("\"${secret:broker}\"", "hunter2", "`password` holds a secret in plain text", "${secret:some-name}"),
                of("\"${secret:broker}\"", "\"${SECRET}\"", "`${SECRET}` is not known here", "small letters"),
                of("port: 502", "api_key: abc123", "`api_key` holds a secret in plain text", "${secret:some-name}"),
                // equipment and relationships
                of("max_flow: 60 L/min", "max_flwo: 60 L/min", "a pump has no property `max_flwo`", "`max_flow`?"),
                of("max_flow: 60 L/min", "max_flow: 60", "`max_flow: 60` has no unit", "60 L/min"),
                of("type: centrifugal", "type: centrifuge", "not one of the words of this property", "`centrifugal`?"),
                of("capacity: 2 m³", "contents: feed", "the property `capacity` of the tank is missing", "L, gal, m³"),
                of("cable_m: 5", "cable_m: five", "`cable_m: five` does not fit", "a number, 0 or more"),
                of("kind: sensor_probe", "kind: senor_probe", "is no kind of equipment", "`kind: sensor_probe`?"),
                of("from: feed-tank, type", "from: air, type", "`from: air` is a stream, and `feeds` cannot", "output"),
                of("to: bay-1", "to: bay-9", "`to: bay-9` names nothing in this file", "did you mean `bay-1`?"),
                of("to: bay-1", "to: feed-tank", "in a circle: feed-pump → feed-tank → feed-pump", "`drains_to`"),
                of("2026-03-01", "2026-02-30", "`valid_from: 2026-02-30` is not a day", "year, month and day"),
                // YAML and files
                of("unit: L", "unit: %", "this is not valid YAML", "into quotes"),
                of("type: missing_data", "type: missing_data, type: quality", "`type` is written twice", "keep one"),
                of("alerts:", "rules:", "`rules` is written twice, first in line 5", "keep one"),
                of("penstock: 1", "penstock: 3", "a form of facility file this program does not know", "penstock: 1"),
                of("control.yaml]", "contrl.yaml]", "there is no file `contrl.yaml`", "did you mean `control.yaml`?"),
                of("control.yaml]", "../control.yaml]", "leaves the folder of this file", "YAML files below"),
                of(
                        "interlocks:",
                        "site: {key: s}\ninterlocks:",
                        "`site` is written twice, first in line 4 of north.yaml",
                        "one"));
    }

    @TempDir
    Path temp;

    private List<Problem> check(String site, String devices, String control) throws IOException {
        Files.writeString(temp.resolve("devices.yaml"), devices);
        Files.writeString(temp.resolve("control.yaml"), control);
        Path main = Files.writeString(temp.resolve("north.yaml"), site);
        return new RuntimeFacilities("ada", InstantSource.system(), Ticker.system()).check(main);
    }

    private static String words(List<Problem> problems) {
        return problems.stream().map(Problem::toString).collect(Collectors.joining("\n"));
    }

    private static int line(String text, int at) {
        return 1 + (int) text.substring(0, at).chars().filter(c -> c == '\n').count();
    }

    @Test
    void theFacilityWithoutAMistakeHasNone() throws IOException {
        assertEquals("", words(check(SITE, DEVICES, CONTROL)));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void eachIsToldInItsFileAndLineWithWhatToWrite(Mistake m) throws IOException {
        String name = SITE.contains(m.take) ? "north.yaml" : DEVICES.contains(m.take) ? "devices.yaml" : "control.yaml";
        String whole = switch (name) {
            case "north.yaml" -> SITE;
            case "devices.yaml" -> DEVICES;
            default -> CONTROL;
        };
        int at = whole.indexOf(m.take);
        assertTrue(at >= 0, "the mistake has no place: " + m.take);
        String text = whole.substring(0, at) + m.put + whole.substring(at + m.take.length());
        List<Problem> problems = check(
                name.equals("north.yaml") ? text : SITE,
                name.equals("devices.yaml") ? text : DEVICES,
                name.equals("control.yaml") ? text : CONTROL);
        int line = line(text, at);
        assertTrue(
                problems.stream()
                        .anyMatch(p -> p.weight() == Weight.ERROR
                                && p.file().equals(name)
                                && p.line() == line
                                && p.what().contains(m.what)
                                && p.remedy().contains(m.remedy)),
                "expected " + name + ":" + line + ": " + m.what + " / " + m.remedy + "\nfound:\n" + words(problems));
    }

    @Test
    void oneCheckTellsAllOfThem() throws IOException {
        List<Mistake> some = mistakes()
                .filter(m -> CONTROL.contains(m.take) && !m.take.contains("\n"))
                .filter(m -> !m.what.contains("YAML") && !m.take.endsWith("s:"))
                .sorted(Comparator.comparing((Mistake m) -> m.take))
                .toList();
        String control = CONTROL;
        int made = 0;
        for (Mistake m : some) {
            // Each place once: what is already changed is left as it is.
            if (control.contains(m.take)) {
                control = control.replace(m.take, m.put);
                made++;
            }
        }
        long told = check(SITE, DEVICES, control).stream()
                .filter(p -> p.weight() == Weight.ERROR && p.file().equals("control.yaml"))
                .count();
        assertTrue(made >= 15 && told >= made, made + " made, " + told + " told");
    }

    @Test
    void oneMistakeIsToldOnce() throws IOException {
        for (String[] slip : new String[][] {
            {"metric: temperature", "metric: temp"},
            {"organization: {key: northglass, name: Northglass Growers}", "organization: Northglass"},
            {"{open: [valve-1], for: 2min}", "{open: [valve-1], for: 2 minutes}"},
        }) {
            List<Problem> told = check(
                    SITE.replace(slip[0], slip[1]),
                    DEVICES.replace(slip[0], slip[1]),
                    CONTROL.replace(slip[0], slip[1]));
            assertEquals(
                    1, told.stream().filter(p -> p.weight() == Weight.ERROR).count(), slip[1] + "\n" + words(told));
        }
    }

    @Test
    void aPumpThatNoInterlockNamesIsToldWhereThePumpStands() throws IOException {
        String told = words(check(SITE, DEVICES, CONTROL.replace("outputs: [pump-1]", "outputs: [valve-1]")));
        assertTrue(
                told.startsWith("devices.yaml:14: nothing stops the pump `pump-1` when its water is gone"
                        + ": no interlock names it\n    name it in an interlock (kind: tank_low or e_stop)"),
                told);
    }

    @Test
    void whatIsOddButUsableIsAWarning() throws IOException {
        List<Problem> problems = check(
                SITE.replace("operator, admin", "operator"),
                DEVICES.replace(
                        "  - {from: feed-tank", "  - {from: loop, type: measures, to: house}\n  - {from: feed-tank"),
                CONTROL.replace("limit: 5 °C", "limit: 95 °F").replace("e_stop, stream: loop", "e_stop, stream: tank"));
        String told = words(problems);
        assertTrue(told.contains("north.yaml:9: warning: nobody is owner or admin"), told);
        assertTrue(told.contains("control.yaml:16: warning: below 95 °F `cold` tells, above 32 °C `hot`"), told);
        assertTrue(
                told.contains("devices.yaml:12: warning: no rule, interlock or alert reads the stream `loop`"),
                "a relationship is no reader: " + told);
    }

    @Test
    void lettersThatLookTheSameAreTheSame() throws IOException {
        assertEquals(
                "",
                words(check(
                        SITE.replace("units: {", "units: {ec: \u03BCS/cm, "),
                        DEVICES,
                        CONTROL.replace("27 °C", "27\u00A0°C"))));
    }
}
