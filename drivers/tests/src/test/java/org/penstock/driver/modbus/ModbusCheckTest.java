package org.penstock.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.ServiceLoader;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.Driver;
import org.penstock.driver.testing.Specs;

/** What a person is told about a faulty Modbus link, and that numbers survive the way into registers and back. */
class ModbusCheckTest {
    @Test
    void isFoundByItsWord() {
        assertTrue(ServiceLoader.load(Driver.class).stream()
                .anyMatch(p -> p.get().protocol().equals("modbus")));
    }

    @Test
    void everyFaultIsReportedAtItsOwnLineWithARemedy() {
        List<String> problems = Specs.check(new ModbusDriver(), """
                key: plc
                driver: modbus
                connection:
                  port: 70000
                  timeout: 1min
                  pasue: 1s
                devices:
                  - key: skid
                    address: {unit_id: 300}
                    streams:
                      - key: a
                        address: {register: "holding:70000"}
                      - key: b
                        address: {register: "hold:1"}
                      - key: c
                        address: {register: 100}
                      - key: d
                        address: {register: "coil:1", type: int16}
                      - key: e
                        address: {register: "holding:65535", type: float32}
                      - key: f
                        address: {register: "holding:1", type: float23}
                      - key: g
                        address: {register: "holding:1", none: [empty]}
                      - key: h
                        address: {}
                    outputs:
                      - {no: 1, key: v1, address: {coil: 1}}
                      - no: 2
                        key: v2
                        address: {register: "coil:1"}
                      - {no: 3, key: v3, address: {register: "input:1"}}
                      - no: 4
                        key: v4
                        guard: device_timer
                        address: {coil: 9}
                      - {no: 5, key: v5, address: {timer: "holding:1"}}
                """);
        String all = String.join("\n", problems);
        for (String expected : List.of(
                "4: `host` is missing",
                "4: `port: 70000` is outside 1 to 65535",
                "5: `timeout` is outside 50 ms to 30000 ms",
                "6: unknown word `pasue`",
                "9: `unit_id: 300` is outside 0 to 255",
                "12: register address 70000 is above 65535 -> write the protocol address, counted from 0",
                "14: `hold` is not a Modbus table",
                "16: `100` is not a register -> name the table: holding:100, or write a manual's number",
                "18: `type` has no meaning for a coil",
                "20: holding:65535 as float32 reaches beyond register 65535",
                "22: `type: float23` is not one of",
                "24: `empty` is not a raw value",
                "26: `register` is missing",
                "31: output v1 and output v2 both write coil:1 of the same unit",
                "32: input:1 cannot be written",
                "36: output v4 has `guard: device_timer` but no timer",
                "37: output v5 has no place to write to")) {
            assertTrue(all.contains(expected), "missing: " + expected + "\nin:\n" + all);
        }
    }

    @Test
    void timesLinesAndWatchdogsAreCheckedToo() {
        List<String> problems = Specs.check(new ModbusDriver(), """
                key: bus
                driver: modbus
                connection:
                  serial: /dev/ttyUSB0
                  host: 192.168.1.20
                  baud: 300
                  parity: mark
                  stop_bits: 3
                  connect_tries: 0
                  reconnect_after: 1s
                  after_connect: 1h
                devices:
                  - key: skid
                    address:
                      gap: 99
                      watchdog: {register: "input:5", every: 10ms, value: toggel}
                    streams:
                      - {key: a, address: {register: 40101, priority: hihg}}
                    outputs:
                      - {no: 1, key: v1, address: {coil: 00005}}
                      - {no: 2, key: v2, address: {register: 40102, bits: 4..7}}
                  - key: other
                    address: {unit_id: 2}
                    outputs:
                      - {no: 3, key: v3, guard: watchdog_register, address: {coil: 1}}
                  - key: third
                    address: {unit_id: 3, watchdog: {register: "holding:500"}}
                    outputs:
                      - {no: 4, key: v4, guard: watchdog_register, address: {register: "holding:500"}}
                """);
        String all = String.join("\n", problems);
        for (String expected : List.of(
                "5: `host` stands beside `serial`",
                "6: `baud: 300` is outside 1200 to 921600",
                "7: `parity: mark` is not one of none, even, odd",
                "8: `stop_bits: 3` is outside 1 to 2",
                "9: `connect_tries: 0` is outside 1 to 10",
                "10: `reconnect_after` is outside 10000 ms to 86400000 ms",
                "11: `after_connect` is outside 0 ms to 30000 ms",
                "15: `gap: 99` is outside 0 to 32",
                "16: input:5 cannot be written -> a watchdog is a holding register or a coil",
                "16: `every` is outside 100 ms to 60000 ms",
                "16: `value: toggel` is not one of toggle, count",
                "18: `priority: hihg` is not one of high, low",
                "20: `00005` can be read two ways",
                "21: some bits of a register cannot be written",
                "25: output v3 has `guard: watchdog_register`, but device other has no watchdog",
                "output v4 and the watchdog of device third both write holding:500")) {
            assertTrue(all.contains(expected), "missing: " + expected + "\nin:\n" + all);
        }
        assertEquals(
                List.of(
                        "4: `baud` has no meaning without `serial` -> name the line, `serial: /dev/ttyUSB0`, or take it out"),
                Specs.check(new ModbusDriver(), """
                        key: bus
                        driver: modbus
                        # the line is missing
                        connection: {host: a, baud: 9600}
                        """));
    }

    @Property
    void aValueSurvivesTheWayIntoRegistersAndBack(
            @ForAll NumberType type,
            @ForAll WordOrder order,
            @ForAll @DoubleRange(min = -30_000, max = 30_000) double wanted) {
        double value = Math.rint(type.min() < 0 ? wanted : Math.abs(wanted) % (type.max() + 1));
        Codec codec = new Codec(type, order, 0.5, 10, null, java.util.Set.of());
        int[] registers = codec.registers(value * 0.5 + 10);
        assertEquals(type.words(), registers.length);
        assertEquals(value * 0.5 + 10, codec.value(registers, 0), 1e-9);
    }
}
