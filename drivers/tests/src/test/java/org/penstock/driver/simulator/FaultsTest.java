package org.penstock.driver.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.penstock.core.facility.Problems;
import org.penstock.driver.simulator.SimulatorPlan.Output;
import org.penstock.driver.simulator.SimulatorPlan.Stream;
import org.penstock.driver.testing.Specs;

/** What each fault does to a greenhouse, beside a healthy twin of it. */
@DisplayName("Faults of a simulated plant")
class FaultsTest {
    private static final String GREENHOUSE = """
            key: sim
            driver: simulator
            connection: {start: "12:00", tank: 500, level: 400, refill: none, faults: [FAULTS]}
            devices:
              - key: skid
                address: {}
                streams:
                  - {no: 1, key: tank, metric: volume, unit: L, interval: 1000, address: {reading: tank-level}}
                  - {no: 2, key: flow, metric: flow, unit: L/min, interval: 1000, address: {reading: flow}}
                outputs:
                  - {no: 1, key: pump-1, guard: hardware, address: {actuator: pump-1}}
                  - {no: 2, key: valve-1, guard: device_timer, address: {actuator: valve-1}}
              - key: climate
                address: {}
                streams:
                  - {no: 3, key: air, metric: temperature, unit: °C, interval: 1000, address: {reading: air-temp}}
            """;

    /** A plant, its names, and its time. */
    private static final class House {
        private final SimulatorPlan plan;
        private final FaultyPlant plant;
        private long now;

        House(String faults) {
            Problems problems = new Problems();
            plan = SimulatorPlan.compile(Specs.read(GREENHOUSE.replace("FAULTS", faults)), problems);
            assertTrue(problems.none(), () -> problems.all().toString());
            plant = new FaultyPlant(
                    plan.plant().begin(43_200_000_000L), 1, plan.outputs().values(), plan.faults());
            plant.move(0);
        }

        House passes(double seconds) {
            now += Math.round(seconds * 1e9);
            plant.move(now);
            return this;
        }

        OptionalDouble says(String key) {
            Stream stream = plan.streams().stream()
                    .filter(s -> s.key().equals(key))
                    .findFirst()
                    .orElseThrow();
            return plant.read(stream);
        }

        double value(String key) {
            return says(key).orElseThrow();
        }

        House told(String key, double value, double timerSeconds) {
            plant.tell(output(key), value, Math.round(timerSeconds * 1e9));
            return this;
        }

        double readBack(String key) {
            return plant.readBack(output(key)).orElseThrow();
        }

        Output output(String key) {
            return plan.outputs().values().stream()
                    .filter(o -> o.key().equals(key))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static House healthy() {
        return new House("");
    }

    @Test
    void aStuckSensorKeepsTheValueItHadAndIsWellAgainAfterwards() {
        House house = new House("{stream: air, kind: stuck, from: 10s, for: 60s}");
        House twin = healthy();
        assertEquals(twin.passes(9).value("air"), house.passes(9).value("air"));
        double first = house.passes(2).value("air");
        assertEquals(first, house.passes(58).value("air"));
        assertNotEquals(first, twin.passes(60).value("air"));
        assertEquals(twin.passes(2).value("air"), house.passes(2).value("air"));
    }

    @Test
    void aDriftGrowsByTheHourAndInTheUnitOfTheStream() {
        House house = new House("{stream: air, kind: drift, by: -9 °F/h, from: 30min}");
        House twin = healthy();
        assertEquals(twin.passes(1_800).value("air"), house.passes(1_800).value("air"));
        assertEquals(twin.passes(720).value("air") - 1, house.passes(720).value("air"), 1e-9);
        assertEquals(twin.passes(2_880).value("air") - 5, house.passes(2_880).value("air"), 1e-9);
    }

    @Test
    void noiseGoesToEitherSideNoFurtherThanAskedAndIsTheSameEveryTime() {
        List<Double> errors = errors("{stream: air, kind: noise, by: 2 °C}", 200);
        assertTrue(errors.stream().allMatch(e -> Math.abs(e) <= 2), errors::toString);
        assertTrue(errors.stream().anyMatch(e -> e > 1.5) && errors.stream().anyMatch(e -> e < -1.5));
        assertEquals(errors, errors("{stream: air, kind: noise, by: 2 °C}", 200));
    }

    @Test
    void aSpikeIsRareAndAsHighAsAsked() {
        List<Double> errors = errors("{stream: air, kind: spike, by: 20 °C}", 600);
        long spikes = errors.stream().filter(e -> Math.abs(e - 20) < 1e-9).count();
        assertTrue(spikes > 12 && spikes < 60, () -> spikes + " of 600");
        assertEquals(600 - spikes, errors.stream().filter(e -> e == 0).count());
    }

    private static List<Double> errors(String fault, int readings) {
        House house = new House(fault);
        House twin = healthy();
        List<Double> errors = new ArrayList<>();
        for (int i = 0; i < readings; i++) {
            errors.add(house.passes(1).value("air") - twin.passes(1).value("air"));
        }
        return errors;
    }

    @Test
    void aSensorThatSpeaksAnotherUnitGivesItsNumbers() {
        House twin = healthy().passes(5);
        assertEquals(
                twin.value("air") * 9 / 5 + 32,
                new House("{stream: air, kind: wrong_unit, by: °F}").passes(5).value("air"),
                1e-9);
        assertEquals(
                twin.value("tank") / 1_000,
                new House("{stream: tank, kind: wrong_unit, by: m³}").passes(5).value("tank"),
                1e-9);
    }

    @Test
    void silenceIsOfOneSensorOrOfAWholeDevice() {
        House sensor = new House("{stream: tank, kind: silent, for: 10s}").passes(1);
        assertTrue(sensor.says("tank").isEmpty() && sensor.says("flow").isPresent());
        assertTrue(sensor.passes(9).says("tank").isPresent());

        House device = new House("{device: skid, kind: silent}").passes(1);
        assertTrue(device.says("tank").isEmpty() && device.says("flow").isEmpty());
        assertTrue(device.says("air").isPresent(), "the other device goes on");
    }

    @Test
    void aValveStuckOpenLetsWaterThroughWhateverItIsTold() {
        House house = new House("{output: valve-1, kind: stuck_open, from: 10s, for: 5min}");
        house.told("valve-1", 0, 0).told("pump-1", 1, 0).passes(9);
        assertEquals(0, house.value("flow"), "the valve is closed");
        house.passes(20);
        assertTrue(house.value("flow") > 7, () -> "flow " + house.value("flow"));
        assertEquals(1, house.readBack("valve-1"));
        house.told("valve-1", 1, 5).passes(10);
        assertEquals(1, house.readBack("valve-1"), "its own timer does not close it");
        assertTrue(house.value("flow") > 7);
        house.passes(280);
        assertEquals(0, house.readBack("valve-1"));
        assertEquals(0, house.value("flow"), "it is free and does what it was told last");
    }

    @Test
    void aValveStuckClosedLetsNothingThroughAndSaysSo() {
        House house = new House("{output: valve-1, kind: stuck_closed}");
        house.told("pump-1", 1, 0).told("valve-1", 1, 600).passes(20);
        assertEquals(0, house.readBack("valve-1"));
        assertEquals(0, house.value("flow"));
    }

    @Test
    void aPumpWithoutEffectReadsBackAsToldAndMovesNoWater() {
        House house = new House("{output: pump-1, kind: no_effect, for: 1min}");
        house.told("valve-1", 1, 600).told("pump-1", 1, 0).passes(30);
        assertEquals(1, house.readBack("pump-1"));
        assertEquals(0, house.value("flow"));
        house.passes(60);
        assertTrue(house.value("flow") > 7, "it does what it was told once it can");
    }

    @Test
    void anOutputThatCannotBeReadBackDoesWhatItIsTold() {
        House house = new House("{output: valve-1, kind: no_read_back}").told("pump-1", 1, 0);
        house.told("valve-1", 1, 600).passes(20);
        assertFalse(house.plant.readBack(house.output("valve-1")).isPresent());
        assertTrue(house.value("flow") > 7);
    }

    @Test
    void severalFaultsOfOneSensorComeOneAfterTheOther() {
        House house = new House("{stream: air, kind: wrong_unit, by: °F}, {stream: air, kind: stuck, from: 5s}");
        double stuck = house.passes(6).value("air");
        assertEquals(healthy().passes(6).value("air") * 9 / 5 + 32, stuck, 1e-9);
        assertEquals(stuck, house.passes(600).value("air"));
    }

    @Test
    void howeverSeldomItIsLookedAtTheSameHappens() {
        String faults =
                "{output: pump-1, kind: no_effect, from: 20s, for: 40s}, {stream: tank, kind: drift, by: 60 L/h}";
        House once =
                new House(faults).told("valve-1", 1, 100).told("pump-1", 1, 0).passes(150);
        House often = new House(faults).told("valve-1", 1, 100).told("pump-1", 1, 0);
        for (int i = 0; i < 1_500; i++) {
            often.passes(0.1);
        }
        assertEquals(often.value("tank"), once.value("tank"));
        double drawn = 400 - (once.value("tank") - 2.5);
        assertEquals(8 * 60 / 60.0, drawn, 1, "valve open 100 s, pump without effect for 40 s of them");
    }
}
