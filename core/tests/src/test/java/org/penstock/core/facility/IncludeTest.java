package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/** One facility in several files. */
class IncludeTest {
    private static final String MAIN = """
            penstock: 1
            organization: {key: northglass, name: Northglass Growers}
            site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
            include: [devices/*.yaml, alerts.yaml]
            links: [{key: sim, driver: simulator}]
            """;
    private static final String DEVICE = """
            devices:
              - key: %1$s
                name: Node %1$s
                link: sim
                streams:
                  - {key: temp-%1$s, name: Temperature, metric: temperature, interval: 5s, address: {reading: %1$s}}
            """;
    private static final String ALERTS = """
            penstock: 1
            alerts:
              - {key: silent-a, name: Silent, stream: temp-a, type: missing_data, severity: info}
              - {key: silent-b, name: Silent, stream: temp-b, type: missing_data, severity: info}
            """;

    @TempDir
    private Path folder;

    private final FacilityFile file = FacilityBuilder.file(List.of(new AnyDriver("simulator")));

    private void put(String name, String text) throws IOException {
        Path path = folder.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void good() throws IOException {
        put("north.yaml", MAIN);
        put("devices/b.yaml", DEVICE.formatted("b"));
        put("devices/a.yaml", DEVICE.formatted("a"));
        put("devices/notes.txt", "not a facility");
        put("alerts.yaml", ALERTS);
    }

    private Configuration accepted() throws IOException {
        return switch (file.read(folder.resolve("north.yaml"), null, s -> true)) {
            case Reading.Accepted a -> a.configuration();
            case Reading.Refused r -> throw new AssertionError(r.problems().toString());
        };
    }

    private String refused() throws IOException {
        return switch (file.read(folder.resolve("north.yaml"), null, s -> true)) {
            case Reading.Accepted a -> throw new AssertionError("accepted: " + a.warnings());
            case Reading.Refused r ->
                r.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"));
        };
    }

    @Test
    void listsAreConcatenatedInTheOrderOfTheNames() throws IOException {
        good();
        Configuration c = accepted();
        assertEquals(
                List.of("north.yaml", "devices/a.yaml", "devices/b.yaml", "alerts.yaml"),
                c.files().stream().map(Configuration.File::name).toList());
        assertEquals(
                List.of("a", "b"),
                c.part(Devices.class).devices().stream().map(DeviceSpec::key).toList());
        assertEquals("north.yaml", c.fileName());
    }

    @Test
    void whatIsStoredNeedsNoDisk() throws IOException {
        good();
        Configuration c = accepted();
        for (Configuration.File f : c.files()) {
            Files.delete(folder.resolve(f.name()));
        }
        Configuration back = FacilityBuilder.reread(c.json());
        assertEquals(c.files(), back.files());
        assertEquals(c.part(Devices.class).streams(), back.part(Devices.class).streams());
        Configuration handed = switch (file.read(c.files(), c, s -> true)) {
            case Reading.Accepted a -> a.configuration();
            case Reading.Refused r -> throw new AssertionError(r.problems().toString());
        };
        assertEquals(c.hash(), handed.hash(), "the same files handed over as texts are the same configuration");
    }

    @Test
    void aFaultIsToldInItsOwnFile() throws IOException {
        good();
        put("devices/b.yaml", DEVICE.formatted("b").replace("metric: temperature", "metric: temprature"));
        put("alerts.yaml", ALERTS.replace("stream: temp-a", "stream: tmep-a"));
        String told = refused();
        assertTrue(told.contains("devices/b.yaml:6: `metric: temprature`"), told);
        assertTrue(told.contains("alerts.yaml:3: `stream: tmep-a` names no stream"), told);
    }

    @Test
    void aKeyUsedTwiceNamesBothFiles() throws IOException {
        good();
        put("devices/b.yaml", DEVICE.formatted("b").replace("- key: b", "- key: a"));
        assertTrue(refused()
                .contains("devices/b.yaml:2: the device key `a` is used twice, first in line 2 of devices/a.yaml"));
    }

    @Test
    void aWordThatIsNoListStandsInOneFile() throws IOException {
        good();
        put("alerts.yaml", ALERTS + "site: {key: south, name: South, profile: grow, timezone: UTC}\n");
        assertTrue(refused().contains("alerts.yaml:5: `site` is written twice, first in line 3 of north.yaml"));
    }

    @Test
    void anUnknownWordIsToldWhereItStands() throws IOException {
        good();
        put("alerts.yaml", ALERTS.replace("alerts:", "alarts:"));
        assertTrue(refused().contains("alerts.yaml:2: unknown word `alarts`\n    did you mean `alerts`?"));
    }

    @Test
    void aFileThatIsNotThereIsToldWithTheNearestName() throws IOException {
        good();
        put("north.yaml", MAIN.replace(", alerts.yaml", ", alert.yaml"));
        assertTrue(refused().contains("north.yaml:4: there is no file `alert.yaml`\n    did you mean `alerts.yaml`?"));
        put("north.yaml", MAIN.replace("devices/", "device/"));
        assertTrue(refused().contains("north.yaml:4: `include: device/*.yaml` matches no file"));
    }

    @Test
    void nothingOutsideTheFolderIsRead() throws IOException {
        good();
        for (String name :
                List.of("../secret.yaml", "/etc/hosts.yaml", "a/../../b.yaml", "c:/b.yaml", "d\\b.yaml", "**/a.yaml")) {
            put("north.yaml", MAIN.replace("alerts.yaml", "'" + name + "'"));
            assertTrue(refused().contains("north.yaml:4: `include: " + name + "` "), name);
        }
        put("north.yaml", MAIN);
        Path outside = Files.createTempFile("outside", ".yaml");
        Files.delete(folder.resolve("alerts.yaml"));
        Files.createSymbolicLink(folder.resolve("alerts.yaml"), outside);
        assertTrue(refused().contains("`alerts.yaml` is a link to a file outside of the facility file's folder"));
        Files.delete(outside);
    }

    @Test
    void aFileThatIncludesItselfIsTold() throws IOException {
        good();
        put("alerts.yaml", ALERTS + "include: more/m.yaml\n");
        put("more/m.yaml", "include: [n.yaml]\n");
        put("more/n.yaml", "include: [m.yaml]\n");
        assertTrue(
                refused().contains("more/n.yaml:1: the file includes itself: more/m.yaml → more/n.yaml → more/m.yaml"));
        put("north.yaml", MAIN.replace("alerts.yaml", "'*.yaml'"));
        put("alerts.yaml", ALERTS);
        assertEquals(4, accepted().files().size(), "a pattern that fits the file it stands in is no mistake");
    }

    @Test
    void aFileThatIsNoYamlStopsTheReadingThere() throws IOException {
        good();
        put("devices/a.yaml", "devices: [");
        assertTrue(refused().startsWith("devices/a.yaml:1: this is not valid YAML"));
        Files.write(folder.resolve("devices/a.yaml"), new byte[] {'#', '\n', (byte) 0xff});
        assertEquals("devices/a.yaml:2: this line is not UTF-8 text\n    save the file as UTF-8", refused());
        put("devices/a.yaml", "- key: a\n");
        assertTrue(refused().contains("devices/a.yaml:1: an included file begins with a word of the facility file"));
    }

    @Test
    void thereIsAnEndToHowMuchIsRead() throws IOException {
        put("north.yaml", MAIN.replace(", alerts.yaml", ""));
        for (int i = 0; i < Includes.MOST_FILES; i++) {
            put("devices/%03d.yaml".formatted(i), "");
        }
        assertTrue(refused().contains("north.yaml:4: the facility has more than 200 files"));
        for (int i = 0; i < 5; i++) {
            put("devices/%03d.yaml".formatted(i), "#" + "x".repeat(1_000_000) + "\n");
        }
        assertTrue(refused().contains("with `devices/004.yaml` the files have more than 4194304 characters together"));
    }
}
