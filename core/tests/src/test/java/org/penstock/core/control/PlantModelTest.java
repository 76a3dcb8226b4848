package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of plant answers to its actuators as the place it stands for would. */
@DisplayName("Plant models")
class PlantModelTest {
    private static final long HOUR = 3_600_000_000L;

    static Stream<Named<Supplier<PlantModel>>> plants() {
        return Stream.of(
                Named.of("greenhouse", () -> new Greenhouse(2, new Greenhouse.Tank(500, 400, true), 7, 9 * HOUR)),
                Named.of("cold store", () -> new ColdStore(7, 9 * HOUR)),
                Named.of("broiler house", () -> new BroilerHouse(7, 9 * HOUR)),
                Named.of("fermentation lab", () -> new FermentationLab(7, 9 * HOUR)),
                Named.of("dairy", () -> new Dairy(7, 9 * HOUR)));
    }

    @ParameterizedTest
    @MethodSource("plants")
    void howeverTheTimeIsCutTheReadingsAreTheSame(Supplier<PlantModel> made) {
        PlantModel cut = made.get();
        PlantModel whole = made.get();
        Stream.of(cut, whole).forEach(p -> p.actuators().forEach(a -> p.set(a, 1)));
        long passed = 0;
        for (int i = 1; passed < 1_800_000_000L; i++) {
            long piece = 37_001L * i;
            cut.advance(piece);
            passed += piece;
        }
        whole.advance(passed);
        assertEquals(all(whole), all(cut));
    }

    @ParameterizedTest
    @MethodSource("plants")
    void everyNameIsKnownAndNoOther(Supplier<PlantModel> made) {
        PlantModel plant = made.get();
        plant.step(60);
        assertTrue(all(plant).stream().allMatch(Double::isFinite));
        assertThrows(IllegalArgumentException.class, () -> plant.read("wind"));
        assertThrows(IllegalArgumentException.class, () -> plant.set("wind", 1));
        assertThrows(IllegalArgumentException.class, () -> plant.happen("wind", true));
        assertThrows(IllegalArgumentException.class, () -> plant.advance(-1));
    }

    @ParameterizedTest
    @MethodSource("plants")
    void theEmergencyStopOpensItsLoop(Supplier<PlantModel> made) {
        PlantModel plant = made.get();
        assertEquals(1, plant.read("estop-loop"));
        plant.happen("emergency-stop", true);
        assertEquals(0, plant.read("estop-loop"));
        plant.happen("emergency-stop", false);
        assertEquals(1, plant.read("estop-loop"));
    }

    /** Whatever its actuators do, and with every happening: nothing runs away. */
    @ParameterizedTest
    @MethodSource("plants")
    void everythingOnForHoursAndEverythingWrongForMoreStaysFinite(Supplier<PlantModel> made) {
        PlantModel plant = made.get();
        plant.actuators().forEach(a -> plant.set(a, 1));
        plant.step(6 * 3_600);
        assertTrue(
                all(plant).stream().allMatch(v -> Math.abs(v) < 1e6),
                () -> all(plant).toString());
        plant.actuators().forEach(a -> plant.set(a, 0));
        plant.happenings().forEach(h -> plant.happen(h, true));
        plant.step(6 * 3_600);
        assertTrue(
                all(plant).stream().allMatch(v -> Math.abs(v) < 1e6),
                () -> all(plant).toString());
    }

    @Test
    void anotherSeedLetsPeopleComeAtOtherMoments() {
        assertEquals(doors(1), doors(1));
        assertNotEquals(doors(1), doors(2));
    }

    private static List<Double> doors(long seed) {
        ColdStore store = new ColdStore(seed, 9 * HOUR);
        List<Double> open = new ArrayList<>();
        for (int i = 0; i < 3_600; i++) {
            store.step(5);
            open.add(store.read("cooler-door"));
        }
        assertTrue(open.contains(1.0) && open.contains(0.0));
        return open;
    }

    @Nested
    class Cold {
        private final ColdStore store = new ColdStore(0, 23 * HOUR);

        @Test
        void theCompressorCoolsAndAnOpenDoorWarms() {
            store.step(1_800);
            double warm = store.read("cooler-air");
            assertTrue(warm > 42, () -> "without the compressor: " + warm);
            store.set("cooler-compressor", 1);
            store.step(3_600);
            double cold = store.read("cooler-air");
            assertTrue(cold > 32 && cold < 36, () -> "its freeze protection holds: " + cold);
            store.happen("cooler-door", true);
            store.step(600);
            double open = store.read("cooler-air");
            assertTrue(open > cold + 8, () -> "ten minutes open: " + open);
            assertEquals(1, store.read("cooler-door"));
        }

        @Test
        void theFreezerKeepsItselfColdUntilTheMainsAreGone() {
            store.step(4 * 3_600);
            assertEquals(-4, store.read("freezer-air"), 4);
            store.happen("power-cut", true);
            store.step(1);
            assertEquals(0, store.read("freezer-compressor") + store.read("freezer-fan") + store.read("power"));
            store.step(2 * 3_600);
            assertTrue(store.read("freezer-air") > 10);
            assertTrue(store.read("freezer-product") < 5, "the goods follow slowly");
        }

        @Test
        void defrostHeatStopsCompressorAndFanAndWarmsTheCoil() {
            store.step(3_600);
            store.set("freezer-defrost", 1);
            store.step(1_200);
            assertEquals(0, store.read("freezer-compressor") + store.read("freezer-fan"));
            assertTrue(store.read("freezer-coil") > 32, "the ice is gone");
            assertTrue(store.read("freezer-air") < 15, "the room stays cold");
        }

        @Test
        void theBlastCycleBringsAHotBatchDownInTimeAndHoldingAloneDoesNot() {
            assertTrue(cooled(true) < 41);
            assertTrue(cooled(false) > 70);
        }

        private static double cooled(boolean cycle) {
            ColdStore day = new ColdStore(0, 14 * HOUR);
            day.set("blast-cycle", cycle ? 1 : 0);
            day.step(16.5 * 60);
            assertTrue(day.read("blast-product") > 145, "loaded at 14:15");
            day.step(2 * 3_600);
            return day.read("blast-product");
        }
    }

    @Nested
    class Barn {
        private final BroilerHouse house = new BroilerHouse(0, 12 * HOUR);

        @Test
        void aClosedHouseSuffocatesAndFansPutItRight() {
            house.step(3_600);
            double co2 = house.read("co2");
            double hot = house.read("air-temp");
            assertTrue(co2 > 3_500, () -> "co2 " + co2);
            assertTrue(hot > 34, () -> "air " + hot);
            assertTrue(house.read("static-pressure") < 3);
            Stream.of("fan-1", "fan-2", "fan-3").forEach(f -> house.set(f, 1));
            house.step(1_800);
            assertTrue(house.read("co2") < 1_000);
            assertTrue(house.read("air-temp") < hot - 2);
            assertTrue(house.read("static-pressure") > 20);
        }

        @Test
        void padsCoolOnlyWhatTheFansDrawIn() {
            Stream.of("fan-2", "fan-3").forEach(f -> house.set(f, 1));
            house.step(1_800);
            double dry = house.read("air-temp");
            house.set("pad-pump", 1);
            house.step(900);
            assertTrue(house.read("air-temp") < dry - 3);
            BroilerHouse still = new BroilerHouse(0, 12 * HOUR);
            BroilerHouse wet = new BroilerHouse(0, 12 * HOUR);
            wet.set("pad-pump", 1);
            Stream.of(still, wet).forEach(h -> h.step(900));
            assertEquals(still.read("air-temp"), wet.read("air-temp"));
        }

        @Test
        void theAugerFillsThePansAndStopsThereAndBirdsEatInTheLight() {
            BroilerHouse house = new BroilerHouse(0, HOUR);
            double bin = house.read("bin-weight");
            house.set("auger", 1);
            house.step(600);
            assertEquals(100, house.read("pan-level"), 0.1);
            assertEquals(100, bin - house.read("bin-weight"), 10);
            house.set("auger", 0);
            house.step(3_600);
            assertEquals(100, house.read("pan-level"), 0.1, "nobody eats in the dark");
            house.set("lights", 1);
            house.step(3_600);
            assertTrue(house.read("pan-level") < 90);
            assertTrue(house.read("water-flow") > 1, "who eats drinks");
        }

        @Test
        void theFlushValveFlows() {
            BroilerHouse house = new BroilerHouse(0, HOUR);
            double before = house.read("water-meter");
            house.set("flush-valve", 1);
            house.step(180);
            assertEquals(25, house.read("water-flow"), 0.5);
            assertEquals(73, house.read("water-meter") - before, 4);
        }
    }

    @Nested
    class Lab {
        private final FermentationLab lab = new FermentationLab(0, 3 * HOUR);

        @Test
        void theJacketWarmsAndCoolingWaterCools() {
            lab.set("jacket", 1);
            lab.step(600);
            double warm = lab.read("vessel-temp");
            assertTrue(warm > 30.5, () -> "warm " + warm);
            lab.set("jacket", 0);
            lab.set("cooling-water", 1);
            lab.step(600);
            assertTrue(lab.read("vessel-temp") < warm - 1.5);
        }

        @Test
        void whatIsDosedIsFoundOnlyWhenItIsMixedIn() {
            lab.step(60);
            double ph = lab.read("vessel-ph");
            lab.set("base-pump", 1);
            lab.step(2);
            assertEquals(ph, lab.read("vessel-ph"), 0.012);
            lab.step(13);
            lab.set("base-pump", 0);
            double when = lab.read("vessel-ph");
            lab.step(60);
            assertTrue(lab.read("vessel-ph") > when + 0.03, "it goes on rising");
            assertEquals(ph + 0.15, lab.read("vessel-ph"), 0.03);
            lab.set("acid-pump", 1);
            lab.step(15);
            lab.set("acid-pump", 0);
            lab.step(60);
            assertEquals(ph, lab.read("vessel-ph"), 0.03);
        }

        @Test
        void withoutStirringTheCultureRunsOutOfAir() {
            lab.set("stirrer", 0.9);
            lab.step(2 * 3_600);
            assertEquals(1_080, lab.read("stirrer-speed"));
            double stirred = lab.read("vessel-do");
            lab.set("stirrer", 0);
            lab.step(900);
            assertTrue(lab.read("vessel-do") < stirred - 2, () -> stirred + " to " + lab.read("vessel-do"));
        }

        @Test
        void theFeedComesOutOfItsBottleIntoTheVessel() {
            lab.set("feed-pump", 1);
            lab.step(600);
            assertEquals(4.7, lab.read("feed-bottle"), 0.001);
            assertEquals(10.3, lab.read("vessel-volume"), 0.001);
            lab.step(3 * 3_600);
            assertTrue(lab.read("vessel-volume") <= 12, "harvested when full");
        }
    }

    @Nested
    class OfMilk {
        private final Dairy dairy = new Dairy(0, 8 * HOUR);

        @Test
        void milkFlowsOnlyWithPumpAndOpenValve() {
            dairy.set("feed-pump", 1);
            dairy.step(30);
            assertEquals(0, dairy.read("product-flow"));
            assertTrue(dairy.read("line-pressure") > 4, "the pump works against the closed valve");
            dairy.set("product-valve", 1);
            dairy.step(30);
            assertEquals(40, dairy.read("product-flow"), 0.5);
            dairy.set("feed-pump", 0);
            dairy.step(30);
            assertEquals(0, dairy.read("product-flow"));
        }

        @Test
        void withoutSteamMilkIsSentBackAndTheTankGetsNone() {
            Stream.of("feed-pump", "product-valve").forEach(a -> dairy.set(a, 1));
            dairy.step(1_200);
            assertEquals(0, dairy.read("forward"));
            double milk = dairy.read("milk-level");
            dairy.step(600);
            assertEquals(milk, dairy.read("milk-level"), 5);
            dairy.set("steam", 1);
            dairy.step(900);
            assertEquals(1, dairy.read("forward"));
            assertTrue(dairy.read("milk-level") > milk + 100);
        }

        @Test
        void theFillerStopsForGuardAndMetal() {
            dairy.set("filler", 1);
            dairy.step(120);
            assertEquals(50, dairy.read("line-speed"));
            for (String what : List.of("guard-open", "metal-found")) {
                dairy.happen(what, true);
                dairy.step(30);
                assertEquals(0, dairy.read("line-speed"), what);
                dairy.happen(what, false);
                dairy.step(120);
                assertEquals(50, dairy.read("line-speed"));
            }
            double power = dairy.read("power");
            dairy.set("filler", 0);
            dairy.step(60);
            assertTrue(dairy.read("power") < power - 4, "what stands still takes nothing");
        }

        @Test
        void cleaningIsWhatTheOpenValveSends() {
            dairy.set("cip-pump", 1);
            dairy.step(60);
            assertEquals(0, dairy.read("cip-flow"), "no valve, no flow");
            dairy.set("caustic-valve", 1);
            dairy.step(600);
            assertEquals(120, dairy.read("cip-flow"), 1);
            assertEquals(18, dairy.read("cip-conductivity"), 0.2);
            assertEquals(75, dairy.read("cip-temp"), 1);
            dairy.set("caustic-valve", 0);
            dairy.set("rinse-valve", 1);
            dairy.step(300);
            assertTrue(dairy.read("cip-conductivity") < 0.7, "rinsed out");
        }
    }

    private static List<Double> all(PlantModel plant) {
        return plant.readings().stream().map(plant::read).toList();
    }
}
