package org.penstock.driver.modbus;

import org.penstock.core.facility.Problems;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;
import org.penstock.driver.shared.BackOff;

/**
 * Modbus TCP, the word {@code modbus} in the facility file.
 *
 * <pre>{@code
 * links:
 *   - {key: plc, driver: modbus, connection: {host: 192.168.1.20, port: 502, timeout: 1s, pause: 0ms}}
 * devices:
 *   - key: skid
 *     link: plc
 *     address: {unit_id: 1, max_registers: 125}
 *     streams:
 *       - address: {register: "holding:100", type: float32, words: CDAB, scale: 0.1, offset: 0, none: [65535]}
 *       - address: {register: "input:7", type: uint16, bit: 3}
 *       - address: {register: "discrete:4"}
 *     outputs:
 *       - address: {coil: 1, timer: "holding:200"}
 *       - address: {register: "holding:110", type: uint16, scale: 0.1}
 *   - key: main-meter
 *     link: plc
 *     address: {unit_id: 3, map: eastron-sdm630}
 *     streams:
 *       - address: {point: voltage_l1}
 * }</pre>
 *
 * <p>Addresses are those of the protocol, counted from 0. {@code timer} names the register that takes the seconds the
 * device may keep the output on; it is written before the output is. {@code map} names a device of the library
 * ({@link RegisterMaps}), whose points then need no register.
 */
public final class ModbusDriver implements Driver {
    private final BackOff backOff;

    /** For the service loader. */
    public ModbusDriver() {
        this(BackOff.STANDARD);
    }

    ModbusDriver(BackOff backOff) {
        this.backOff = backOff;
    }

    @Override
    public String protocol() {
        return "modbus";
    }

    @Override
    public void check(LinkSpec spec, Problems problems) {
        ModbusPlan.compile(spec, problems);
    }

    @Override
    public Link open(LinkSpec spec, LinkContext context) {
        Problems problems = new Problems();
        ModbusPlan plan = ModbusPlan.compile(spec, problems);
        if (!problems.none()) {
            throw new IllegalArgumentException(
                    "link " + spec.key() + " was not checked: " + problems.all().getFirst());
        }
        return new ModbusLink(spec.key(), plan, backOff, context);
    }
}
