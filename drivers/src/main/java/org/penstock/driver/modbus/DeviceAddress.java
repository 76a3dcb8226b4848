package org.penstock.driver.modbus;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * The {@code address:} block of a device.
 *
 * @param device key of the device
 * @param unit unit id, 0..255
 * @param most how many registers one read may ask for, 1..125
 * @param gap how many registers nobody asked for may be read in the middle of a block to save a request, 0..32. Never
 *     without being told: a register that nobody described may be missing, or be cleared by reading it
 * @param timeoutMillis how long this device is waited for although others wait meanwhile, ms, or 0 when the link's
 *     time-out counts and no other device may suffer from it
 * @param watchdog register that is written while this program lives, or null
 */
record DeviceAddress(
        String device,
        int unit,
        int most,
        int gap,
        long timeoutMillis,
        @Nullable WatchdogRegister watchdog) {
    /**
     * What the device wants to see changing.
     *
     * @param counts 0, 1, 2 … 65535, 0 instead of 0, 1, 0
     */
    record WatchdogRegister(Register at, long everyMillis, boolean counts) {}

    static DeviceAddress read(String device, Node address, Problems problems) {
        Fields f = Fields.of(address, problems);
        f.has("map");
        DeviceAddress a = new DeviceAddress(
                device,
                f.integer("unit_id", 1, 0, 255),
                f.integer("max_registers", 125, 1, 125),
                f.integer("gap", 0, 0, 32),
                f.has("timeout") ? ModbusSettings.millis(f, "timeout", 1_000, 50, 30_000, problems) : 0,
                f.has("watchdog") ? watchdog(f.node("watchdog"), problems) : null);
        f.done();
        return a;
    }

    private static @Nullable WatchdogRegister watchdog(Node node, Problems problems) {
        Fields f = Fields.of(node, problems);
        f.text("register");
        Node written = f.node("register");
        Register at = written.isMissing() ? null : Register.read(written, problems);
        long every = ModbusSettings.millis(f, "every", 1_000, 100, 60_000, problems);
        boolean counts = f.choice("value", List.of("toggle", "count"), "toggle").equals("count");
        f.done();
        if (at == null) {
            return null;
        }
        if (at.table() != RegisterTable.HOLDING && at.table() != RegisterTable.COIL) {
            problems.add(written, at + " cannot be written", "a watchdog is a holding register or a coil");
            return null;
        }
        if (counts && at.table() == RegisterTable.COIL) {
            problems.add(f.node("value"), "a coil cannot count", "write `value: toggle`");
        }
        return new WatchdogRegister(at, every, counts);
    }
}
