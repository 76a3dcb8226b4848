package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.overview.Figure;
import org.penstock.app.window.model.overview.SinceWhen;
import org.penstock.app.window.model.overview.Tile;
import org.penstock.app.window.model.overview.TileFace;
import org.penstock.app.window.model.overview.TilesModel;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/** What stands on the tiles of the overview. */
class TilesTest {
    private static TilesModel tiles(FacilitySnapshot snapshot) {
        return TilesModel.of(Exhibit.beat(snapshot, new Moment(Facilities.NOW, 0.1, true)), new SinceWhen());
    }

    private static Tile tile(FacilitySnapshot snapshot, String name) {
        return tiles(snapshot).tiles().stream()
                .filter(t -> t.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void everyPlaceThatMeasuresOrDrivesHasItsTileInTheOrderOfTheFile() {
        assertEquals(
                List.of("Bay 1", "Bay 2", "Irrigation room", "North House"),
                tiles(Facilities.calm()).tiles().stream().map(Tile::name).toList());
        assertEquals("Glasshouse 1", tile(Facilities.calm(), "Bay 1").path());
        assertEquals(
                tiles(Facilities.calm()).tiles().stream().map(Tile::key).toList(),
                tiles(Facilities.abnormal()).tiles().stream().map(Tile::key).toList(),
                "nothing moves when something is wrong");
    }

    private static TileFace.Room room(FacilitySnapshot snapshot, String name) {
        return (TileFace.Room) tile(snapshot, name).face();
    }

    private static Figure figure(TileFace.Room room, String label) {
        return room.figures().stream()
                .filter(f -> f.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRoomOfPlantsShowsItsClimateAndItsSubstrateInTheSameOrderEverywhere() {
        TileFace.Room bay = room(Facilities.calm(), "Bay 1");
        assertEquals(
                List.of("Temperature", "Humidity", "VPD", "VWC"),
                bay.figures().stream().map(Figure::label).toList());
        assertEquals(
                List.of("Carbon dioxide"),
                bay.lines().stream().map(Figure::label).toList());
        assertEquals("kPa", figure(bay, "VPD").unit());
        assertEquals("computed", figure(bay, "VPD").note());
    }

    @Test
    void whatIsComputedIsNoBetterThanItsInputs() {
        Figure old = figure(room(Facilities.abnormal(), "Bay 2"), "VPD");
        assertEquals(ValueLine.State.STALE, old.state());
    }

    @Test
    void aRoomSaysWhenItIsWateredNextAndWhatFlows() {
        TileFace.Water dry = water(Facilities.calm(), "Bay 2");
        assertTrue(dry.now().startsWith("Dry for "), dry.now());
        assertFalse(dry.flowing());
        TileFace.Water wet = water(Facilities.watering(), "Bay 2");
        assertTrue(wet.flowing());
        assertTrue(wet.now().startsWith("Valve bay 2 open"), wet.now());
    }

    private static TileFace.Water water(FacilitySnapshot snapshot, String name) {
        TileFace.Water water = room(snapshot, name).water();
        assertNotNull(water);
        return water;
    }

    @Test
    void aTileCarriesTheWorstOfItsAlertsAndSaysHowManyAndWhatIsInDoubt() {
        Tile calm = tile(Facilities.calm(), "Bay 1");
        assertNull(calm.worst());
        assertEquals("", calm.state());
        assertEquals(SeverityStyle.WARNING, tile(Facilities.abnormal(), "Bay 1").worst());
        assertEquals("1 open", tile(Facilities.abnormal(), "Bay 1").state());
        assertTrue(tile(Facilities.abnormal(), "Bay 2").state().endsWith("3 in doubt"));
    }

    @Test
    void whatIsAwayFromSafeIsNamedAndTheRestCounted() {
        assertEquals("2 at safe", tile(Facilities.calm(), "Irrigation room").rest());
        Tile watering = tile(Facilities.watering(), "Irrigation room");
        assertNotNull(watering.output());
        assertEquals("Pump 1 running", watering.output().text());
        assertEquals("1 at safe", watering.rest());
    }

    @Test
    void anAbnormalValueIsNeverAmongThoseLeftOut() {
        List<FieldSnapshot.Stream> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            many.add(Facilities.stream(
                    "t" + i, "T " + i, "Bay 1", "Node", "temperature", 20, "°C", 1, "good", false, 2, i == 9));
        }
        FacilitySnapshot s = Facilities.calm();
        Tile tile = tile(
                Facilities.of(
                        many,
                        s.control().outputs(),
                        s.control().programs(),
                        s.control().running(),
                        s.alerts().open(),
                        s.control().interlocks(),
                        s.field().links(),
                        s.health()),
                "Bay 1");
        TileFace.Room room = (TileFace.Room) tile.face();
        assertEquals("T 9", room.lines().getLast().label());
        assertEquals("+ 8 more", room.more());
        assertEquals("1 in doubt", tile.state());
    }
}
