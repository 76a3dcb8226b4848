package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/** Mistakes people make in a facility file: each is told at its own line, with what to write instead. */
class MistakesTest {
    private static final String GOOD = """
            penstock: 1
            organization: {key: northglass, name: Northglass Growers}
            site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
            locations:
              - {key: house, name: Glasshouse 1, kind: building}
              - {key: bay-1, name: Bay 1, kind: zone, parent: house}
              - {key: bay-2, name: Bay 2, kind: zone, parent: house}
            links:
              - key: plc
                driver: modbus
                connection: {host: 192.168.1.20, port: 502}
            devices:
              - key: skid
                name: Irrigation skid
                link: plc
                location: house
                address: {unit_id: 1}
                streams:
                  - {key: tank-level, name: Tank level, metric: volume, unit: L, interval: 5s, max_age: 30s, address: {register: 100}}
                  - {key: air-temp, name: Air, metric: temperature, unit: °F, interval: 10s, address: {register: 102}}
                  - {key: estop-loop, name: Loop, metric: state, interval: 1s, address: {input: 1}}
                outputs:
                  - {key: pump-1, name: Pump, kind: pump, max_on: 1h, guard: device_timer, address: {coil: 1}}
                  - {key: valve-1, name: Valve 1, kind: valve, location: bay-1, safe: 0, max_on: 15min, guard: device_timer, address: {coil: 2}}
                  - {key: valve-2, name: Valve 2, kind: valve, location: bay-2, max_on: 15min, guard: device_timer, address: {coil: 3}}
                  - {key: fan-1, name: Fan, kind: fan, address: {coil: 4}}
            interlocks:
              - {key: e-stop, name: Stop, kind: e_stop, stream: estop-loop, safe_value: 1, max_age: 10s, latch: true, outputs: all}
              - {key: tank-low, name: Tank low, kind: tank_low, stream: tank-level, below: 50 L, hysteresis: 20 L, outputs: [pump-1]}
              - {key: fresh, name: Fresh, kind: stale_input, streams: [tank-level], max_age: 5min, outputs: [pump-1]}
              - {key: one-valve, name: One valve, kind: concurrency, most: 1, outputs: [valve-1, valve-2]}
            rules:
              - {key: vent-1, name: Vent, stream: air-temp, when: above, limit: 27 °C, hysteresis: 1 °C, output: fan-1, value: 1, fallback: 0}
            programs:
              - key: morning
                name: Morning
                pump: pump-1
                max_runtime: 30min
                steps: [{open: [valve-1], for: 2min}, {open: [valve-2], for: 2min}]
                start: {at: ["06:00", "13:30"], days: [mon, tue], gap: after, fold: first, missed: skip}
            alerts:
              - {key: air-hot, name: Air too hot, stream: air-temp, type: limit_high, limit: 90 °F, severity: warning}
              - {key: air-silent, name: Silent, stream: air-temp, type: missing_data, severity: critical}
            """;

    /** Write {@code put} where {@code take} stands: it is told where {@code at} stands, in these words. */
    record Mistake(String take, String put, String at, String what, String remedy) {
        @Override
        public String toString() {
            return what;
        }
    }

    /** The same, told where the mistake itself stands. */
    private static Mistake of(String take, String put, String what, String remedy) {
        return new Mistake(take, put, put, what, remedy);
    }

    private static Mistake shifts(String shifts, String what, String remedy) {
        return of("timezone: Europe/Amsterdam}", "timezone: Europe/Amsterdam, shifts: [" + shifts + "]}", what, remedy);
    }

    private static Mistake retention(String retention, String what, String remedy) {
        return of(
                "timezone: Europe/Amsterdam}",
                "timezone: Europe/Amsterdam, retention: {" + retention + "}}",
                what,
                remedy);
    }

    private static final String LAW = "jurisdiction: us-wa, from: 2027-01-01, hold: 72h, source: WAC 314-55-097";

    /** Rules of jurisdictions below everything else. */
    private static Mistake law(String rules, String at, String what, String remedy) {
        return new Mistake("alerts:", "jurisdiction_rules:\n" + rules + "alerts:", at, what, remedy);
    }

    static Stream<Mistake> mistakes() {
        return Stream.of(
                // the frame
                new Mistake("penstock: 1\n", "", "organization:", "`penstock: 1` is missing", "write `penstock: 1`"),
                of("penstock: 1", "penstock: 2", "does not know", "write `penstock: 1`"),
                of("interlocks:", "interlock:", "unknown word `interlock`", "did you mean `interlocks`?"),
                of("name: Irrigation skid", "nmae: Irrigation skid", "unknown word `nmae`", "did you mean `name`?"),
                new Mistake("    name: Morning\n", "", "- key: morning", "`name` is missing", "add `name: …`"),
                of("    link: plc", "\tlink: plc", "a tab", "indent with spaces"),
                of("kind: fan, address: {coil: 4}}", "kind: fan, address: {coil: 4}", "not valid YAML", "bracket"),
                of("name: Loop,", "name: Loop, name: Loop,", "`name` is written twice", "keep one"),
                of("name: Bay 1,", "name: &n Bay 1,", "`&n` names a place", "anchors and aliases are not used"),
                of("name: Bay 1,", "name: !!str Bay 1,", "the tag `tag:yaml.org,2002:str` is not used", "plain value"),
                of("name: Bay 1,", "name: [Bay 1],", "must be a single value, found a list", "write `name: value`"),
                // the site
                shifts("{name: Day, from: \"6:00\", to: \"18:00\"}", "`6:00` is not a time of day", "two digits"),
                shifts("{name: Day, from: \"06:00\"}", "`to` is missing", "add `to: \"06:00\"`"),
                shifts(
                        "{name: Day, from: \"06:00\", to: \"18:00\"}, {name: Late, from: \"17:00\", to: \"23:00\", days: [sun]}",
                        "`Day` and `Late` are both on at 17:00 on sunday",
                        "let one end when the next begins"),
                shifts(
                        "{name: Day, from: \"06:00\", to: \"12:00\"}, {name: Day, from: \"12:00\", to: \"18:00\"}",
                        "the shift `Day` is written twice",
                        "a name of its own"),
                retention("raw: two years", "`raw: two years` says no length of time", "`raw: 24 months`"),
                retention(
                        "raw: 24 months, 5m: 3 months",
                        "`5m` is kept 3 months, shorter than `1m`, of which it is made (24 months)",
                        "keep `5m` 24 months or longer"),
                retention(
                        "classes: [{name: Air, metrics: [co2], raw: 2 years, 1d: 1 year}]",
                        "`1d` is kept 1 year, shorter than `1h`",
                        "10 years or longer"),
                retention("classes: [{name: Air, metrics: [co]}]", "`co` is no metric", "did you mean `co2`?"),
                retention(
                        "classes: [{name: Air, metrics: [co2]}, {name: Gas, metrics: [co2]}]",
                        "`co2` is in two classes, first in line",
                        "one class"),
                retention("journal: 1 day", "the journal is needed for a start", "2 days or longer"),
                retention("disk: 120 %", "`disk: 120 %` is no room on a disk", "`disk: 200 GB`"),
                of(
                        "timezone: Europe/Amsterdam}",
                        "timezone: Europe/Amsterdam, haccp: on}",
                        "`haccp: on` is neither true nor false",
                        "write true or false"),
                of(
                        "timezone: Europe/Amsterdam}",
                        "timezone: Europe/Amsterdam, raw_rows: postgres}",
                        "`raw_rows: postgres` is neither true nor false",
                        "write true or false"),
                // keys and references
                of("{key: bay-1,", "{key: Bay_1,", "`key: Bay_1` is not a key", "small letters"),
                of("{key: bay-2,", "{key: bay-1,", "location key `bay-1` is used twice, first in line 6", "of its own"),
                of("{key: valve-2,", "{key: valve-1,", "output key `valve-1` is used twice", "of its own"),
                of(
                        "parent: house}\n  - {key: bay-2",
                        "parent: huose}\n  - {key: bay-2",
                        "names no location",
                        "`house`?"),
                of("kind: building}", "kind: building, parent: bay-1}", "`house` lies inside itself", "no `parent:`"),
                of(
                        "kind: building}",
                        "kind: bulding}",
                        "`kind: bulding` is not one of",
                        "did you mean `kind: building`?"),
                of("    link: plc", "    link: plv", "`link: plv` names no link", "did you mean `plc`?"),
                of(
                        "location: bay-2, max_on",
                        "location: bay-3, max_on",
                        "`location: bay-3` names no location",
                        "`bay-"),
                of("stream: air-temp, when", "stream: air-tmep, when", "names no stream", "did you mean `air-temp`?"),
                of("output: fan-1, value", "output: fan-2, value", "names no output", "did you mean `fan-1`?"),
                of(
                        "outputs: [valve-1, valve-2]",
                        "outputs: [valve-1, valve-9]",
                        "`outputs: valve-9` names no output",
                        "valve-"),
                of("driver: modbus", "driver: modbsu", "is not one of modbus, mqtt", "did you mean `driver: modbus`?"),
                of("Europe/Amsterdam", "Europe/Amsterdm", "is not a time zone", "did you mean `Europe/Amsterdam`?"),
                // quantities
                of("unit: °F", "unit: kPa", "the unit `kPa` does not fit temperature", "°C, °F, K"),
                of("limit: 27 °C", "limit: 27", "`limit: 27` has no unit", "27 °C, 27 °F, 27 K"),
                of("below: 50 L", "below: 50 kg", "the unit `kg` does not fit volume", "write one of: L, gal, m³"),
                of("limit: 90 °F", "limit: 900 °F", "outside what temperature can be", "from -148 to 572 °F"),
                of("hysteresis: 20 L", "hysteresis: -20 L", "not a sensible difference", "0 or more"),
                of("limit: 27 °C", "limit: warm", "`limit: warm` is not a quantity", "write a number and its unit: °C"),
                of("metric: volume", "metric: volumen", "is not one of temperature", "did you mean `metric: volume`?"),
                of("interval: 10s", "interval: 10", "is not a duration", "500ms, 30s"),
                of("max_age: 30s", "max_age: 2s", "shorter than the interval", "five times"),
                of(
                        "safe_value: 1, max_age: 10s",
                        "safe_value: 1, max_age: 100ms",
                        "shorter than the interval of `estop-loop`",
                        "1s"),
                // outputs
                of(
                        "address: {coil: 3}",
                        "address: {coil: 2}",
                        "`valve-1` and `valve-2` drive the same address",
                        "of its own relay"),
                of("safe: 0, max_on: 15min, ", "safe: 0, ", "the valve `valve-1` has no `max_on`", "max_on: 15min"),
                of(
                        "max_on: 1h, guard: device_timer",
                        "max_on: 1h, guard: none",
                        "no reason is written",
                        "guard_reason: …"),
                of("max_on: 1h, guard: device_timer", "max_on: 1h", "`guard` is missing", "add `guard: …`"),
                of("kind: fan, address", "kind: fan, timeout: 0s, address", "no sensible time", "100ms to 60s"),
                of(
                        "register: 102",
                        "register: 100, x: 1}, max_age: 1h, live_window: 60d, backlog: 1d, address: {register: 7",
                        "`backlog` is shorter than `live_window`",
                        "hours or days"),
                // interlocks
                new Mistake(
                        "safe_value: 1, max_age",
                        "max_age",
                        "max_age: 10s",
                        "`safe_value` is missing",
                        "a cut wire then stops"),
                of(
                        "kind: tank_low, stream: tank-level",
                        "kind: tank_low, stream: air-temp",
                        "`air-temp` measures temperature",
                        "name a stream"),
                of("most: 1", "most: 2", "`most: 2` of 2 outputs forbids nothing", "less than 2"),
                of(
                        "kind: concurrency, most: 1",
                        "kind: max_runtime, most: 1",
                        "not an interlock of its own",
                        "on the output itself"),
                of(", outputs: [valve-1, valve-2]", "", "without `outputs` holds nothing", "outputs: all"),
                // rules and programs
                of(
                        "value: 1, fallback",
                        "value: 0, fallback",
                        "to its safe value, where it already is",
                        "while the rule holds"),
                of("when: above", "when: abov", "is not one of above", "did you mean `when: above`?"),
                of(
                        "fallback: 0}",
                        "fallback: 0, mode: shadwo}",
                        "is not one of enabled",
                        "did you mean `mode: shadow`?"),
                of(
                        "{open: [valve-1], for: 2min}",
                        "{open: [fan-1], for: 2min}",
                        "`fan-1` is a fan, which a step has `on`",
                        "write `on: [fan-1]`"),
                of(
                        "{open: [valve-1], for: 2min}",
                        "{on: [valve-1], for: 2min}",
                        "`valve-1` is a valve, which a step has `open`",
                        "write `open: [valve-1]`"),
                of(
                        "{open: [valve-1], for: 2min}",
                        "{on: [pump-1], for: 2min}",
                        "`pump-1` is a pump, a step opens valves",
                        "as `pump:` of the program"),
                of("{open: [valve-1], for: 2min}", "{for: 2min}", "the step neither opens nor waits", "`on: [lights]`"),
                of(
                        "{open: [valve-1], for: 2min}",
                        "{open: [valve-1, valve-2], for: 2min}",
                        "the interlock `one-valve` allows 1",
                        "2 steps"),
                of(
                        "{open: [valve-1], for: 2min}",
                        "{open: [valve-1], for: 15min}",
                        "closed by its max_on of 15min",
                        "shorten the step"),
                of("max_runtime: 30min", "max_runtime: 3min", "ends the program before its last step", "longer time"),
                of("pump: pump-1", "pump: fan-1", "`fan-1` is a fan, not a pump", "name the pump"),
                of("\"13:30\"", "\"25:30\"", "`25:30` is not a time of day", "00:00 to 23:59"),
                of("\"13:30\"", "6:30", "`6:30` is not a time of day", "two digits"),
                of("[mon, tue]", "[mon, tues]", "`tues` is not a day", "mon, tue, wed"),
                of("missed: skip", "missed: run_within", "`within` is missing", "add `within: …`"),
                of("port: 502", "password: ${secret:pw}", "not valid YAML", "inside { } put it into quotes"),
                // alerts
                of(
                        "type: missing_data",
                        "type: missing",
                        "is not one of limit_high",
                        "did you mean `type: missing_data`?"),
                of("severity: critical", "severity: urgent", "is not one of info", "write one of them"),
                // what the law of the site wants of a destruction
                new Mistake(
                        "alerts:",
                        "destruction: {jurisdiction: us-wx}\nalerts:",
                        "us-wx",
                        "no rule of `us-wx` is known",
                        "did you mean `us-wa`? there are ca, us-co, us-nm, us-wa"),
                law("  - {key: a, " + LAW.replace("72h", "90min") + "}\n", "90min", "no time that a rule holds", "72h"),
                law("  - {key: a, " + LAW.replace("01-01", "02-30") + "}\n", "02-30", "is no day", "2027-01-01"),
                law(
                        "  - {key: a, " + LAW.replace("us-wa", "Washington") + "}\n",
                        "Wash",
                        "is no jurisdiction",
                        "us-wa"),
                law(
                        "  - {key: a, " + LAW + ", methods: [grind]}\n",
                        "grind]",
                        "`grind` is none of the",
                        "`grind_and_mix`?"),
                law("  - {key: a, " + LAW + ", witnesses: [compliant]}\n", "compliant", "is none of", "`compliance`?"),
                law("  - {key: a, " + LAW + ", persons: 9}\n", "persons: 9", "outside 1 to 6", "in that range"),
                law(
                        "  - {key: a, " + LAW.replace(", source: WAC 314-55-097", "") + "}\n",
                        "- {key: a",
                        "`source` is missing",
                        "add `source: …`"),
                law(
                        "  - {key: a, " + LAW + "}\n  - {key: b, " + LAW + "}\n",
                        "key: b",
                        "`us-wa` has a second rule from 2027-01-01, the first in line",
                        "let the newer one begin later"),
                // secrets
                of("port: 502", "url: \"mqtt://me:hunter2@broker\"", "a password in plain text", "penstock secret set"),
                of(
                        "port: 502",
                        "password: \"${secret:gone}\"",
                        "the secret `gone` has no value",
                        "penstock secret set gone"),
                of("port: 502", "password: \"${env:HOME}\"", "`${env:HOME}` is not known here", "${secret:some-name}"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void eachIsToldAtItsLineWithARemedy(Mistake m) {
        assertTrue(GOOD.contains(m.take), "the mistake has no place in the good file: " + m.take);
        String text = GOOD.replaceFirst(Pattern.quote(m.take), Matcher.quoteReplacement(m.put));
        int from = GOOD.indexOf(m.take);
        int found = text.indexOf(m.at, from);
        // A removed piece is told at what is left of its surroundings, above it or below.
        int line = 1
                + (int) text.substring(0, found >= 0 ? found : text.lastIndexOf(m.at, from))
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
        List<Problem> problems = refused(text);
        assertTrue(
                problems.stream()
                        .anyMatch(p -> p.weight() == Weight.ERROR
                                && p.line() == line
                                && p.what().contains(m.what)
                                && p.remedy().contains(m.remedy)),
                "expected in line " + line + ": " + m + " / " + m.remedy + "\nfound:\n"
                        + problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
    }

    @Test
    void theGoodFileHasNone() {
        assertEquals(List.of(), accepted(GOOD).warnings());
    }

    @Test
    void oneReadingTellsAllOfThem() {
        String text = GOOD.replace("kind: building}", "kind: bulding}")
                .replace("link: plc", "link: plv")
                .replace("below: 50 L", "below: 50 kg")
                .replace("\"13:30\"", "\"25:30\"");
        assertEquals(
                Set.of(5, 15, 29, 40),
                refused(text).stream()
                        .filter(p -> p.weight() == Weight.ERROR)
                        .map(Problem::line)
                        .collect(Collectors.toSet()));
    }

    @Test
    void aPumpThatNothingStopsIsRefusedUnlessHardwareDoes() {
        String bare = Arrays.stream(GOOD.split("\n"))
                .filter(l -> !l.contains("outputs: all") && !l.contains("outputs: [pump-1]"))
                .collect(Collectors.joining("\n"));
        assertTrue(refused(bare).stream().anyMatch(p -> p.what().contains("nothing stops the pump `pump-1`")));
        accepted(bare.replace("max_on: 1h, guard: device_timer", "max_on: 1h, guard: hardware"));
    }

    @Test
    void aValveThatTwoStepsKeepOpenTooLongIsAWarning() {
        String kept = GOOD.replace(
                "{open: [valve-1], for: 2min}, {open: [valve-2], for: 2min}",
                "{open: [valve-1], for: 8min}, {open: [valve-1], for: 8min}");
        Problem p = accepted(kept).warnings().getFirst();
        assertTrue(
                p.toString()
                        .contains("`valve-1` would be closed by its max_on of 15min before the step ends: it stays open"
                                + " from the step before, 972s in all"),
                p::toString);
        assertEquals(
                List.of(),
                accepted(kept.replace("8min}, ", "8min}, {wait: 10s}, ")).warnings());
    }

    @Test
    void aStreamThatNobodyReadsIsOnlyAWarning() {
        String text = GOOD.replace(
                "    outputs:\n      - {key: pump",
                "      - {key: flow, name: Flow, metric: flow, interval: 1s, address: {register: 9}}\n    outputs:\n      - {key: pump");
        Problem p = accepted(text).warnings().getFirst();
        assertEquals(22, p.line());
        assertTrue(p.toString().startsWith("north.yaml:22: warning: "), p::toString);
    }

    @Test
    void hostileTextIsAReportAndNothingWorse() {
        assertTrue(refused("[".repeat(100_000)).getFirst().what().contains("deeper than 32"));
        assertTrue(refused("a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n").stream()
                .anyMatch(p -> p.line() == 2 && p.what().contains("`*a` copies another place")));
        assertTrue(refused("# " + "x".repeat(FacilityText.MOST_CHARACTERS))
                .getFirst()
                .what()
                .contains("longer than"));
        assertTrue(refused("penstock: 1\nsite: \u0007\n").getFirst().what().contains("U+0007"));
        assertEquals(2, refused("penstock: 1\nsite: \u0007\n").getFirst().line());
        assertTrue(refused("penstock: 1\n---\npenstock: 1\n").stream().anyMatch(p -> p.line() == 3));
        // Found by the property: characters of two halves at the border of the YAML library's buffer.
        for (int pad = 1018; pad < 1030; pad++) {
            refused("# " + "x".repeat(pad) + "\uD834\uDD1E\uD834\uDD1E\n");
            assertTrue(refused("x".repeat(pad) + "\uD834 \n").getFirst().what().contains("half a character"));
        }
        assertFalse(refused("").isEmpty());
        assertFalse(refused("just words").isEmpty());
        assertFalse(refused("- a\n- list\n").isEmpty());
        assertFalse(refused("devices: [1, {a: b}, [c], null]\nlinks: {x: y}\nlocations: z\n")
                .isEmpty());
    }

    @Test
    void windowsLineEndsAndAByteOrderMarkAreNoFault() {
        accepted("\uFEFF" + GOOD.replace("\n", "\r\n"));
    }

    private static List<Problem> refused(String text) {
        return switch (read(text)) {
            case Reading.Refused r -> r.problems();
            case Reading.Accepted a -> throw new AssertionError("accepted: " + a.warnings());
        };
    }

    private static Reading.Accepted accepted(String text) {
        return switch (read(text)) {
            case Reading.Accepted a -> a;
            case Reading.Refused r -> throw new AssertionError(r.problems().toString());
        };
    }

    private static Reading read(String text) {
        return FacilityBuilder.file(List.of(new AnyDriver("modbus"), new AnyDriver("mqtt")))
                .read("north.yaml", text, null, secret -> !secret.equals("gone"));
    }
}
