package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.penstock.core.quantity.Metric;

@DisplayName("Greenhouse model")
class GreenhouseTest {
    private static final long NOON = 12L * 3_600_000_000L;
    private Greenhouse plant = plant(NOON);

    @BeforeEach
    void noon() {
        plant = plant(NOON);
    }

    @Test
    void waterFlowsOnlyWithPumpAndAnOpenValve() {
        plant.set("pump-1", 1);
        plant.step(10);
        assertEquals(0, plant.read("flow"), "against closed valves");
        assertTrue(plant.read("pressure") > 400_000, "the pump works against closed valves");
        plant.set("valve-1", 1);
        plant.step(10);
        assertEquals(8, plant.read("flow"), 0.1);
        plant.set("pump-1", 0);
        plant.step(10);
        assertEquals(0, plant.read("flow"));
    }

    @Test
    void theWaterOfTheTankIsFoundInTheBed() {
        double before = plant.read("vwc-1");
        double other = plant.read("vwc-2");
        double tank = plant.read("tank-level");
        plant.set("valve-1", 1);
        plant.step(5);
        plant.set("pump-1", 1);
        plant.step(120);
        plant.set("pump-1", 0);
        plant.step(5);
        double drawn = tank - plant.read("tank-level");
        assertEquals(16, drawn, 0.5, "two minutes of eight litres");
        assertEquals(drawn / 200 * 100, plant.read("vwc-1") - before, 0.4);
        assertTrue(plant.read("vwc-2") <= other + 0.1, "only the open valve's bed is watered");
    }

    @Test
    void moreValvesShareWhatThePumpGives() {
        for (int i = 1; i <= 4; i++) {
            plant.set("valve-" + i, 1);
        }
        plant.set("pump-1", 1);
        plant.step(20);
        assertEquals(20, plant.read("flow"), 0.1);
    }

    @Test
    void anEmptyTankGivesNothing() {
        Greenhouse empty = new Greenhouse(2, new Greenhouse.Tank(500, 3, false), 0, NOON);
        empty.set("valve-1", 1);
        empty.set("pump-1", 1);
        empty.step(120);
        assertEquals(0, empty.read("flow"));
        assertTrue(empty.read("tank-level") < 1);
        assertTrue(empty.read("pump-current") < 1.2, "a pump that runs dry draws little");
    }

    @Test
    void theFloatValveRefills() {
        Greenhouse low = new Greenhouse(1, new Greenhouse.Tank(500, 200, true), 0, NOON);
        low.step(600);
        assertEquals(475, low.read("tank-level"), 2);
    }

    @Test
    void theSunHeatsAndTheFanCools() {
        plant.step(3 * 3600);
        double hot = plant.read("air-temp");
        assertTrue(hot > 27, () -> "a closed house at noon: " + hot);
        plant.set("fan-1", 1);
        plant.step(1800);
        double cooled = plant.read("air-temp");
        assertTrue(cooled < hot - 4, () -> "with the fan: " + cooled);
    }

    @Test
    void theHeaterWarmsTheNight() {
        Greenhouse night = plant(0);
        Greenhouse heated = plant(0);
        heated.set("heater-1", 1);
        night.step(3600);
        heated.step(3600);
        assertTrue(heated.read("air-temp") > night.read("air-temp") + 5);
    }

    @Test
    void theBedDriesByDayAndItsSaltGrowsStronger() {
        double vwc = plant.read("vwc-1");
        double ec = plant.read("substrate-ec-1");
        plant.step(5 * 3600);
        assertTrue(plant.read("vwc-1") < vwc - 3);
        assertTrue(plant.read("substrate-ec-1") > ec + 30);
    }

    @Test
    void theEmergencyStopOpensItsLoop() {
        assertEquals(1, plant.read("estop-loop"));
        plant.happen("emergency-stop", true);
        assertEquals(0, plant.read("estop-loop"));
    }

    @Test
    void tenDaysStayWithinWhatSensorsCanMeasure() {
        for (int minute = 0; minute < 10 * 1440; minute++) {
            plant.set("valve-1", minute % 180 < 3 ? 1 : 0);
            plant.set("pump-1", minute % 180 < 3 ? 1 : 0);
            plant.set("fan-1", plant.read("air-temp") > 27 ? 1 : 0);
            plant.step(60);
            within(Metric.TEMPERATURE, -20, 60, "air-temp");
            within(Metric.HUMIDITY, 5, 100, "air-humidity");
            within(Metric.VWC, 5, 80, "vwc-1", "vwc-2");
            within(Metric.EC, 500, 15_000, "substrate-ec-1", "substrate-ec-2");
            within(Metric.VOLUME, 0, 500, "tank-level");
        }
    }

    @Test
    void anUnknownNameIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> plant.read("vwc-9"));
        assertThrows(IllegalArgumentException.class, () -> plant.read("wind"));
        assertThrows(IllegalArgumentException.class, () -> plant.set("valve-9", 1));
    }

    @Property(tries = 50)
    void howeverTheTimeIsCutTheReadingsAreTheSame(
            @ForAll @Size(min = 1, max = 40) List<@LongRange(min = 0, max = 7_000_000) Long> pieces) {
        Greenhouse cut = plant(NOON);
        Greenhouse whole = plant(NOON);
        for (Greenhouse p : List.of(cut, whole)) {
            p.set("pump-1", 1);
            p.set("valve-2", 1);
        }
        pieces.forEach(cut::advance);
        whole.advance(pieces.stream().mapToLong(p -> p).sum());
        List<Double> a = new ArrayList<>();
        List<Double> b = new ArrayList<>();
        for (String reading : whole.readings()) {
            a.add(cut.read(reading));
            b.add(whole.read(reading));
        }
        assertEquals(a, b);
    }

    private void within(Metric metric, double low, double high, String... names) {
        for (String name : names) {
            double v = plant.read(name);
            assertTrue(v >= low - 1 && v <= high + 1 && v >= metric.min() && v <= metric.max(), () -> name + " " + v);
        }
    }

    private static Greenhouse plant(long at) {
        return new Greenhouse(4, new Greenhouse.Tank(500, 400, true), 0, at);
    }
}
