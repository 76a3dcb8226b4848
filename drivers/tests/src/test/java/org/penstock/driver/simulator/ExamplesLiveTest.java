package org.penstock.driver.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penstock.core.facility.Example;

/** Each example facility through its day, engine and plant together; every reading is checked to be possible. */
@DisplayName("Example facilities live")
class ExamplesLiveTest {
    @Test
    void aDayInTheGreenhouseIsHeatedVentilatedAndWateredAndNobodyIsCalled() {
        ExampleStory day = new ExampleStory(Example.GROW, "00:00").runs(24);

        within(day.of("air-temp"), 16, 25);
        within(day.of("vwc-4"), 45, 80);
        assertTrue(day.driven("heater-1") > 5 && day.driven("vent-1") > 5, "night and noon");
        assertEquals(completed(5), day.runs("day"));
        assertEquals(List.of(), day.raised());
    }

    @Test
    void aDayInTheColdStoreKeepsTheFoodColdAndTellsOfOneDoorOnly() {
        ExampleStory day = new ExampleStory(Example.COLD, "00:00").runs(24);

        within(day.of("cooler-air"), 33, 46);
        within(day.of("cooler-product"), 35, 40);
        within(day.of("freezer-product"), -6, 0);
        assertTrue(day.of("freezer-air").getMax() > 5, "a defrost warms the air");
        assertTrue(day.driven("cooler-compressor") > 50, "it rests and runs");
        assertEquals(completed(3), day.runs("defrost"));
        assertEquals(completed(1), day.runs("blast"));
        assertTrue(day.of("blast-product").getMax() > 140, "the batch goes in hot");
        assertTrue(day.now("blast-product") < 41, "and is cold in the evening");
        // The delivery at 07:30 holds the door for six minutes.
        assertEquals(List.of("cooler-door-open"), day.raised());
        assertEquals(List.of(), day.open());
    }

    @Test
    void aDoorLeftOpenIsToldTwiceThenTheFoodIsAtRiskAndAllIsWellAgainAfterwards() {
        ExampleStory evening = new ExampleStory(Example.COLD, "22:00").runs(1).happens("cooler-door", true);
        assertEquals(List.of(), evening.runs(0.04).raised());
        assertEquals(List.of("cooler-door-open"), evening.runs(0.02).raised());
        assertEquals(
                List.of("cooler-door-left", "cooler-door-open"),
                sorted(evening.runs(0.12).open()));
        evening.runs(0.6);
        assertTrue(evening.raised().contains("cooler-hot"), evening.raised().toString());
        evening.happens("cooler-door", false).runs(3);
        assertEquals(List.of(), evening.open());
        assertTrue(evening.now("cooler-air") < 41);
    }

    @Test
    void withoutMainsTheFreezerWarmsSlowlyAndSaysSoInTime() {
        ExampleStory night = new ExampleStory(Example.COLD, "22:00").runs(1).happens("power-cut", true);
        night.runs(0.05);
        assertEquals(List.of("power-lost"), night.raised());
        night.runs(3.95);
        assertTrue(
                night.raised().containsAll(List.of("cooler-hot", "freezer-warm", "cooler-fan-stands")),
                night.raised().toString());
        assertTrue(night.of("freezer-product").getMax() < 15, "frozen goods last longer than their air");
        night.happens("power-cut", false).runs(8);
        assertEquals(List.of(), night.open());
    }

    @Test
    void whoRingsTheBellInTheFreezerStopsTheHeatUntilAPersonResets() {
        ExampleStory night = new ExampleStory(Example.COLD, "01:59").runs(0.1);
        assertEquals(1, night.plant().get("freezer-defrost"));
        night.happens("emergency-stop", true).runs(0.01);
        assertEquals(0, night.plant().get("freezer-defrost"));
        night.happens("emergency-stop", false).runs(0.1);
        assertEquals(List.of("aborted"), night.runs("defrost"));
        assertEquals(List.of("interlock", "run_failed"), sorted(night.open()));
        // That a defrost did not happen stays told until the next one has.
        assertEquals(
                List.of("run_failed"),
                night.asks("interlock.reset", "bell").runs(0.01).open());
        assertEquals(List.of(), night.runs(9).open());
        assertEquals(List.of("aborted", "completed"), night.runs("defrost"));
    }

    @Test
    void aDayInTheBarnIsAiredHeatedFedAndLitAndNobodyIsCalled() {
        ExampleStory day = new ExampleStory(Example.BARN, "00:00").runs(24);

        within(day.of("air-temp"), 26.5, 34);
        within(day.of("co2"), 420, 2_700);
        within(day.of("ammonia"), 0, 15);
        assertTrue(day.driven("heater") > 10 && day.driven("fan-2") > 3 && day.driven("pad-pump") > 0, "night and day");
        assertEquals(completed(5), day.runs("feeding"));
        assertEquals(completed(1), day.runs("morning-light"));
        assertEquals(completed(1), day.runs("evening-light"));
        assertEquals(completed(1), day.runs("flush"));
        assertTrue(day.now("bird-weight") > day.of("bird-weight").getMin() + 0.03, "they grow");
        double eaten = day.of("bin-weight").getMax() - day.now("bin-weight");
        assertTrue(eaten > 800 && eaten < 1_300, () -> "feed " + eaten);
        double drunk = day.of("water-meter").getMax() - day.of("water-meter").getMin();
        assertTrue(drunk > 1.6 * eaten && drunk < 2.4 * eaten, () -> "water " + drunk);
        assertEquals(List.of(), day.raised());
    }

    @Test
    void aHouseWithoutMainsIsToldInSecondsBecauseTheFlockHasMinutes() {
        ExampleStory noon = new ExampleStory(Example.BARN, "13:00").runs(0.5).happens("power-cut", true);
        assertEquals(List.of("power-lost"), noon.runs(0.01).raised());
        noon.runs(1.5);
        assertTrue(
                noon.raised().containsAll(List.of("house-hot", "house-deadly", "co2-high")),
                noon.raised().toString());
        noon.happens("power-cut", false).runs(2);
        assertEquals(List.of(), noon.open());
    }

    @Test
    void aDayInTheLabKeepsTheCultureWarmFedAndSourEnoughAndNobodyIsCalled() {
        ExampleStory day = new ExampleStory(Example.LAB, "00:01").runs(24.1);

        within(day.of("vessel-temp"), 28.9, 31);
        within(day.of("vessel-ph"), 5.3, 5.7);
        within(day.of("incubator-temp"), 36.3, 37.5);
        within(day.of("freezer-temp"), -83, -75);
        assertTrue(day.driven("base-pump") > 3 && day.driven("base-pump") < 40, "a few doses");
        assertTrue(day.driven("jacket") > 5 && day.driven("cooling-water") > 5, "warmed, then cooled");
        assertTrue(day.of("stirrer-speed").getMax() > 1_000, "it breathes");
        assertEquals(completed(12), day.runs("feed"));
        assertTrue(day.now("biomass") > 4 * day.of("biomass").getMin(), "it grew");
        assertEquals(List.of(), day.raised());
    }

    @Test
    void aCloggedExhaustStopsHeatAndFeedUntilAPersonResets() {
        ExampleStory story = new ExampleStory(Example.LAB, "07:58").runs(0.035);
        assertEquals(1, story.plant().get("feed-pump"));
        story.happens("filter-clogged", true).runs(0.05);
        assertEquals(List.of("aborted"), story.runs("feed"));
        assertEquals(0, story.plant().get("feed-pump"));
        story.happens("filter-clogged", false).runs(0.2);
        assertTrue(story.open().contains("interlock"), story.open().toString());
        story.asks("interlock.reset", "over-pressure").runs(2);
        assertEquals(List.of(), story.open());
    }

    @Test
    void aDayInTheDairyPasteurisesFillsAndCleansAndNobodyIsCalled() {
        ExampleStory day = new ExampleStory(Example.PLANT, "00:00").runs(24);

        within(day.of("hold-temp"), 73.5, 78);
        within(day.of("milk-temp"), 2, 5);
        assertEquals(completed(2), day.runs("production"));
        assertEquals(completed(1), day.runs("cip"));
        double packs = day.now("packs");
        assertTrue(packs > 10_000 && packs < 16_000, () -> "packs " + packs);
        assertTrue(
                day.of("cip-temp").getMax() > 70 && day.of("cip-conductivity").getMax() > 15, "hot caustic came round");
        assertTrue(day.driven("steam") > 50 && day.driven("steam") < 1_000, "the valve is not worn out");
        assertEquals(List.of(), day.raised());
    }

    @Test
    void metalStopsTheLineUntilItIsFoundAndReset() {
        ExampleStory story = new ExampleStory(Example.PLANT, "05:59").runs(1);
        assertEquals(50, story.now("line-speed"));
        story.happens("metal-found", true).runs(0.02);
        assertEquals(0, story.now("line-speed"));
        story.happens("metal-found", false).runs(0.02);
        assertEquals(0, story.plant().get("filler"), "latched");
        story.asks("interlock.reset", "metal").runs(0.02);
        assertEquals(50, story.now("line-speed"));
        assertFalse(story.open().contains("interlock"));
    }

    @Test
    void milkThatIsNotHotEnoughIsSentBackAndTold() {
        ExampleStory story = new ExampleStory(Example.PLANT, "05:59").runs(0.5).happens("steam-lost", true);
        story.runs(0.2).looksAnew().runs(0.2);
        assertEquals(List.of("ccp-1", "sent-back"), sorted(story.open()));
        assertEquals(0, story.of("forward").getMax());
        double back = story.of("raw-level").getMax() - story.of("raw-level").getMin();
        assertTrue(back < 10, "none of it left the raw tank");
        story.happens("steam-lost", false).runs(0.5);
        assertEquals(List.of(), story.open());
    }

    @ParameterizedTest
    @EnumSource
    void atWhateverHourItIsStartedNobodyIsCalledForNothing(Example example) {
        for (String begins : List.of("05:10", "08:45", "14:16", "17:05", "23:40")) {
            ExampleStory start = new ExampleStory(example, begins).runs(1);
            assertEquals(List.of(), start.raised(), begins);
        }
    }

    @ParameterizedTest
    @EnumSource
    void toldTwiceTheStoryIsTheSameToTheLastDigit(Example example) {
        List<String> trace = new ExampleStory(example, "06:55").runs(0.5).trace();
        assertTrue(trace.size() > 200, "something happened");
        assertEquals(trace, new ExampleStory(example, "06:55").runs(0.5).trace());
    }

    private static void within(DoubleSummaryStatistics measured, double low, double high) {
        assertTrue(
                measured.getMin() >= low && measured.getMax() <= high,
                () -> "not " + low + " to " + high + ": " + measured);
    }

    private static List<String> completed(int times) {
        return Collections.nCopies(times, "completed");
    }

    private static List<String> sorted(List<String> keys) {
        return keys.stream().sorted().toList();
    }
}
