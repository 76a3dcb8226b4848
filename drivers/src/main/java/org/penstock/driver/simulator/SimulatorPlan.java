package org.penstock.driver.simulator;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.BroilerHouse;
import org.penstock.core.control.ColdStore;
import org.penstock.core.control.Dairy;
import org.penstock.core.control.FermentationLab;
import org.penstock.core.control.Greenhouse;
import org.penstock.core.control.PlantModel;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Nearest;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/**
 * What a simulator link was told to be; checked.
 *
 * @param speed seconds of the plant in one second
 * @param plant makes the plant
 * @param start time of day in the plant at the start; null = the wall clock's in {@code zone}
 * @param zone where the plant stands
 * @param outputs by number of the output
 * @param faults what goes wrong by itself, in time
 * @param reader reads what is asked to go wrong besides
 */
record SimulatorPlan(
        double speed,
        PlantAt plant,
        @Nullable LocalTime start,
        ZoneId zone,
        List<Stream> streams,
        Map<Integer, Output> outputs,
        List<PlannedFault> faults,
        FaultReader reader) {
    SimulatorPlan {
        streams = List.copyOf(streams);
        outputs = Map.copyOf(outputs);
        faults = List.copyOf(faults);
    }

    private static final List<String> PLANTS =
            List.of("greenhouse", "cold-store", "broiler-house", "fermentation-lab", "dairy");
    private static final int MOST_VALVES = 99;
    private static final Greenhouse.Tank NO_TANK = new Greenhouse.Tank(1, 1, false);

    /** Makes a plant as it is at a time of day, µs since midnight. */
    interface PlantAt {
        PlantModel begin(long startMicros);
    }

    /** @param unit what the plant speaks there @param intervalMillis how often it is delivered, ms */
    record Stream(int no, String key, String device, String reading, Metric metric, Unit unit, long intervalMillis) {}

    /** @param timer whether the device itself closes it after the time written with each opening */
    record Output(int no, String key, String device, String actuator, boolean timer) {}

    static SimulatorPlan compile(LinkSpec spec, Problems problems) {
        Fields f = Fields.of(spec.connection(), problems);
        String kind = f.choice("plant", PLANTS, "greenhouse");
        double speed = f.number("speed", 1, 0.1, 1_000);
        long seed = f.integer("seed", 0, 0, 1_000_000);
        LocalTime start = start(f, problems);
        ZoneId zone = zone(f, problems);
        Greenhouse.Tank tank = kind.equals("greenhouse") ? tank(f, problems) : NO_TANK;
        List<Node> wrong = f.items("faults");
        f.done();
        PlantModel names = plant(kind, MOST_VALVES, tank, seed).begin(0);
        List<Stream> streams = new ArrayList<>();
        Map<Integer, Output> outputs = new LinkedHashMap<>();
        Map<String, String> taken = new LinkedHashMap<>();
        int valves = 1;
        for (LinkSpec.Device device : spec.devices()) {
            Fields.of(device.address(), problems).done();
            for (LinkSpec.StreamPoint s : device.streams()) {
                String reading = name(s.address(), "reading", names.readings(), problems);
                streams.add(new Stream(
                        s.no(),
                        s.key(),
                        device.key(),
                        reading,
                        s.metric(),
                        s.unit(),
                        Math.max(10, s.expectedMillis())));
                valves = Math.max(valves, number(reading));
            }
            for (LinkSpec.OutputPoint o : device.outputs()) {
                String actuator = name(o.address(), "actuator", names.actuators(), problems);
                String other = taken.put(actuator, o.key());
                if (other != null && !actuator.isEmpty()) {
                    problems.add(
                            o.address(),
                            "`actuator: " + actuator + "` is driven by output " + other + " already",
                            "give each output an actuator of its own");
                }
                outputs.put(
                        o.no(),
                        new Output(
                                o.no(),
                                o.key(),
                                device.key(),
                                actuator,
                                o.guard().equals("device_timer")));
                valves = Math.max(valves, actuator.startsWith("valve-") ? number(actuator) : 1);
            }
        }
        FaultReader reader = new FaultReader(
                spec.key(),
                streams,
                List.copyOf(outputs.values()),
                spec.devices().stream().map(LinkSpec.Device::key).collect(Collectors.toSet()));
        List<PlannedFault> faults = reader.read(wrong, problems);
        return new SimulatorPlan(speed, plant(kind, valves, tank, seed), start, zone, streams, outputs, faults, reader);
    }

    private static PlantAt plant(String kind, int valves, Greenhouse.Tank tank, long seed) {
        return switch (kind) {
            case "cold-store" -> start -> new ColdStore(seed, start);
            case "broiler-house" -> start -> new BroilerHouse(seed, start);
            case "fermentation-lab" -> start -> new FermentationLab(seed, start);
            case "dairy" -> start -> new Dairy(seed, start);
            default -> start -> new Greenhouse(valves, tank, seed, start);
        };
    }

    private static Greenhouse.Tank tank(Fields f, Problems problems) {
        double capacity = f.number("tank", 1_000, 1, 1_000_000);
        double level = f.number("level", 0.7 * capacity, 0, 1_000_000);
        boolean floats = f.choice("refill", List.of("float", "none"), "float").equals("float");
        if (level > capacity) {
            problems.add(
                    f.node(),
                    "`level: " + level + "` is more than the tank holds",
                    "write a level up to " + capacity + " litres");
        }
        return new Greenhouse.Tank(capacity, Math.min(level, capacity), floats);
    }

    private static ZoneId zone(Fields f, Problems problems) {
        String written = f.text("timezone", "UTC");
        if (ZoneId.getAvailableZoneIds().contains(written)) {
            return ZoneId.of(written);
        }
        problems.add(
                f.node().get("timezone"),
                "`timezone: " + written + "` is not a time zone",
                "write the one of the site: Europe/Amsterdam");
        return ZoneOffset.UTC;
    }

    private static @Nullable LocalTime start(Fields f, Problems problems) {
        String text = f.text("start", "");
        if (text.isEmpty()) {
            return null;
        }
        try {
            return LocalTime.parse(text);
        } catch (DateTimeParseException e) {
            problems.add(
                    f.node().get("start"),
                    "`start: " + e.getParsedString() + "` is not a time of day",
                    "write hours and minutes in quotes: \"09:00\"");
            return null;
        }
    }

    private static String name(Node address, String word, List<String> known, Problems problems) {
        Fields f = Fields.of(address, problems);
        String name = f.text(word);
        f.done();
        if (name.isEmpty() || known.contains(name)) {
            return name;
        }
        String near = Nearest.to(name, known);
        List<String> shown = known.stream().filter(k -> number(k) <= 2).toList();
        problems.add(
                address.get(word),
                "the simulated plant has no " + word + " `" + name + "`",
                near.isEmpty()
                        ? "it has " + String.join(", ", shown) + " …"
                        : "did you mean `" + word + ": " + near + "`?");
        return "";
    }

    /** The number at the end of a name, 1 where there is none. */
    private static int number(String name) {
        String digits = name.substring(name.lastIndexOf('-') + 1);
        return digits.matches("\\d{1,2}") ? Integer.parseInt(digits) : 1;
    }
}
