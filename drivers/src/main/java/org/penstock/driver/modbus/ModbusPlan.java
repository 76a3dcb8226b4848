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

/**
 * Everything a Modbus link has to do, compiled from its specification.
 *
 * @param outputs by number of the output
 */
record ModbusPlan(ModbusSettings settings, List<Point> points, Map<Integer, Output> outputs) {
    ModbusPlan {
        points = List.copyOf(points);
        outputs = Map.copyOf(outputs);
    }

    /**
     * One stream's place.
     *
     * @param device key of its device
     * @param stream number of the stream
     * @param most how many registers one read of this device may ask for
     */
    record Point(
            String device, String key, int unit, Register at, Codec codec, int stream, long everyMillis, int most) {
        int end() {
            return at.address() + codec.width();
        }
    }

    /**
     * One output's place.
     *
     * @param timer holding register that takes the seconds the device may keep the output on, or null
     * @param multiple write a single register with function 16, for devices that know no function 6
     */
    record Output(
            String device,
            String key,
            int unit,
            Register at,
            Codec codec,
            @Nullable Register timer,
            boolean multiple) {}

    static ModbusPlan compile(LinkSpec spec, Problems problems) {
        ModbusSettings settings = ModbusSettings.read(spec.connection(), problems);
        List<Point> points = new ArrayList<>();
        Map<Integer, Output> outputs = new HashMap<>();
        Map<String, String> written = new HashMap<>();
        for (LinkSpec.Device device : MappedLink.of(spec, problems).devices()) {
            Fields f = Fields.of(device.address(), problems);
            f.has("map");
            int unit = f.integer("unit_id", 1, 0, 255);
            int most = f.integer("max_registers", 125, 1, 125);
            f.done();
            for (LinkSpec.StreamPoint s : device.streams()) {
                Point p = point(device.key(), unit, most, s, problems);
                if (p != null) {
                    points.add(p);
                }
            }
            for (LinkSpec.OutputPoint o : device.outputs()) {
                Output out = output(device.key(), unit, o, problems);
                if (out != null) {
                    outputs.put(o.no(), out);
                    claim(o, unit, out, written, problems);
                }
            }
        }
        return new ModbusPlan(settings, points, outputs);
    }

    private static @Nullable Point point(String device, int unit, int most, LinkSpec.StreamPoint s, Problems problems) {
        Fields f = Fields.of(s.address(), problems);
        f.has("point");
        f.text("register");
        Node written = f.node("register");
        Register at = written.isMissing() ? null : Register.read(written, problems);
        if (at == null) {
            return null;
        }
        Codec codec = Codec.read(at.table(), f, problems);
        f.done();
        return fits(at, codec, written, problems)
                ? new Point(device, s.key(), unit, at, codec, s.no(), Math.max(1, s.expectedMillis()), most)
                : null;
    }

    private static @Nullable Output output(String device, int unit, LinkSpec.OutputPoint o, Problems problems) {
        Fields f = Fields.of(o.address(), problems);
        f.has("point");
        Register at;
        Node written;
        if (f.has("coil")) {
            written = f.node("coil");
            at = new Register(RegisterTable.COIL, f.integer("coil", 0, 0, 0xFFFF));
        } else {
            if (!f.has("register")) {
                problems.add(
                        o.address(),
                        "output " + o.key() + " has no place to write to",
                        "write `coil: 3` or `register: \"holding:100\"` in its address");
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
        if (codec.bit() >= 0) {
            problems.add(
                    f.node("bit"),
                    "one bit of a register cannot be written without touching the others",
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
        boolean multiple = f.flag("multiple", false);
        f.done();
        return fits(at, codec, written, problems)
                ? new Output(device, o.key(), unit, at, codec, timer, multiple)
                : null;
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
            claim(o, unit + "/" + timer, timer.toString(), written, problems);
        }
        for (int i = 0; i < out.codec().width(); i++) {
            Register r = new Register(out.at().table(), out.at().address() + i);
            claim(o, unit + "/" + r, r.toString(), written, problems);
        }
    }

    private static void claim(
            LinkSpec.OutputPoint o, String place, String name, Map<String, String> written, Problems problems) {
        String other = written.putIfAbsent(place, o.key());
        if (other != null) {
            problems.add(
                    o.address(),
                    "outputs " + other + " and " + o.key() + " both write " + name + " of the same unit",
                    "give each output its own place, or remove one of them");
        }
    }
}
