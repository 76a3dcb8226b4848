package org.penstock.core.control;

import java.util.List;
import java.util.Locale;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Draft;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Shape;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Links;

/** Reads the {@code outputs} of every device. */
final class OutputReader {
    /** Kinds that let water, nutrient or gas through: nothing of them may be left to a default that forgets to close. */
    private static final List<String> LETS_THROUGH = List.of("valve", "pump", "doser", "co2");

    private static final List<String> KINDS =
            List.of("valve", "pump", "doser", "co2", "fan", "heater", "cooler", "light", "other");
    private static final List<String> GUARDS = List.of("device_timer", "watchdog_register", "hardware", "none");
    private static final List<String> ON_START = List.of("safe", "keep");
    private static final long SECOND = 1_000_000;
    /** Stands for "as long as it is wanted" where a kind may stay on: ten years. */
    private static final long NO_LIMIT = 3650 * 86_400 * SECOND;

    /** A device that listens only after its own messages, some an hour apart, shows what it did in the next but one. */
    private static final long LONGEST_TIMEOUT = 6 * 3_600 * SECOND;

    private static final long SHORTEST_TIMEOUT = SECOND / 10;

    static final Shape.Group SHAPE = Shape.group("What Penstock drives.")
            .must("key", Shape.key())
            .may("was", Shape.was())
            .must("name", Shape.name())
            .must("kind", Shape.choice("What it is; valve, pump, doser and co2 need max_on and guard.", KINDS))
            .may("location", Shape.reference("Key of the location it acts on; the device's if not written."))
            .may("safe", Shape.number("The value that does no harm; 0 if not written."))
            .may("on_start", Shape.choice("Driven to safe at a start, or kept as it is.", ON_START))
            .may("max_on", Shape.duration("The longest time it may stay on at once."))
            .may("guard", Shape.choice("What closes it when this program is gone.", GUARDS))
            .may("guard_reason", Shape.text("Why nothing closes it: stays visible."))
            .may("timeout", Shape.duration("How long a write and its read-back may take."))
            .may("address", Shape.open("Where on the device it is; the words are the driver's."));

    private OutputReader() {}

    static void read(ControlDraft control) {
        List<DeviceSpec> devices = control.devices().devices();
        for (int i = 0; i < devices.size(); i++) {
            for (Node node : control.devices().written().get(i).get("outputs").items()) {
                control.add(output(node, devices.get(i), control), node);
            }
        }
    }

    private static OutputSpec output(Node node, DeviceSpec device, ControlDraft control) {
        Problems problems = control.problems();
        Draft draft = control.draft();
        Fields f = Fields.of(node, SHAPE, problems);
        String key = f.node("key").text();
        String name = f.name();
        String kind = f.choice("kind", KINDS, "");
        boolean letsThrough = LETS_THROUGH.contains(kind);
        String location = draft.refer(f, "location", "location", device.location());
        double safe = f.number("safe", 0, -1e9, 1e9);
        String onStart = f.choice("on_start", ON_START, letsThrough ? "safe" : "keep");
        long maxOn = maxOn(f, node, kind, letsThrough, problems);
        String guard = f.choice("guard", GUARDS, letsThrough ? "" : "none");
        String reason = f.text("guard_reason", "").strip();
        if (letsThrough && f.node("guard").text().equals("none") && reason.isEmpty()) {
            problems.add(
                    f.node("guard"),
                    "nothing closes the " + kind + " `" + key + "` when this program is gone, and no reason is written",
                    "use a guard (device_timer, watchdog_register, hardware), or write `guard_reason: …`: it stays visible");
        }
        if (reason.length() > 1000) {
            problems.add(
                    f.node("guard_reason"), "the reason has " + reason.length() + " characters", "use at most 1000");
        }
        long timeout = f.duration("timeout", 2 * SECOND);
        if (timeout < SHORTEST_TIMEOUT || timeout > LONGEST_TIMEOUT) {
            problems.add(
                    f.node("timeout"),
                    "`timeout: " + f.node("timeout").text() + "` is no sensible time for a write and its read-back",
                    "write 100ms to 60s; up to 6h where the device listens only after its own messages (LoRaWAN)");
        }
        f.node("address");
        f.node("was");
        f.done();
        int no = draft.declared("output", key).isPresent() ? draft.number("output", key) : -1;
        return new OutputSpec(
                no,
                key,
                name,
                device.key(),
                location,
                kind,
                safe,
                OutputSpec.OnStart.valueOf(onStart.toUpperCase(Locale.ROOT)),
                maxOn,
                guard.isEmpty() ? OutputSpec.Guard.NONE : OutputSpec.Guard.valueOf(guard.toUpperCase(Locale.ROOT)),
                reason,
                timeout,
                wire(draft, no));
    }

    private static String wire(Draft draft, int no) {
        for (LinkSpec link : draft.part(Links.class).map(Links::links).orElse(List.of())) {
            for (LinkSpec.Device device : link.devices()) {
                for (LinkSpec.OutputPoint output : device.outputs()) {
                    if (output.no() == no) {
                        return String.join(
                                " ",
                                link.key(),
                                link.protocol(),
                                link.connection().canonical(),
                                device.address().canonical(),
                                output.address().canonical(),
                                output.guard());
                    }
                }
            }
        }
        return "";
    }

    private static long maxOn(Fields f, Node node, String kind, boolean letsThrough, Problems problems) {
        if (!f.has("max_on")) {
            if (letsThrough) {
                problems.add(
                        node,
                        "the " + kind + " `" + node.get("key").text() + "` has no `max_on`",
                        "write the longest time it may stay on at once: `max_on: 15min`");
            }
            return NO_LIMIT;
        }
        long micros = f.duration("max_on", NO_LIMIT);
        if (micros < SECOND) {
            problems.add(
                    f.node("max_on"),
                    "`max_on: " + f.node("max_on").text() + "` is too short to do anything",
                    "write at least 1s");
        }
        return micros;
    }
}
