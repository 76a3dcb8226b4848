package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.core.alert.AlertConfig;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.StreamReplacement.Outcome;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/** A new sensor in the place of an old one, in the text a person wrote. */
class StreamReplacementTest {
    private static final String LINES = """
            penstock: 1
            organization: {key: o, name: O}
            site: {key: s, name: S, profile: grow, timezone: Europe/Amsterdam}
            locations:
              - {key: bay, name: Bay, kind: zone}
            links:
              - {key: sim, driver: simulator}
            devices:
              - key: skid
                name: Skid
                link: sim
                location: bay
                streams:
                  # the probe behind the curtain
                  - key: air
                    was: air-0
                    name: Air  # as on the drawing
                    metric: temperature
                    unit: °F
                    interval: 5 s
                    address:
                      # found in the manual
                      register: 12

                      order: big

                  - {key: air-2, name: "Air, upper", metric: temperature, unit: °C, interval: 5s, address: {register: 14, on: [1, 2]}}
                outputs:
                  - {key: fan, name: Fan, kind: fan, safe: 0, address: {coil: 1}}
            interlocks:
              - {key: fresh, name: Fresh, kind: stale_input, streams: [air-2, "air"], max_age: 60s, outputs: [fan]}
            rules:
              - {key: vent, name: Vent, stream: air, when: above, limit: 27 °C, output: fan, value: 1} # air is air
            alerts:
              - key: hot
                name: Air is hot
                stream: 'air'
                type: limit_high
                limit: 35 °C
                severity: warning
            relationships:
              - {from: air, type: measures, to: bay}
              - {from: stream:air, type: monitors, to: bay}
            """;

    private static Outcome.Replaced replaced(
            String text, String old, String key, @Nullable String name, @Nullable String address) {
        Outcome outcome =
                StreamReplacement.of(List.of(new Configuration.File("f.yaml", text)), old, key, name, address);
        return assertInstanceOf(Outcome.Replaced.class, outcome, outcome.toString());
    }

    private static Configuration accepted(String text, @Nullable Configuration previous) {
        Reading reading =
                FacilityBuilder.file(List.of(new AnyDriver("simulator"))).read("f.yaml", text, previous, s -> true);
        return assertInstanceOf(Reading.Accepted.class, reading, reading + "\n" + text)
                .configuration();
    }

    private static String refusal(String old, String key, @Nullable String address) {
        Outcome outcome =
                StreamReplacement.of(List.of(new Configuration.File("f.yaml", LINES)), old, key, null, address);
        return assertInstanceOf(Outcome.Refused.class, outcome).why();
    }

    @Test
    void everythingThatReferredToTheOldSensorRefersToTheNewOne() {
        Outcome.Replaced r = replaced(LINES, "air", "air-b", "Air (new probe)", "{register: 40}");
        assertEquals(5, r.references());
        String text = r.files().getFirst().text();
        Configuration before = accepted(LINES.replace("        was: air-0\n", ""), null);
        Configuration after = accepted(text, before);
        StreamSpec old = before.part(Devices.class).stream("air").orElseThrow();
        StreamSpec now = after.part(Devices.class).stream("air-b").orElseThrow();
        assertTrue(now.no() != old.no(), "a new sensor is a new stream");
        assertEquals("Air (new probe)", now.name());
        assertEquals(old.metric(), now.metric());
        assertEquals(old.sourceUnit(), now.sourceUnit());
        assertEquals(old.location(), now.location());
        assertEquals(old.intervalMicros(), now.intervalMicros());
        ControlConfig control = after.part(ControlConfig.class);
        assertEquals(now.no(), control.rules().getFirst().stream());
        assertEquals(now.no(), after.part(AlertConfig.class).rules().getFirst().stream());
        assertEquals(
                List.of("air-b", "air-b"),
                after.part(Relationships.class).relationships().stream()
                        .map(x -> x.from().key())
                        .toList());
        assertFalse(after.part(Devices.class).stream("air").isPresent());
        // What a person wrote beside it stays as it was written.
        assertTrue(
                text.contains("  # the probe behind the curtain\n      - key: air-b\n        replaces: air\n"), text);
        assertTrue(
                text.contains("        address: {\"register\": 40}\n")
                        || text.contains("        address: {register: 40}\n"),
                text);
        assertTrue(text.contains("value: 1} # air is air\n"), text);
        assertTrue(text.contains("name: Air is hot\n"), text);
        assertFalse(text.contains("was: air-0"), text);
    }

    @Test
    void withoutAnAddressAndNameTheNewOneIsWrittenAsTheOldOne() {
        String text =
                replaced(LINES, "air", "air-b", null, null).files().getFirst().text();
        assertEquals(
                LINES.replace("- key: air\n        was: air-0\n", "- key: air-b\n        replaces: air\n")
                        .replace("[air-2, \"air\"]", "[air-2, \"air-b\"]")
                        .replace("stream: air,", "stream: air-b,")
                        .replace("stream: 'air'", "stream: 'air-b'")
                        .replace("{from: air,", "{from: air-b,")
                        .replace("stream:air,", "stream:air-b,"),
                text);
    }

    @Test
    void anEntryInBracketsIsWrittenAnewAndMeansTheSame() {
        String text =
                replaced(LINES, "air-2", "air-3", null, null).files().getFirst().text();
        assertTrue(
                text.contains("      - {key: air-3, name: \"Air, upper\", metric: temperature, unit: °C, interval: 5s,"
                        + " address: {register: 14, on: [1, 2]}, replaces: air-2}\n    outputs:"),
                text);
        assertTrue(text.contains("streams: [air-3, \"air\"]"), text);
        // And once more: it replaces the one before, not the first.
        String again =
                replaced(text, "air-3", "air-4", null, "7").files().getFirst().text();
        assertTrue(again.contains("address: 7, replaces: air-3}"), again);
    }

    @Test
    void inAnIncludedFileToo() {
        int at = LINES.indexOf("interlocks:");
        List<Configuration.File> files = List.of(
                new Configuration.File("f.yaml", "\uFEFF" + LINES.substring(0, at) + "include: [more/rules.yaml]\n"),
                new Configuration.File("more/rules.yaml", LINES.substring(at)));
        Outcome.Replaced r =
                assertInstanceOf(Outcome.Replaced.class, StreamReplacement.of(files, "air", "air-b", null, null));
        assertEquals(5, r.references());
        assertTrue(r.files().get(0).text().contains("key: air-b\n"));
        assertTrue(r.files().get(1).text().contains("stream: air-b, when"));
        assertEquals("more/rules.yaml", r.files().get(1).name());
    }

    @Test
    void whatCannotBeReplacedIsRefusedInWords() {
        assertEquals("there is no stream airr in the facility file; did you mean air?", refusal("airr", "b", null));
        assertEquals(
                "there is a stream air-2 already; the new sensor needs a key of its own",
                refusal("air", "air-2", null));
        assertTrue(refusal("air", "Air B", null).startsWith("Air B is no key"));
        assertTrue(refusal("air", "b", "{register: ").contains("is not YAML"));
    }

    @Test
    void aReplacedSensorThatStillStandsInTheFileIsAMistake() {
        String text = LINES.replace("        was: air-0\n", "").replace("{key: air-2,", "{key: air-2, replaces: air,");
        Reading reading =
                FacilityBuilder.file(List.of(new AnyDriver("simulator"))).read("f.yaml", text, null, s -> true);
        String said =
                assertInstanceOf(Reading.Refused.class, reading).problems().toString();
        assertTrue(said.contains("`replaces: air` names a stream that still stands in the file"), said);
    }
}
