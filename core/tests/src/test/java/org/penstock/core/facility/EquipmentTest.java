package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/** Equipment: each piece has the properties of its kind, in the version it was written under. */
class EquipmentTest {
    private static final String OWN = """
            schemas:
              - kind: mixer
                version: 2
                schema:
                  properties:
                    bowl: {metric: volume}
                    speed: {type: integer, minimum: 1, maximum: 3}
                    hook: {enum: [spiral, flat]}
                  required: [bowl]
            """;

    private final FacilityFile file = FacilityBuilder.file(List.of(new AnyDriver("simulator")));

    private Reading read(String more, @Nullable Configuration previous) {
        return file.read("north.yaml", new FacilityBuilder().more(more).text(), previous, s -> true);
    }

    private Configuration accepted(String more, @Nullable Configuration previous) {
        return switch (read(more, previous)) {
            case Reading.Accepted a -> a.configuration();
            case Reading.Refused r -> throw new AssertionError(r.problems().toString());
        };
    }

    /** What is wrong, with lines counted from the first line of {@code more}. */
    private String refused(String more) {
        int above = (int) new FacilityBuilder().text().lines().count();
        return switch (read(more, null)) {
            case Reading.Accepted a -> throw new AssertionError("accepted: " + a.warnings());
            case Reading.Refused r ->
                r.problems().stream()
                        .filter(p -> p.weight() == Problems.Weight.ERROR)
                        .map(p -> p.line() - above + ": " + p.what() + " | " + p.remedy())
                        .collect(Collectors.joining("\n"));
        };
    }

    private static String piece(String kind, String properties) {
        return "equipment:\n  - key: a\n    name: A\n    kind: " + kind + "\n    properties:\n      " + properties
                + "\n";
    }

    @Test
    void aPieceHasThePropertiesOfItsKind() {
        Equipment e = accepted("""
                equipment:
                  - key: feed-pump
                    name: Feed pump
                    kind: pump
                    location: house
                    maker: Grundfos
                    model: CR 3-8
                    serial: 0042
                    properties: {type: centrifugal, max_flow: 60 L/min, rated_power: 1.1 kW, phases: 3, dry_run_protection: true}
                """, null).part(Equipment.class);
        EquipmentSpec pump = e.pieces().getFirst();
        assertEquals("0042", pump.serial(), "a serial number keeps its zeros");
        assertEquals(1, pump.version());
        assertEquals(
                "{\"type\":\"centrifugal\",\"max_flow\":\"60 L/min\",\"rated_power\":\"1.1 kW\",\"phases\":3,\"dry_run_protection\":true}",
                pump.properties());
        assertEquals(
                List.of("pump.1"), e.schemas().stream().map(SchemaSpec::key).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "pump; max_flwo: 60 L/min; a pump has no property `max_flwo` | did you mean `max_flow`?",
                "pump; max_flow: 60; `max_flow: 60` has no unit | write the unit you mean: 60 L/min",
                "pump; max_flow: 60 kg; the unit `kg` does not fit flow | write one of: L/min, gal/min, m³/h",
                "pump; max_flow: 99999 L/min; outside what flow can be | write a value from 0 to 10000 L/min",
                "pump; type: centrifugel; is not one of the words of this property | did you mean `centrifugal`?",
                "pump; dry_run_protection: 'yes'; does not fit this property | write true or false (Stops by itself without liquid)",
                "conveyor; length_m: -3; does not fit this property | write a number, 0 or more (Length, m)",
                "conveyor; length_m: long; does not fit this property | write a number, 0 or more (Length, m)",
                "cold_unit; doors: 51; does not fit this property | write a whole number from 0 to 50 (Number of doors)",
                "cold_unit; doors: 1e99; does not fit this property | write a whole number from 0 to 50",
                "cold_unit; doors: 123456789012345678901234567890; does not fit this property",
                "cold_unit; doors: 1.5; does not fit this property | write a whole number from 0 to 50",
                "sensor_probe; measures: [temperature, humidty]; is not one of the words of this property | did you mean `humidity`?",
                "sensor_probe; measures: []; does not fit this property",
            })
    void aFaultIsToldAtTheLineOfTheProperty(String kind, String property, String told) {
        String found = refused(piece(kind, property));
        assertTrue(found.startsWith("6: ") && found.contains(told), found);
    }

    @Test
    void whatIsMissingIsToldWithWhatToWrite() {
        assertTrue(
                refused(piece("tank", "contents: water"))
                        .startsWith(
                                "6: the property `capacity` of the tank is missing | add `capacity: …`: a number with its unit: L, gal, m³"),
                () -> refused(piece("tank", "contents: water")));
        assertTrue(refused("equipment:\n  - {key: a, name: A, kind: tank}\n").startsWith("2: the property `capacity`"));
        assertTrue(refused(piece("pmup", "x: 1"))
                .contains("`kind: pmup` is no kind of equipment | did you mean `kind: pump`?"));
    }

    @Test
    void anOldPieceStaysValidUnderItsOwnVersion() {
        String pieces = """
                equipment:
                  - {key: old, name: Old, kind: mixer, properties: {volume: 40 L}}
                  - {key: new, name: New, kind: mixer, schema: 2, properties: {bowl: 60 L, speed: 2}}
                """;
        Equipment e = accepted(OWN + pieces, null).part(Equipment.class);
        assertEquals(
                List.of(1, 2), e.pieces().stream().map(EquipmentSpec::version).toList());
        assertEquals(
                List.of("mixer.1", "mixer.2"),
                e.schemas().stream().map(SchemaSpec::key).toList());
        String wrong = refused(OWN + pieces.replace("volume: 40 L", "bowl: 40 L"));
        assertTrue(
                wrong.contains(
                        "a mixer has no property `bowl` in version 1 | version 2 has it: write `schema: 2` for this piece"),
                wrong);
        assertTrue(refused(OWN + pieces.replace("schema: 2", "schema: 3"))
                .contains("no version 3 of `mixer` | write one of: 1, 2"));
        assertTrue(refused(OWN + pieces.replace("bowl: 60 L, ", ""))
                .contains("12: the property `bowl` of the mixer is missing"));
    }

    @Test
    void aVersionNeverChanges() {
        Configuration first = accepted(OWN, null);
        Reading changed = read(OWN.replace("maximum: 3", "maximum: 4"), first);
        String told = ((Reading.Refused) changed).problems().toString();
        assertTrue(told.contains("version 2 of `mixer` is in force with other properties"), told);
        assertTrue(refused(OWN.replace("version: 2", "version: 1"))
                .startsWith("3: version 1 of `mixer` comes with the program | give this one the version 2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "metric: volume; metric: volumen; 6: `metric: volumen` is no metric | did you mean `volume`?",
                "type: integer; type: integral; 7: this is not JSON Schema 2020-12",
                "minimum: 1; minimum: small; 7: this is not JSON Schema 2020-12",
                "minimum: 1; $ref: 'http://example.org/a.json'; 7: a schema is written out here; `$ref` is not followed",
                "minimum: 1; pattern: '[a'; 7: `pattern: [a` is no expression",
                "kind: mixer; kind: Mixer; 2: `kind: Mixer` is not a kind",
            })
    void aSchemaIsCheckedItself(String take, String put, String told) {
        String found = refused(OWN.replace(take, put));
        assertTrue(found.startsWith(told), found);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$ref: '#'",
                "$ref: '#/properties/nowhere'",
                "$ref: '#/$defs/a', $defs: {a: {$ref: '#/$defs/b'}, b: {$ref: '#/$defs/a'}}",
                "$schema: 'http://example.org/none'",
                "$schema: 'http://json-schema.org/draft-04/schema#'",
                "$id: 'http://example.org/other'",
                "$id: '::'",
                "$anchor: x, $ref: '#x'",
                "$dynamicRef: '#x'",
                "pattern: '(?<a>x)\\k<b>'",
                "patternProperties: {'[': {type: string}}",
                "patternProperties: {'^x': {type: string}}",
                "properties: 3",
                "required: 3",
                "multipleOf: 0",
                "type: [string, {}]",
                "unevaluatedProperties: false",
                "if: {}, then: {$ref: '#/$defs/x'}",
                "maxProperties: 1e99",
                "minimum: 1e999",
                "not: {}",
                "oneOf: []",
                "$vocabulary: {'http://example.org': true}",
                "contentMediaType: application/json",
                "propertyNames: {$ref: '#/'}",
            })
    void anOddSchemaIsUsedOrToldAndNothingWorse(String words) {
        String more = "schemas:\n  - kind: odd\n    version: 1\n    schema: {%s}\n".formatted(words)
                + "equipment:\n  - {key: a, name: A, kind: odd, properties: {x: 1, y: {x: 2}}}\n";
        switch (read(more, null)) {
            case Reading.Accepted a ->
                assertEquals(
                        a.configuration().part(Equipment.class),
                        FacilityBuilder.reread(a.configuration().json()).part(Equipment.class));
            case Reading.Refused r ->
                assertTrue(
                        r.problems().stream()
                                .anyMatch(p -> p.line() >= 4 && !p.what().endsWith("null")),
                        () -> r.problems().toString());
        }
    }

    @Test
    void aReplacedPieceIsANewOneThatNamesTheOld() {
        Configuration first = accepted("equipment: [{key: p1, name: Pump, kind: pump}]", null);
        Configuration second = accepted("equipment: [{key: p2, name: Pump, kind: pump, replaces: p1}]", first);
        assertEquals("p1", second.part(Equipment.class).pieces().getFirst().replaces());
        // Read back without the file before it, the piece that has left is still known.
        assertEquals(
                second.part(Equipment.class),
                FacilityBuilder.reread(second.json()).part(Equipment.class));
        String told = refused("equipment:\n  - {key: p2, name: Pump, kind: pump, replaces: p3}\n");
        assertTrue(told.startsWith("2: `replaces: p3` names no equipment"), told);
        told = refused("""
                equipment:
                  - {key: a, name: A, kind: pump, replaces: b}
                  - {key: b, name: B, kind: pump, replaces: a}
                  - {key: c, name: C, kind: pump, replaces: b}
                """);
        assertTrue(told.contains("2: the piece `a` replaces itself: a → b → a"), told);
        assertTrue(told.contains("4: `b` is replaced by `a` already"), told);
    }

    static List<String> kinds() {
        return EquipmentKinds.BUILT_IN;
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void everyKindThatComesWithTheProgramIsSound(String kind) {
        EquipmentKinds kinds = new EquipmentKinds();
        assertEquals(List.of(), kinds.faults(EquipmentKinds.builtIn(kind)));
        PropertySchema schema = kinds.schema(kind, 1).orElseThrow();
        Problems problems = new Problems();
        StringBuilder unknown = new StringBuilder("zzqq: 1\n");
        EquipmentKinds.builtIn(kind).path("properties").forEachEntry((word, property) -> {
            assertTrue(!property.path("description").asString("").isBlank(), word + " says nothing");
            if (property.has("metric")) {
                assertTrue(PropertySchema.metric(property).isPresent(), word);
                unknown.append(word).append(": 1 kWh/furlong\n");
            }
        });
        Node written = FacilityText.parse("p.yaml", unknown.toString(), problems);
        schema.check(written, written, kinds, problems);
        List<String> told = problems.all().stream().map(Problem::what).toList();
        assertTrue(told.stream().anyMatch(w -> w.contains("no property `zzqq`")), told::toString);
        assertEquals(
                unknown.chars().filter(c -> c == '\n').count() - 1,
                told.stream().filter(w -> w.contains("does not fit")).count(),
                told::toString);
    }
}
