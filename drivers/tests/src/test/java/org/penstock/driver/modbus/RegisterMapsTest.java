package org.penstock.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.core.facility.FacilityText;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;

/** Every register map that comes with the program can be trusted as far as paper goes. */
class RegisterMapsTest {
    private final Problems problems = new Problems();

    static List<String> names() {
        return new RegisterMaps().names();
    }

    private RegisterMap map(String name) {
        return new RegisterMaps().get(name, problems);
    }

    private void assertNoProblem() {
        assertEquals(List.of(), problems.all());
    }

    @ParameterizedTest
    @MethodSource("names")
    void readsWithoutAFaultAndSaysWhereItIsFrom(String name) {
        RegisterMap map = map(name);
        assertNoProblem();
        assertFalse(map.points().isEmpty());
        RegisterMap.Source source = map.source();
        for (String part : List.of(source.document(), source.revision(), source.page(), source.read())) {
            assertTrue(!part.isBlank() && part.length() <= 400, name + " names its source: " + part);
        }
        assertTrue(source.read().matches("(?s).*[a-z0-9]\\.[a-z0-9].*"), "an address: " + source.read());
    }

    /** A device of its own for each: commands to one place would overtake one another. */
    private LinkSpec.Device commanded(String name, int unit, MapPoint p) {
        String set =
                p.output().toJson().toString().contains("ph:float32") ? "{zone: 1, ec: 1.8, ph: 5.8}" : "{zone: 1}";
        Node address = yaml("{point: " + p.key() + ", set: " + set + "}");
        return new LinkSpec.Device(
                "device-" + unit,
                yaml("{map: " + name + ", unit_id: " + unit + "}"),
                List.of(),
                List.of(new LinkSpec.OutputPoint(1_000 + unit, p.key(), address, "device_timer")));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyPointIsReadAndWrittenAsAFacilityWould(String name) {
        RegisterMap map = map(name);
        List<LinkSpec.StreamPoint> streams = new ArrayList<>();
        List<LinkSpec.OutputPoint> outputs = new ArrayList<>();
        List<LinkSpec.Device> commanded = new ArrayList<>();
        for (MapPoint p : map.points().values()) {
            int no = streams.size() + 1;
            Node address = yaml("point: " + p.key());
            streams.add(new LinkSpec.StreamPoint(no, p.key(), p.metric(), p.unit(), 1_000, address));
            Node command = p.output().get("command");
            if (p.writable() && !command.isMissing()) {
                commanded.add(commanded(name, commanded.size() + 10, p));
            } else if (p.writable()) {
                outputs.add(new LinkSpec.OutputPoint(no, p.key(), address));
            }
        }
        List<LinkSpec.Device> devices = new ArrayList<>(commanded);
        devices.add(new LinkSpec.Device("device", yaml("map: " + name), streams, outputs));

        ModbusPlan plan =
                ModbusPlan.compile(new LinkSpec("link", "modbus", yaml("host: 127.0.0.1"), devices), problems);

        // Among the faults that would be told: a register out of range, two outputs on one register.
        assertNoProblem();
        assertEquals(map.points().size(), plan.points().size());
        assertEquals(outputs.size() + commanded.size(), plan.outputs().size());
        Map<String, String> places = new HashMap<>();
        plan.points().forEach(p -> {
            String other = places.put(p.at() + " " + p.codec(), p.key());
            assertEquals(null, other, () -> other + " and " + p.key() + " are one value");
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void rangesAreWhatTheMetricCanBe(String name) {
        for (MapPoint p : map(name).points().values()) {
            assertFalse(p.min() > p.max(), p.key());
            for (double limit : List.of(p.min(), p.max())) {
                double canonical = p.unit().toCanonical(limit);
                assertFalse(
                        canonical < p.metric().min() || canonical > p.metric().max(),
                        () -> p.key() + " reaches " + limit + " " + p.unit().code());
            }
            assertFalse(p.safe() < p.min() || p.safe() > p.max(), () -> p.key() + " is safe outside its range");
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void aCommunicationTimeoutIsARegisterThatCanBeWritten(String name) {
        String register = map(name).communicationTimeout();
        if (!register.isEmpty()) {
            Register at = Register.read(yaml("at: \"" + register + "\"").get("at"), problems);
            assertNoProblem();
            assertEquals(RegisterTable.HOLDING, at == null ? null : at.table());
        }
    }

    @Test
    void theLibraryHoldsEveryKindOfDeviceOnSite() throws Exception {
        Map<String, Long> kinds =
                names().stream().collect(Collectors.groupingBy(n -> map(n).kind(), Collectors.counting()));
        assertEquals(new TreeSet<>(RegisterMap.KINDS), new TreeSet<>(kinds.keySet()));
        // Hardly a maker of fertigation units publishes registers.
        kinds.forEach((kind, n) -> assertTrue(n >= (kind.equals("fertigation") ? 2 : 3), kinds.toString()));
        assertTrue(names().size() >= 30, names().size() + " devices");
    }

    @Test
    void theIndexNamesEveryFileOnceInOrder() throws Exception {
        Path maps = Path.of("../src/main/resources/org/penstock/driver/modbus/maps");
        try (Stream<Path> files = Files.list(maps)) {
            List<String> found = files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".yaml"))
                    .map(f -> f.substring(0, f.length() - ".yaml".length()))
                    .sorted()
                    .toList();
            assertEquals(found, names());
        }
    }

    @Test
    void aFaultInAMapIsToldAtItsLineInItsFile() {
        RegisterMap.read("acme-probe", FacilityText.parse("maps/acme-probe.yaml", """
                kind: probe
                maker: Acme
                model: X1
                source: {document: Manual, revision: 1, page: 3}
                points:
                  Temp: {name: T, metric: temperature, at: {register: "input:1"}}
                  humidity: {name: RH, metric: humidity, unit: degC, at: {register: "input:2"}}
                  valve: {name: Valve, metric: state, safe: 0}
                """, problems), problems);

        String all = problems.all().stream()
                .map(p -> p.file() + ":" + p.line() + ": " + p.what())
                .collect(Collectors.joining("\n"));
        for (String expected : List.of(
                "maps/acme-probe.yaml:1: `kind: probe` is not one of climate_computer",
                "maps/acme-probe.yaml:1: `device` is missing",
                "maps/acme-probe.yaml:4: `read` is missing",
                "maps/acme-probe.yaml:6: `Temp` is not the word of a point",
                "maps/acme-probe.yaml:7: the unit `degC` does not fit humidity",
                "maps/acme-probe.yaml:8: the point `valve` stands nowhere",
                "maps/acme-probe.yaml:8: the point `valve` says how an output is written, but cannot be written")) {
            assertTrue(all.contains(expected), "missing: " + expected + "\nin:\n" + all);
        }
    }

    private Node yaml(String text) {
        return FacilityText.parse("facility.yaml", text, problems);
    }
}
