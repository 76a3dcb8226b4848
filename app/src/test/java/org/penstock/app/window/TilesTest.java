package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.Tile;
import org.penstock.app.window.model.TilesModel;
import org.penstock.app.window.model.ValueLine;
import org.penstock.core.runtime.FacilitySnapshot;

/** What stands on the tiles of the overview. */
class TilesTest {
    private static TilesModel tiles(FacilitySnapshot snapshot) {
        return TilesModel.of(Exhibit.beat(snapshot, new Moment(Facilities.NOW, 0.1, true)));
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

    @Test
    void theProfileSaysWhatIsReadFirst() {
        Tile bay = tile(Facilities.calm(), "Bay 1");
        assertNotNull(bay.hero());
        assertEquals("Air temperature", bay.hero().name());
        assertEquals(
                List.of("Relative humidity", "Carbon dioxide"),
                bay.values().stream().limit(2).map(ValueLine.Value::name).toList());
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
        List<FacilitySnapshot.Stream> many = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            many.add(Facilities.stream(
                    "t" + i, "T " + i, "Bay 1", "Node", "temperature", 20, "°C", 1, "good", false, 2, i == 9));
        }
        FacilitySnapshot s = Facilities.calm();
        Tile tile = tile(
                Facilities.of(
                        many,
                        s.outputs(),
                        s.programs(),
                        s.running(),
                        s.alerts(),
                        s.interlocks(),
                        s.links(),
                        s.health()),
                "Bay 1");
        assertEquals(TilesModel.VALUES, tile.values().size());
        assertEquals("T 9", tile.values().getLast().name());
        assertEquals("+ 7 more", tile.more());
        assertEquals("1 in doubt", tile.state());
    }
}
