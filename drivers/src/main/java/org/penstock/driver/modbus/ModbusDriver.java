package org.penstock.driver.modbus;

import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;
import org.penstock.driver.shared.BackOff;

/**
 * Modbus TCP, RTU over TCP and RTU on a serial line: the word {@code modbus} in the facility file.
 *
 * <pre>{@code
 * links:
 *   - {key: plc, driver: modbus, connection: {host: 192.168.1.20, port: 502}}
 *   - {key: hall, driver: modbus, connection: {host: 192.168.1.30, port: 4001, framing: rtu}}
 *   - {key: bus, driver: modbus, connection: {serial: /dev/ttyUSB0, baud: 9600, parity: even, stop_bits: 1}}
 * devices:
 *   - key: skid
 *     link: plc
 *     address:
 *       unit_id: 1
 *       max_registers: 125
 *       gap: 4
 *       watchdog: {register: "holding:500", every: 1s, value: toggle}
 *     streams:
 *       - address: {register: "holding:100", type: float32, words: CDAB, scale: 0.1, offset: 0, none: [0x7FC00000]}
 *       - address: {register: 30008, type: uint16, bit: 3, priority: high}
 *       - address: {register: "input:0x0010", type: uint16, bits: 4..7}
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
 * <p><b>Registers</b> are written as table and protocol address counted from 0 ({@code holding:100}, {@code
 * holding:0x0064}), or as the number a manual prints ({@code 40101}, {@code 400101}, {@code 30008}, {@code 10005}, {@code
 * 00005}); see {@link Register}. <b>Types</b> are int16, uint16, int32, uint32, int64, uint64, float32, float64, bcd16 and
 * bcd32; a text is no number and no stream. {@code none} lists raw values that mean "no value"; hexadecimal ones are the
 * pattern of bits.
 *
 * <p><b>Reads</b> of neighbouring registers are merged, up to {@code max_registers}, and across {@code gap} registers
 * nobody asked for where that is allowed (none by default). One refused register spoils only itself. {@code priority:
 * high} goes before everything that is not. A device that is silent or slow costs the others on its link at most 1 s at a
 * time and a fifth of the time in all; a device's own {@code timeout} waits longer for it, at the others' cost.
 *
 * <p><b>Times</b> of a gateway, in {@code connection}: {@code timeout} 1s, {@code pause} between requests 0ms, {@code
 * connect_timeout} (as timeout), {@code connect_tries} 1, {@code after_connect} 0ms, {@code reconnect_pause} 0ms, {@code
 * reconnect_after} (never); see {@link ModbusSettings}.
 *
 * <p><b>Outputs</b> are written once and read back. {@code timer} names the register that takes the seconds the device may
 * keep the output on; it is written before the output is. {@code watchdog} is written while the link's thread, its
 * connection and the facility live, for outputs with {@code guard: watchdog_register}. A {@code command} is several registers
 * in one write, done when the device repeats its number in its {@code answer}; see {@link BlockCommand}.
 *
 * <p><b>A survey</b> looks who is on the line and what stands in their registers, read only and only while no poll is due
 * (words {@code units}, {@code registers}, {@code type}; see {@link SurveyScope}).
 *
 * <p>A device of the library ({@link RegisterMaps}) needs no registers: {@code map: eastron-sdm630} in its address, {@code
 * point: voltage_l1} in that of a stream or output; what an address writes itself goes before the map.
 */
public final class ModbusDriver implements Driver {
    private final @Nullable BackOff backOff;

    /** For the service loader. */
    public ModbusDriver() {
        this(null);
    }

    /** @param backOff instead of the one that follows from the intervals of a link, or null */
    ModbusDriver(@Nullable BackOff backOff) {
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
        return new ModbusLink(spec.key(), plan, backOff == null ? plan.backOff() : backOff, context);
    }
}
