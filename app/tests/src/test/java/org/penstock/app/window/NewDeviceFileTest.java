package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.app.window.model.FindingRow;
import org.penstock.app.window.model.NewDevice;
import org.penstock.core.facility.Addition;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.link.Finding;
import org.penstock.core.quantity.Ticker;

/** What the window writes of a new device is what the program reads: a facility takes it as it is. */
class NewDeviceFileTest {
    private static final String MAIN = """
            penstock: 1
            organization: {key: o, name: Org}
            site: {key: north, name: North, profile: grow, timezone: Europe/Amsterdam}
            locations: [{key: bay-3, name: Bay 3, kind: zone}]
            links:
              - {key: broker, driver: mqtt, connection: {host: 192.168.1.30}}
              - {key: plc, driver: modbus, connection: {host: 192.168.1.20}}
            """;

    @TempDir
    Path folder;

    @Test
    void findingsOfABrokerMakeADeviceAFacilityTakes() throws IOException {
        NewDevice node = device(
                "broker",
                new Finding("farm/b3", "/temp", "21.4 °C", "", "{topic: \"farm/b3\", value: \"/temp\"}"),
                new Finding("farm/b3", "/light", "120 µmol/m²/s", "", "{topic: \"farm/b3\", value: \"/light\"}"),
                new Finding("farm/b3", "/n", "17", "", "{topic: \"farm/b3\", value: \"/n\"}"));
        assertEquals(List.of(), faults(node));
    }

    @Test
    void findingsOfABusMakeADeviceAFacilityTakes() throws IOException {
        NewDevice unit = device(
                "plc",
                new Finding("unit 3", "holding:100", "17096", "4 ms", "{register: \"holding:100\"}", "{unit_id: 3}"),
                new Finding("unit 3", "holding:101", "0", "4 ms", "{register: \"holding:101\"}", "{unit_id: 3}"));
        assertEquals("{unit_id: 3}", unit.address());
        assertEquals(List.of(), faults(unit));
    }

    private static NewDevice device(String link, Finding... found) {
        List<FindingRow> picks = new ArrayList<>();
        for (Finding f : found) {
            picks.add(new FindingRow(f.place(), f));
        }
        NewDevice d = NewDevice.EMPTY.with(link, picks);
        return new NewDevice(link, "node-3", "Node \"3\"", "bay-3", d.address(), d.streams());
    }

    private List<String> faults(NewDevice device) throws IOException {
        List<Configuration.File> files =
                Addition.of(List.of(new Configuration.File("north.yaml", MAIN)), device.file(device.yaml()));
        for (Configuration.File f : files) {
            Files.writeString(folder.resolve(f.name()), f.text());
        }
        return new RuntimeFacilities("ada", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1))
                .check(folder.resolve("north.yaml")).stream()
                        .filter(p -> p.weight() == Weight.ERROR)
                        .map(Problem::toString)
                        .toList();
    }
}
