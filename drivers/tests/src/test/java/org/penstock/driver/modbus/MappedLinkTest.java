package org.penstock.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.core.facility.Problems;
import org.penstock.driver.testing.Specs;

/** What a facility may leave to a register map, and what it is told when the map says something else. */
class MappedLinkTest {
    private static ModbusPlan plan(String devices) {
        Problems problems = new Problems();
        ModbusPlan plan = ModbusPlan.compile(Specs.read(link(devices)), problems);
        assertEquals(List.of(), problems.all());
        return plan;
    }

    private static String link(String devices) {
        return """
                key: mapped
                driver: modbus
                connection: {host: 127.0.0.1}
                devices:
                %s""".formatted(devices.indent(2));
    }

    @Test
    void aPointIsWhatAnIntegratorWouldHaveWritten() {
        ModbusPlan mapped = plan("""
                - key: probe
                  address: {map: vaisala-gmp252}
                  streams:
                    - {key: co2, metric: co2, address: {point: co2}}
                - key: drive
                  address: {map: danfoss-fc51, unit_id: 7}
                  outputs:
                    - {no: 2, key: run, address: {point: run}}
                """);
        ModbusPlan written = plan("""
                - key: probe
                  address: {unit_id: 240}
                  streams:
                    - {key: co2, metric: co2, address: {register: "holding:0", type: float32, words: little}}
                - key: drive
                  address: {unit_id: 7}
                  outputs:
                    - {no: 2, key: run, address: {register: "holding:0xC34F", scale: 0.015625, offset: -16.9375}}
                """);
        assertEquals(written.points(), mapped.points());
        assertEquals(written.outputs(), mapped.outputs());
    }

    @Test
    void whatAnAddressWritesItselfGoesBeforeTheMap() {
        ModbusPlan plan = plan("""
                - key: meter
                  address: {map: eastron-sdm630, unit_id: 12, max_registers: 20}
                  streams:
                    # Behind a current transformer 200:5.
                    - {no: 1, key: i1, metric: current, address: {point: current_l1, scale: 40}}
                    - {no: 2, key: i2, metric: current, address: {point: current_l2}}
                """);
        ModbusPlan.Point first = plan.points().get(0);
        assertEquals(12, first.device().unit());
        assertEquals(20, first.device().most());
        assertEquals(40, first.codec().scale());
        assertEquals(NumberType.FLOAT32, first.codec().type());
        assertEquals(1, plan.points().get(1).codec().scale());
    }

    @Test
    void readsNoMoreAtOnceThanTheDeviceAllows() {
        ModbusPlan plan = plan("""
                - key: room
                  address: {map: eliwell-idplus-9xx}
                  streams:
                    - {key: air, metric: temperature, address: {point: probe_1_temperature}}
                """);
        assertEquals(15, plan.points().getFirst().device().most());
    }

    @Test
    void aMapThatDoesNotFitIsToldAtItsOwnLineWithARemedy() {
        List<String> problems = Specs.check(new ModbusDriver(), link("""
                - key: meter
                  address: {map: eastron-sdm360}
                  streams:
                    - {key: told-once, metric: voltage, address: {point: voltage_l1}}
                - key: other-meter
                  address: {map: schneider-iem3155}
                  streams:
                    - {key: a, metric: voltage, address: {point: voltage_1l}}
                    - {key: b, metric: current, address: {point: voltage_l1}}
                    - {key: c, metric: power, address: {point: power}}
                    - {key: d, metric: power, unit: kW, address: {point: power}}
                    - {key: e, metric: power, address: {point: power, scale: 1000}}
                    - {key: f, metric: voltage, address: {point: voltage_l1, register: "holding:7"}}
                    - {key: g, metric: voltage, address: {}}
                  outputs:
                    - {key: h, address: {point: power}}
                - key: drive
                  address: {map: vacon-10}
                  outputs:
                    - {key: i, address: {point: running}}
                    - {key: j, address: {point: speed_reference, coil: 3}}
                - key: unmapped
                  streams:
                    - {key: k, metric: voltage, address: {point: voltage_l1}}
                """));
        List<String> expected = List.of(
                "6: there is no register map `eastron-sdm360` -> did you mean `map: eastron-sdm630`?",
                "12: schneider-iem3155 has no point `voltage_1l` -> did you mean `point: voltage_l1`?",
                "13: the point `voltage_l1` is voltage, the stream b measures current -> write `metric: voltage`",
                "14: the point `power` is in kW, the stream c in W -> write `unit: kW`",
                "17: `register` beside `point: voltage_l1`: two places for one value -> take one of them out",
                "18: `register` is missing",
                "20: the point `power` of schneider-iem3155 cannot be written -> read it with a stream",
                "24: the point `running` of vacon-10 cannot be written -> write one of run, speed_reference",
                "25: `coil` beside `point: speed_reference`",
                "28: `point: voltage_l1`, but the device names no register map -> write `map: …`");
        for (String e : expected) {
            assertTrue(problems.stream().anyMatch(p -> p.startsWith(e)), "missing: " + e + "\nin:\n" + problems);
        }
        assertEquals(expected.size(), problems.size(), problems.toString());
    }
}
