package org.penstock.driver.simulator;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.PlantModel;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Nearest;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;

/**
 * What a simulator link was told to be; checked.
 *
 * @param speed seconds of the plant in one second
 * @param valves how many valves the plant needs for what is connected to it
 * @param start time of day in the plant at the start; null = the wall clock's, UTC
 * @param outputs by number of the output
 */
record SimulatorPlan(
        double speed,
        int valves,
        PlantModel.Tank tank,
        @Nullable LocalTime start,
        List<Stream> streams,
        Map<Integer, Output> outputs) {
    SimulatorPlan {
        streams = List.copyOf(streams);
        outputs = Map.copyOf(outputs);
    }

    private static final int MOST_VALVES = 99;

    /** @param intervalMillis how often it is delivered, ms */
    record Stream(int no, String key, String device, String reading, long intervalMillis) {}

    /** @param timer whether the device itself closes it after the time written with each opening */
    record Output(int no, String key, String actuator, boolean timer) {}

    static SimulatorPlan compile(LinkSpec spec, Problems problems) {
        Fields f = Fields.of(spec.connection(), problems);
        f.choice("plant", List.of("greenhouse"), "greenhouse");
        double speed = f.number("speed", 1, 0.1, 1_000);
        double capacity = f.number("tank", 1_000, 1, 1_000_000);
        double level = f.number("level", 0.7 * capacity, 0, 1_000_000);
        boolean floats = f.choice("refill", List.of("float", "none"), "float").equals("float");
        LocalTime start = start(f, problems);
        f.done();
        if (level > capacity) {
            problems.add(
                    spec.connection(),
                    "`level: " + level + "` is more than the tank holds",
                    "write a level up to " + capacity + " litres");
        }
        PlantModel names = new PlantModel(MOST_VALVES, new PlantModel.Tank(1, 1, false), 0);
        List<Stream> streams = new ArrayList<>();
        Map<Integer, Output> outputs = new LinkedHashMap<>();
        Map<String, String> taken = new LinkedHashMap<>();
        int valves = 1;
        for (LinkSpec.Device device : spec.devices()) {
            Fields.of(device.address(), problems).done();
            for (LinkSpec.StreamPoint s : device.streams()) {
                String reading = name(s.address(), "reading", names.readings(), problems);
                streams.add(new Stream(s.no(), s.key(), device.key(), reading, Math.max(10, s.expectedMillis())));
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
                        o.no(), new Output(o.no(), o.key(), actuator, o.guard().equals("device_timer")));
                valves = Math.max(valves, actuator.startsWith("valve-") ? number(actuator) : 1);
            }
        }
        return new SimulatorPlan(
                speed,
                valves,
                new PlantModel.Tank(capacity, Math.min(level, capacity), floats),
                start,
                streams,
                outputs);
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
