package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;
import org.penstock.driver.shared.BackOff;

/**
 * Everything a Modbus link has to do, compiled from its specification.
 *
 * @param devices every device, in the order of the file
 * @param outputs by number of the output
 */
record ModbusPlan(
        ModbusSettings settings, List<DeviceAddress> devices, List<Point> points, Map<Integer, Output> outputs) {
    ModbusPlan {
        devices = List.copyOf(devices);
        points = List.copyOf(points);
        outputs = Map.copyOf(outputs);
    }

    /**
     * One stream's place.
     *
     * @param stream number of the stream
     * @param high polled before everything that is not: for what an interlock or a loop looks at
     */
    record Point(
            DeviceAddress device, String key, Register at, Codec codec, int stream, long everyMillis, boolean high) {
        int end() {
            return at.address() + codec.width();
        }

        int unit() {
            return device.unit();
        }
    }

    /**
     * One output's place.
     *
     * @param timer holding register that takes the seconds the device may keep the output on, or null
     * @param multiple write a single register with function 16, for devices that know no function 6
     * @param command what is written instead of one value, {@code at} being its first register; or null
     */
    record Output(
            String device,
            String key,
            int unit,
            Register at,
            Codec codec,
            @Nullable Register timer,
            boolean multiple,
            @Nullable BlockCommand command) {
        /** How many registers or coils from {@link #at} on are its own. */
        int width() {
            return command == null ? codec.width() : command.width();
        }
    }

    static ModbusPlan compile(LinkSpec spec, Problems problems) {
        ModbusSettings settings = ModbusSettings.read(spec.connection(), problems);
        List<DeviceAddress> devices = new ArrayList<>();
        List<Point> points = new ArrayList<>();
        Map<Integer, Output> outputs = new HashMap<>();
        Map<String, String> written = new HashMap<>();
        for (LinkSpec.Device d : MappedLink.of(spec, problems).devices()) {
            DeviceAddress device = DeviceAddress.read(d.key(), d.address(), problems);
            devices.add(device);
            for (LinkSpec.StreamPoint s : d.streams()) {
                Point p = point(device, s, s.address(), problems);
                if (p != null) {
                    points.add(p);
                }
            }
            for (LinkSpec.OutputPoint o : d.outputs()) {
                Output out = output(device, o, problems);
                if (out != null) {
                    outputs.put(o.no(), out);
                    claim(o, device.unit(), out, written, problems);
                }
            }
            claimWatchdog(d, device, written, problems);
        }
        return new ModbusPlan(settings, devices, points, outputs);
    }

    /** Key of the device behind a unit id, "" when it is none of this link. */
    String deviceOf(int unit) {
        return devices.stream()
                .filter(d -> d.unit() == unit)
                .map(DeviceAddress::device)
                .findFirst()
                .orElse("");
    }

    /**
     * How long to wait between attempts to connect: never longer than the shortest interval at which anything is polled,
     * so that a device that is back is good again within two of them. At least 100 ms, at most 60 s.
     */
    BackOff backOff() {
        long shortest = points.stream().mapToLong(Point::everyMillis).min().orElse(1_000);
        long longest = Math.min(60_000, Math.max(100, shortest));
        return new BackOff(Math.min(1_000, longest), longest);
    }

    /** @param address what says where and how the value stands */
    private static @Nullable Point point(
            DeviceAddress device, LinkSpec.StreamPoint s, Node address, Problems problems) {
        Fields f = Fields.of(address, problems);
        f.has("point");
        f.text("register");
        Node written = f.node("register");
        Register at = written.isMissing() ? null : Register.read(written, problems);
        if (at == null) {
            return null;
        }
        Codec codec = Codec.read(at.table(), f, problems);
        boolean high = f.choice("priority", List.of("high", "low"), "low").equals("high");
        f.done();
        return fits(at, codec, written, problems)
                ? new Point(device, s.key(), at, codec, s.no(), Math.max(1, s.expectedMillis()), high)
                : null;
    }

    private static @Nullable Output output(DeviceAddress device, LinkSpec.OutputPoint o, Problems problems) {
        Fields f = Fields.of(o.address(), problems);
        f.has("point");
        if (f.has("command")) {
            return command(device, o, f, problems);
        }
        Register at;
        Node written;
        if (f.has("coil")) {
            written = f.node("coil");
            int coil = Register.coil(written, f.integer("coil", 0, 0, 0xFFFF), problems);
            at = coil < 0 ? null : new Register(RegisterTable.COIL, coil);
        } else {
            if (!f.has("register")) {
                problems.add(
                        o.address(),
                        "output " + o.key() + " has no place to write to",
                        "write `coil: 3` or `register: \"holding:100\"` in its address, or a `command`");
                return null;
            }
            written = f.node("register");
            at = Register.read(written, problems);
        }
        if (at == null) {
            return null;
        }
        if (at.table() == RegisterTable.INPUT || at.table() == RegisterTable.DISCRETE) {
            problems.add(written, at + " cannot be written", "an output is a coil or a holding register");
            return null;
        }
        Codec codec = Codec.read(at.table(), f, problems);
        if (codec.bits() != null) {
            problems.add(
                    f.node(f.has("bit") ? "bit" : "bits"),
                    "some bits of a register cannot be written without touching the others",
                    "use a coil, or a register that holds this output only");
        }
        Register timer = f.has("timer") ? Register.read(f.node("timer"), problems) : null;
        if (timer != null && timer.table() != RegisterTable.HOLDING) {
            problems.add(f.node("timer"), timer + " cannot take a time", "write a holding register: holding:200");
        }
        if (!f.has("timer") && o.guard().equals("device_timer")) {
            problems.add(
                    o.address(),
                    "output " + o.key() + " has `guard: device_timer` but no timer",
                    "add `timer: \"holding:200\"` with the register that takes the seconds, or name what really guards it");
        }
        guarded(device, o, problems);
        boolean multiple = f.flag("multiple", false);
        f.done();
        return fits(at, codec, written, problems)
                ? new Output(device.device(), o.key(), device.unit(), at, codec, timer, multiple, null)
                : null;
    }

    private static @Nullable Output command(DeviceAddress device, LinkSpec.OutputPoint o, Fields f, Problems problems) {
        // Where the output can be looked at by a stream; what is written and read back stands in the command.
        List.of("register", "type", "words", "scale", "offset", "bit", "bits", "none", "priority")
                .forEach(f::has);
        BlockCommand command = BlockCommand.read(f, o.key(), problems);
        f.done();
        guarded(device, o, problems);
        if (command == null) {
            return null;
        }
        if (!command.timed() && o.guard().equals("device_timer")) {
            problems.add(
                    o.address(),
                    "output " + o.key() + " has `guard: device_timer`, but its command says no time",
                    "write `seconds` where the command takes it, or name what really guards it");
        }
        if (command.at().address() + command.width() > 0x1_0000) {
            problems.add(f.node("command"), "the command reaches beyond register 65535", "see its first register");
            return null;
        }
        return new Output(device.device(), o.key(), device.unit(), command.at(), Codec.BIT, null, true, command);
    }

    private static void guarded(DeviceAddress device, LinkSpec.OutputPoint o, Problems problems) {
        if (device.watchdog() == null && o.guard().equals("watchdog_register")) {
            problems.add(
                    o.address(),
                    "output " + o.key() + " has `guard: watchdog_register`, but device " + device.device()
                            + " has no watchdog",
                    "add `watchdog: {register: \"holding:500\", every: 1s}` to the device's address, or name what really"
                            + " guards it");
        }
    }

    private static boolean fits(Register at, Codec codec, Node written, Problems problems) {
        if (at.address() + codec.width() <= 0x1_0000) {
            return true;
        }
        problems.add(
                written,
                at + " as " + codec.type().word() + " reaches beyond register 65535",
                "write the address of the first of its " + codec.width() + " registers");
        return false;
    }

    private static void claim(
            LinkSpec.OutputPoint o, int unit, Output out, Map<String, String> written, Problems problems) {
        Register timer = out.timer();
        if (timer != null) {
            claim("output " + o.key(), o.address(), unit, timer, written, problems);
        }
        for (int i = 0; i < out.width(); i++) {
            Register r = new Register(out.at().table(), out.at().address() + i);
            claim("output " + o.key(), o.address(), unit, r, written, problems);
        }
    }

    private static void claimWatchdog(
            LinkSpec.Device d, DeviceAddress device, Map<String, String> written, Problems problems) {
        DeviceAddress.WatchdogRegister w = device.watchdog();
        if (w != null) {
            claim("the watchdog of device " + d.key(), d.address(), device.unit(), w.at(), written, problems);
        }
    }

    private static void claim(
            String who, Node node, int unit, Register r, Map<String, String> written, Problems problems) {
        String other = written.putIfAbsent(unit + "/" + r, who);
        if (other != null) {
            problems.add(
                    node,
                    other + " and " + who + " both write " + r + " of the same unit",
                    "give each its own place, or remove one of them");
        }
    }
}
