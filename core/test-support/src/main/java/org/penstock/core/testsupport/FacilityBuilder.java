package org.penstock.core.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.penstock.core.alert.AlertSection;
import org.penstock.core.compliance.JurisdictionSection;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.ControlSection;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceSection;
import org.penstock.core.facility.EquipmentSection;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.PlaceSection;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.RelationshipSection;
import org.penstock.core.facility.UserSection;
import org.penstock.core.link.Driver;
import org.penstock.core.link.LinkSection;

/**
 * Writes a facility file for a test, in the few lines that matter to it, and reads it through the product's reader. One
 * site in Europe/Amsterdam, one link {@code sim}, one device {@code skid}, everything in {@code bay-1}. Ids are the same
 * in every run.
 *
 * <pre>{@code
 * Configuration c = new FacilityBuilder()
 *         .stream("air-temp", "temperature", "°C")
 *         .output("fan-1", "fan")
 *         .rule("{key: vent, name: Vent, stream: air-temp, when: above, limit: 27 °C, output: fan-1, value: 1}")
 *         .build();
 * }</pre>
 */
public final class FacilityBuilder {
    private static final List<Driver> EVERY =
            List.of(new AnyDriver("simulator"), new AnyDriver("mqtt"), new AnyDriver("modbus"));

    private final List<String> links = new ArrayList<>(List.of("{key: sim, driver: simulator}"));
    private final List<String> streams = new ArrayList<>();
    private final List<String> outputs = new ArrayList<>();
    private final List<String> interlocks = new ArrayList<>();
    private final List<String> rules = new ArrayList<>();
    private final List<String> programs = new ArrayList<>();
    private final List<String> alerts = new ArrayList<>();
    private List<? extends Driver> drivers = EVERY;
    private final StringBuilder more = new StringBuilder();
    private String zone = "Europe/Amsterdam";
    private String units = "{}";

    /** A reader with the product's sections and ids that are the same in every run. */
    public static FacilityFile file(List<? extends Driver> drivers) {
        AtomicLong made = new AtomicLong();
        return new FacilityFile(
                List.of(
                        new PlaceSection(),
                        new DeviceSection(ControlSection.output()),
                        new EquipmentSection(),
                        new RelationshipSection(),
                        new UserSection(),
                        new LinkSection(List.copyOf(drivers)),
                        new ControlSection(),
                        new AlertSection(),
                        new JurisdictionSection()),
                () -> new UUID(0x019a_0000_0000_7000L, 0x8000_0000_0000_0000L | made.incrementAndGet()));
    }

    /** Compiles a stored configuration again, as a start does; every driver is taken as known. */
    public static Configuration reread(String json) {
        return file(EVERY).reread(json);
    }

    /** Uses real drivers instead of ones that accept everything. */
    public FacilityBuilder drivers(Driver... real) {
        drivers = List.of(real);
        return this;
    }

    /** Every date of the site is in this zone. */
    public FacilityBuilder zone(String id) {
        zone = id;
        return this;
    }

    /** The units in which values are shown, as written in the file: {@code {temperature: °F}}. */
    public FacilityBuilder units(String yaml) {
        units = yaml;
        return this;
    }

    /** Further top-level words as written in the file: {@code equipment}, {@code relationships}. */
    public FacilityBuilder more(String yaml) {
        more.append(yaml.strip()).append('\n');
        return this;
    }

    /** Replaces the link {@code sim} by one with this driver and connection: {@code {host: 127.0.0.1, port: 502}}. */
    public FacilityBuilder link(String driver, String connection) {
        links.clear();
        links.add("{key: sim, driver: " + driver + ", connection: " + connection + "}");
        return this;
    }

    /** A stream every second, stale after 5 s, with an address of its own. */
    public FacilityBuilder stream(String key, String metric, String unit) {
        return stream("{key: " + key + ", name: " + key + ", metric: " + metric + ", unit: \"" + unit
                + "\", interval: 1s, address: {reading: " + key + "}}");
    }

    /** A stream as written in the file. */
    public FacilityBuilder stream(String yaml) {
        streams.add(yaml);
        return this;
    }

    /** An output that starts safe, at most 15 min on, with a device timer and an address of its own. */
    public FacilityBuilder output(String key, String kind) {
        return output("{key: " + key + ", name: " + key + ", kind: " + kind
                + ", safe: 0, on_start: safe, max_on: 15min, guard: device_timer, timeout: 2s, address: {actuator: "
                + key + ", timer: yes}}");
    }

    /** An output as written in the file. */
    public FacilityBuilder output(String yaml) {
        outputs.add(yaml);
        return this;
    }

    /** An interlock as written in the file. */
    public FacilityBuilder interlock(String yaml) {
        interlocks.add(yaml);
        return this;
    }

    /** A rule as written in the file. */
    public FacilityBuilder rule(String yaml) {
        rules.add(yaml);
        return this;
    }

    /** A program as written in the file. */
    public FacilityBuilder program(String yaml) {
        programs.add(yaml);
        return this;
    }

    /** An alert rule as written in the file. */
    public FacilityBuilder alert(String yaml) {
        alerts.add(yaml);
        return this;
    }

    /** The facility file. */
    public String text() {
        return """
                penstock: 1
                organization: {key: northglass, name: Northglass Growers}
                site: {key: north, name: North House, profile: grow, timezone: %s, units: %s}
                locations:
                  - {key: house, name: Glasshouse 1, kind: building}
                  - {key: bay-1, name: Bay 1, kind: zone, parent: house}
                """.formatted(zone, units)
                + list("links", links)
                + """
                devices:
                  - key: skid
                    name: Irrigation skid
                    link: sim
                    location: bay-1
                    address: {}
                """
                + list("    streams", streams)
                + list("    outputs", outputs)
                + list("interlocks", interlocks)
                + list("rules", rules)
                + list("programs", programs)
                + list("alerts", alerts)
                + more;
    }

    /** The file, compiled. Fails with every problem when it is not accepted. */
    public Configuration build() {
        return switch (file(drivers).read("test.yaml", text(), null, secret -> true)) {
            case FacilityFile.Reading.Accepted a -> a.configuration();
            case FacilityFile.Reading.Refused r ->
                throw new AssertionError(
                        r.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")) + "\n" + text());
        };
    }

    /** What the engine knows of the file. */
    public ControlConfig control() {
        return build().part(ControlConfig.class);
    }

    private static String list(String word, List<String> items) {
        String indent = " ".repeat(word.length() - word.strip().length() + 2);
        return items.isEmpty()
                ? ""
                : word + ":\n"
                        + items.stream().map(i -> indent + "- " + i + "\n").collect(Collectors.joining());
    }
}
