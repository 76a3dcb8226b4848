package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.overview.Figure;
import org.penstock.app.window.model.overview.SinceWhen;
import org.penstock.app.window.model.overview.Tile;
import org.penstock.app.window.model.overview.TileFace;
import org.penstock.app.window.model.overview.TilesModel;
import org.penstock.app.window.view.OverviewPage;
import org.penstock.core.facility.Example;
import org.penstock.core.runtime.FacilitySnapshot;

/** The overview of each kind of facility shows what people of that kind look at, from what the real examples tell. */
@ThirdWindow
class OverviewScreensTest {
    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    private static Tile tile(Example example, String name) {
        FacilitySnapshot snapshot = LiveExamples.started().of(example);
        Beat beat = new Beat(
                snapshot,
                new Moment(snapshot.at(), 0.1, true),
                "marta",
                Sight.WORDS,
                new Times(Sight.WORDS, snapshot.site().zone()));
        List<Tile> tiles = TilesModel.of(beat, new SinceWhen()).tiles();
        return tiles.stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(
                        name + " is not among " + tiles.stream().map(Tile::name).toList()));
    }

    private static List<String> labels(List<Figure> figures) {
        return figures.stream().map(Figure::label).toList();
    }

    @Test
    void aBayShowsTheAirOfItsHouseItsSubstrateAndItsWater() {
        TileFace.Room bay = assertInstanceOf(
                TileFace.Room.class, tile(Example.GROW, "Bay 1").face());
        assertEquals(List.of("Temperature", "Humidity", "VPD", "EC", "VWC"), labels(bay.figures()));
        assertEquals("Glasshouse 1", bay.figures().getFirst().note());
        assertEquals("mean of 2", bay.figures().getLast().note());
        TileFace.Water water = bay.water();
        assertNotNull(water);
        assertFalse(water.starts().isEmpty(), "the day's waterings are ticks");
    }

    @Test
    void aColdUnitSaysFirstHowItIs() {
        TileFace.ColdUnit blast = assertInstanceOf(
                TileFace.ColdUnit.class, tile(Example.COLD, "Blast chiller").face());
        assertNotNull(blast.hero());
        assertEquals("°F", blast.hero().unit());
        assertTrue(labels(blast.lines()).contains("Blast chiller door"));
        TileFace.ColdUnit freezer = assertInstanceOf(
                TileFace.ColdUnit.class, tile(Example.COLD, "Walk-in freezer").face());
        assertEquals("In range", freezer.condition().word());
        assertTrue(
                freezer.condition().since().startsWith("for at least"),
                freezer.condition().since());
        assertInstanceOf(
                TileFace.ColdUnit.class, tile(Example.LAB, "Incubator 1").face(), "also in a lab");
    }

    @Test
    void aBarnShowsWhatItsAnimalsFeelBreatheDrinkAndEatWhereverThatIsMeasured() {
        TileFace.Barn house = assertInstanceOf(
                TileFace.Barn.class, tile(Example.BARN, "House 3").face());
        assertEquals(
                List.of("Climate", "Air", "Water, feed", "Animals", "Else"),
                house.groups().stream().map(TileFace.Group::name).toList());
        assertEquals(
                List.of("Temperature", "Humidity", "THI"),
                labels(house.groups().getFirst().figures()));
        assertEquals(
                List.of("Ammonia", "CO₂", "Pressure"),
                labels(house.groups().get(1).figures()));
        assertEquals(
                List.of("Water flow", "Feed in the pans", "Feed bin"),
                labels(house.groups().get(2).figures()));
    }

    @Test
    void aVesselHasItsFaceplateWithTheStepItIsIn() {
        TileFace.Vessel vessel = assertInstanceOf(
                TileFace.Vessel.class, tile(Example.LAB, "Fermenter 1").face());
        assertEquals(List.of("Temperature", "pH", "Oxygen"), labels(vessel.figures()));
        assertEquals("Stirrer speed (rpm)", vessel.lines().getFirst().label());
        assertTrue(vessel.run().startsWith("Feed shot: Step 1 of 1"), vessel.run());
        assertTrue(vessel.done() >= 0);
    }

    @Test
    void aLineOfAPlantSaysWhatRunsOnItAndShowsItsValuesWithTheirLimits() {
        TileFace.Line line = assertInstanceOf(
                TileFace.Line.class, tile(Example.PLANT, "Pasteuriser").face());
        assertEquals("Pasteurise", line.condition().word());
        Figure ccp = line.lines().getFirst();
        assertEquals("Holding tube temperature", ccp.label());
        assertEquals("72.00 to 80.00", ccp.note());
        assertTrue(line.next().startsWith("Clean in place: Next: "), line.next());
        TileFace.Line filler = assertInstanceOf(
                TileFace.Line.class, tile(Example.PLANT, "Filling line 1").face());
        assertFalse(filler.condition().word().equals("Pasteurise"), "milk rests in the tank between them");
    }

    static Stream<Arguments> conditions() {
        return Stream.of(
                Arguments.of(Theme.DARK, TextSize.NORMAL, 1366, 768),
                Arguments.of(Theme.LIGHT, TextSize.NORMAL, 1920, 1080),
                Arguments.of(Theme.DARK, TextSize.LARGEST, 1366, 768));
    }

    @ParameterizedTest
    @MethodSource("conditions")
    void everyKindOfFacilityReadsWell(Theme theme, TextSize size, int width, int height) {
        List<String> faults = new ArrayList<>();
        for (Example example : Example.values()) {
            FacilitySnapshot snapshot = LiveExamples.started().of(example);
            faults.addAll(Sight.on(() -> {
                try (Exhibit exhibit = Exhibit.frame(
                        snapshot, new Moment(snapshot.at(), 0.1, true), theme, size, width, height, Sight.WORDS)) {
                    OverviewPage page = new OverviewPage(Sight.WORDS, Exhibit.NOTHING, Exhibit.NOWHERE);
                    exhibit.put(page, true);
                    String name = Exhibit.name("overview-" + example.profile(), theme, size, width);
                    return exhibit.picture(name);
                }
            }));
        }
        assertEquals(List.of(), faults);
    }
}
