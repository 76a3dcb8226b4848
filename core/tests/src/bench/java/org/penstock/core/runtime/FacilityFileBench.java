package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;

/**
 * Checks a facility of 5,000 streams in 12 files: 250 devices with 500 outputs, an alert for each stream, 250 rules,
 * 500 pieces of equipment and as many relationships. Prints the first check of this process, from its start
 * and by itself; later ones; a check of the same facility with 5,000 faults; and reading back what is stored.
 */
public final class FacilityFileBench {
    private static final int DEVICES = 250;
    private static final int STREAMS = 20;
    private static final int FILES = 10;

    private FacilityFileBench() {}

    public static void main(String[] args) throws IOException {
        long started = ManagementFactory.getRuntimeMXBean().getStartTime();
        Path folder = Files.createTempDirectory("facility");
        Path main = write(folder);
        long began = System.currentTimeMillis();
        Configuration first = accepted(check(main));
        long ended = System.currentTimeMillis();
        System.out.printf(
                Locale.ROOT,
                "first check: %d ms (process %d ms old); %d files, %,d characters%n",
                ended - began,
                ended - started,
                first.files().size(),
                first.files().stream().mapToLong(f -> f.text().length()).sum());
        for (int i = 0; i < 8; i++) {
            long from = System.nanoTime();
            accepted(check(main));
            System.out.printf(Locale.ROOT, "check %d: %d ms%n", i + 2, (System.nanoTime() - from) / 1_000_000);
        }
        long from = System.nanoTime();
        file().reread(first.json());
        System.out.printf(Locale.ROOT, "reading back: %d ms%n", (System.nanoTime() - from) / 1_000_000);
        Path alerts = folder.resolve("alerts.yaml");
        Files.writeString(alerts, Files.readString(alerts).replace("severity: info", "severity: inof"));
        from = System.nanoTime();
        int faults = ((Reading.Refused) check(main)).problems().size();
        System.out.printf(Locale.ROOT, "with %,d faults: %d ms%n", faults, (System.nanoTime() - from) / 1_000_000);
    }

    private static FacilityFile file() {
        Driver driver = new Driver() {
            @Override
            public String protocol() {
                return "field";
            }

            @Override
            public void check(LinkSpec spec, Problems problems) {}

            @Override
            public Link open(LinkSpec spec, LinkContext context) {
                throw new UnsupportedOperationException("a check opens nothing");
            }
        };
        return Rooms.facilityFile(List.of(driver), UuidCreator::getTimeOrderedEpoch);
    }

    private static Reading check(Path main) throws IOException {
        return file().read(main, null, secret -> true);
    }

    private static Configuration accepted(Reading reading) {
        return switch (reading) {
            case Reading.Accepted a -> a.configuration();
            case Reading.Refused r ->
                throw new IllegalStateException(r.problems().toString());
        };
    }

    private static Path write(Path folder) throws IOException {
        Files.createDirectories(folder.resolve("devices"));
        StringBuilder alerts = new StringBuilder("alerts:\n");
        StringBuilder rules = new StringBuilder("rules:\n");
        StringBuilder pieces = new StringBuilder("equipment:\n");
        StringBuilder bonds = new StringBuilder("relationships:\n");
        for (int f = 0; f < FILES; f++) {
            StringBuilder devices = new StringBuilder("devices:\n");
            for (int d = f * DEVICES / FILES; d < (f + 1) * DEVICES / FILES; d++) {
                device(d, devices);
                for (int s = 0; s < STREAMS; s++) {
                    alerts.append(
                            "  - {key: silent-%1$d-%2$d, name: Silent, stream: t-%1$d-%2$d, type: missing_data, severity: info}%n"
                                    .formatted(d, s));
                }
                pieces.append(
                        "  - {key: fan-%1$d, name: Fan %1$d, kind: fan, location: bay-%2$d, properties: {use: exhaust, rated_power: 1.5 kW}}%n"
                                .formatted(d, d % 50));
                pieces.append("  - {key: meter-%1$d, name: Meter %1$d, kind: energy_meter, properties: {phases: 3}}%n"
                        .formatted(d));
                bonds.append("  - {from: meter-%1$d, type: meters, to: equipment:fan-%1$d}%n".formatted(d));
                bonds.append("  - {from: t-%1$d-0, type: measures, to: bay-%2$d}%n".formatted(d, d % 50));
                rules.append(
                        "  - {key: vent-%1$d, name: Vent, stream: t-%1$d-0, when: above, limit: 27 °C, hysteresis: 1 °C, output: o-%1$d-0, value: 1}%n"
                                .formatted(d));
            }
            Files.writeString(folder.resolve("devices/%02d.yaml".formatted(f)), devices);
        }
        Files.writeString(folder.resolve("alerts.yaml"), alerts);
        StringBuilder locations = new StringBuilder("locations:\n  - {key: house, name: House, kind: building}\n");
        for (int l = 0; l < 50; l++) {
            locations.append("  - {key: bay-%1$d, name: Bay %1$d, kind: zone, parent: house}%n".formatted(l));
        }
        return Files.writeString(folder.resolve("main.yaml"), """
                penstock: 1
                include: [devices/*.yaml, alerts.yaml]
                organization: {key: o, name: Organization}
                site: {key: north, name: North, profile: grow, timezone: Europe/Amsterdam}
                links: [{key: line, driver: field}]
                """ + locations + pieces + bonds + rules);
    }

    private static void device(int d, StringBuilder out) {
        out.append(
                "  - key: node-%1$d%n    name: Node %1$d%n    link: line%n    location: bay-%2$d%n    address: {unit_id: %1$d}%n    streams:%n"
                        .formatted(d, d % 50));
        for (int s = 0; s < STREAMS; s++) {
            out.append(
                    "      - {key: t-%1$d-%2$d, name: Temperature %1$d %2$d, metric: temperature, unit: °F, interval: 10s, max_age: 60s, address: {register: \"holding:%2$d\", type: float32}}%n"
                            .formatted(d, s));
        }
        out.append("    outputs:\n");
        for (int o = 0; o < 2; o++) {
            out.append("      - {key: o-%1$d-%2$d, name: Output %1$d %2$d, kind: fan, address: {coil: %2$d}}%n"
                    .formatted(d, o));
        }
    }
}
