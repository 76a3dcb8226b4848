package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What an editor is told of the facility file is what the readers do. */
class SchemaTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final FacilityFile FILE =
            FacilityBuilder.file(List.of(new AnyDriver("simulator"), new AnyDriver("modbus"), new AnyDriver("mqtt")));
    private static final JsonNode SCHEMA = JSON.readTree(FILE.schema());
    private static final Schema EDITOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA);

    /** A file with every word there is. */
    private static final String EVERY = """
            penstock: 1
            base: 0000000000000000000000000000000000000000000000000000000000000000
            include: [more.yaml]
            organization: {key: northglass, name: Northglass Growers}
            site:
              key: north
              name: North House
              profile: grow
              timezone: Europe/Amsterdam
              haccp: true
              raw_rows: true
              retention: {raw: 24 months, 1m: 2 years, 5m: 3 years, 1h: 10 years, 1d: 20 years, journal: 30 days, disk: 80 %,
                classes: [{name: Air, metrics: [co2], raw: 90 days, 1m: 90 days, 5m: 90 days, 1h: 1 year, 1d: 10 years}]}
              shifts: [{name: Day, from: "06:00", to: "18:00", days: [mon, sun]}]
              units: {temperature: °F, humidity: "%", co2: ppm, ammonia: ppm, vpd: kPa, ppfd: umol, ec: mS, ph: pH, dissolved_oxygen: mg/L,
                vwc: pct, level: "%", volume: gal, flow: gpm, pressure: psi, mass: lb, current: A, voltage: V, power: kW,
                energy: kWh, signal: dBm, state: none, count: none}
            locations:
              - {key: house, name: House, kind: building}
              - {key: bay-1, was: zone-1, name: 1, kind: zone, parent: house}
            links:
              - {key: sim, was: plc, driver: simulator, connection: {speed: 1}}
            devices:
              - key: skid
                was: skid-0
                name: Skid
                link: sim
                location: house
                address: {unit_id: 1}
                streams:
                  - {key: air, was: air-0, name: Air, metric: temperature, unit: °C, location: bay-1, interval: 5 s, max_age: 1m, live_window: 10min, backlog: 30d, address: {r: 1}}
                  - {key: loop, replaces: loop-0, name: Loop, metric: state, words: {0: open, 1: closed}, interval: 1s, address: {r: 2}}
                  - {key: tank, name: Tank, metric: volume, interval: 1s, address: {r: 3}}
                  - {key: line, name: Line, metric: pressure, interval: 500ms, address: {r: 4}}
                outputs:
                  - {key: pump-1, was: pump-0, name: Pump, kind: pump, location: bay-1, safe: 0, on_start: safe, max_on: 1h, guard: none, guard_reason: float switch, timeout: 2s, address: {a: 1}}
                  - {key: valve-1, name: Valve, kind: valve, max_on: 15min, guard: device_timer, address: {a: 2}}
                  - {key: valve-2, name: Valve, kind: valve, max_on: 15min, guard: device_timer, address: {a: 3}}
                  - {key: fan-1, name: Fan, kind: fan, address: {a: 4}}
            schemas:
              - {kind: mill, version: 1, schema: {properties: {stones: {type: integer}}}}
            equipment:
              - {key: p1, was: p0, name: Pump, kind: pump, schema: 1, location: bay-1, maker: M, model: 42, serial: 0042, properties: {max_flow: 60 L/min, phases: 3}}
              - {key: m1, name: Mill, kind: mill, replaces: p1, properties: {stones: 2}}
            relationships:
              - {from: p1, type: feeds, to: bay-1, strength: 0.5, valid_from: 2026-03-01}
            users:
              - {name: ann, roles: [operator]}
              - {name: bob, roles: owner}
            interlocks:
              - {key: stop, name: Stop, kind: e_stop, stream: loop, safe_value: 1, max_age: 10s, latch: true, outputs: all}
              - {key: low, name: Low, kind: tank_low, stream: tank, below: 50 L, hysteresis: 5 L, outputs: [pump-1]}
              - {key: high, name: High, kind: over_pressure, stream: line, above: 6 bar, outputs: pump-1}
              - {key: fresh, name: Fresh, kind: stale_input, streams: [tank], max_age: 5min, outputs: [pump-1]}
              - {key: one, name: One, kind: concurrency, most: 1, outputs: [valve-1, valve-2]}
            rules:
              - {key: vent, name: Vent, stream: air, when: above, limit: 27 °C, hysteresis: 1 °C, on_delay: 1s, off_delay: 1s, max_age: 1min, output: fan-1, value: 1, fallback: 0, mode: shadow}
            programs:
              - key: day
                name: Day
                pump: pump-1
                lead: 1s
                linger: 5s
                max_runtime: 15min
                steps: [{open: valve-1, for: 2min}, {wait: 10s}, {open: [valve-2], on: [fan-1], for: 1min}]
                start: {at: ["06:00"], days: [mon], gap: after, fold: first, missed: run_within, within: 5min}
            alerts:
              - {key: hot, name: Hot, stream: air, type: limit_high, limit: 90 °F, hysteresis: 1 °F, on_delay: 1s, off_delay: 1s, max_age: 1min, severity: warning}
              - {key: shut, name: Shut, stream: loop, type: limit_low, limit: 1, severity: info}
            destruction: {jurisdiction: us-wa}
            jurisdiction_rules:
              - {key: wa-27, jurisdiction: us-wa, from: 2027-01-01, hold: 48h, methods: [compost], mix: 50, persons: 2, witnesses: [compliance], source: WAC}
            """;

    private static Reading read(String text) {
        return FILE.read(
                List.of(new Configuration.File("every.yaml", text), new Configuration.File("more.yaml", "# nothing")),
                null,
                s -> true);
    }

    private static JsonNode json(String yaml) {
        Problems problems = new Problems();
        Node node = FacilityText.parse("file.yaml", yaml, problems);
        assertEquals(List.of(), problems.all());
        return node.toJson();
    }

    @Test
    void aFileWithEveryWordIsAcceptedByBoth() {
        Reading reading = read(EVERY);
        assertTrue(reading instanceof Reading.Accepted, reading::toString);
        assertEquals(List.of(), EDITOR.validate(json(EVERY)));
    }

    @Test
    void everyWordThatIsDeclaredStandsInThatFile() {
        Set<String> unused = new TreeSet<>();
        unused(FILE.shape(), List.of(json(EVERY)), "", unused);
        assertEquals(Set.of(), unused);
    }

    /** Collects the words of {@code shape} that stand in none of {@code places}. */
    private static void unused(Shape shape, List<JsonNode> places, String path, Set<String> unused) {
        switch (shape) {
            case Shape.Group group ->
                group.words().forEach((word, below) -> {
                    List<JsonNode> there = places.stream()
                            .filter(p -> p.has(word))
                            .map(p -> p.path(word))
                            .toList();
                    if (there.isEmpty()) {
                        unused.add(path + "/" + word);
                    }
                    unused(below, there, path + "/" + word, unused);
                });
            case Shape.Items items -> {
                List<JsonNode> all = new ArrayList<>();
                places.forEach(p -> p.forEach(all::add));
                unused(items.item(), all, path, unused);
            }
            case Shape.Value v -> {}
            case Shape.Choice c -> {}
            case Shape.Open o -> {}
        }
    }

    /** The file once for each group of fields in it, with a word there that nobody knows. */
    static Stream<String> filesWithAnUnknownWord() {
        List<String> files = new ArrayList<>();
        JsonNode every = json(EVERY);
        spoil(FILE.shape(), every, () -> files.add(every.toString()));
        return files.stream();
    }

    private static void spoil(Shape shape, JsonNode at, Runnable take) {
        if (shape instanceof Shape.Group group && at instanceof ObjectNode object) {
            for (Map.Entry<String, Shape> word : group.words().entrySet()) {
                if (object.has(word.getKey())) {
                    spoil(word.getValue(), object.path(word.getKey()), take);
                }
            }
            object.put("zzqq", 1);
            take.run();
            object.remove("zzqq");
        } else if (shape instanceof Shape.Items items && at instanceof ArrayNode array) {
            array.forEach(item -> spoil(items.item(), item, take));
        }
    }

    @ParameterizedTest
    @MethodSource("filesWithAnUnknownWord")
    void aWordThatNobodyKnowsIsRefusedByBoth(String file) {
        assertTrue(!EDITOR.validate(JSON.readTree(file)).isEmpty(), "the editor says nothing");
        Reading reading = read(file);
        assertTrue(
                reading instanceof Reading.Refused r
                        && r.problems().stream().anyMatch(p -> p.what().contains("zzqq")),
                reading::toString);
    }

    @Test
    void everyFileThatComesWithTheProgramIsAccepted() throws IOException {
        int files = 0;
        try (Stream<Path> all = Files.walk(Path.of("../src/main/resources"))) {
            for (Path file : all.filter(f -> f.toString().endsWith(".yaml")).toList()) {
                assertEquals(List.of(), EDITOR.validate(json(Files.readString(file))), file.toString());
                files++;
            }
        }
        assertTrue(files > 0);
    }

    @Test
    void itIsItselfAJsonSchema() {
        assertEquals(List.of(), new EquipmentKinds().faults(SCHEMA));
        // What an editor shows beside a word.
        assertEquals(
                "What it measures.",
                SCHEMA.at("/properties/devices/items/properties/streams/items/properties/metric/description")
                        .asString());
    }

    @Test
    void anEditorTellsWrongValuesToo() {
        for (String[] slip : new String[][] {
            {"kind: building", "kind: bulding"},
            {"interval: 5 s", "interval: often"},
            {"metric: state", "metric: stat"},
            {"roles: [operator]", "roles: [boss]"},
            {"max_flow: 60", "max_flwo: 60"},
            {"phases: 3", "phases: 2"},
            {"at: [\"06:00\"]", "at: [\"6:00\"]"},
            {"temperature: °F", "temperature: kPa"},
            {"penstock: 1", "penstock: 2"},
            {"key: hot", "key: Hot"},
        }) {
            assertTrue(EVERY.contains(slip[0]), slip[0]);
            assertTrue(!EDITOR.validate(json(EVERY.replace(slip[0], slip[1]))).isEmpty(), slip[1]);
            assertTrue(read(EVERY.replace(slip[0], slip[1])) instanceof Reading.Refused, slip[1]);
        }
    }
}
