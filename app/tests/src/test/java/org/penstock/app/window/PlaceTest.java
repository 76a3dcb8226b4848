package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.PlaceModel;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.SystemModel;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.ValueLine.State;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.testsupport.SnapshotParts;

/** What the pages of a place and of the system say of a facility in each condition. */
class PlaceTest {
    private final PlaceModel calm = place(Facilities.calm());
    private final PlaceModel abnormal = place(Facilities.abnormal());
    private final SystemModel well = system(Facilities.calm());
    private final SystemModel ill = system(Facilities.abnormal());

    @Test
    void whenAllIsWellNothingIsMarkedAndNothingMoves() {
        assertTrue(calm.values().lines().stream()
                .allMatch(line ->
                        !(line instanceof ValueLine.Value v) || v.state().mark() == Mark.NONE));
        assertTrue(well.interlocks().stream()
                .allMatch(i -> i.mark() == Mark.NONE && i.why().isEmpty()));
        assertTrue(well.links().stream()
                .allMatch(l -> l.mark() == Mark.NONE && l.reason().isEmpty()));
        assertTrue(well.health().stream()
                .allMatch(h -> h.mark() == Mark.NONE && h.why().isEmpty()));
    }

    @Test
    void valuesStandUnderTheirPlacesInTheOrderOfTheFacilityFile() {
        List<String> places = calm.values().lines().stream()
                .filter(ValueLine.Place.class::isInstance)
                .map(line -> ((ValueLine.Place) line).name())
                .toList();
        assertEquals(List.of("Bay 1", "Bay 2", "Irrigation room", "North House"), places);
        assertEquals("16 in all", calm.values().summary());
    }

    @Test
    void aFreshGoodValueIsOnlyANumberAndItsUnit() {
        ValueLine.Value value = value(calm, "air-temp-1");
        assertEquals("21.42", value.value());
        assertEquals("°C", value.unit());
        assertEquals(State.GOOD, value.state());
        assertEquals("", value.note());
        assertEquals("31 s", value(calm, "vwc-1").note());
    }

    @Test
    void anOldABadAndAMissingValueEachSaySo() {
        assertEquals("stale, 12 min old", value(abnormal, "air-temp-2").note());
        assertEquals(State.STALE, value(abnormal, "air-temp-2").state());
        assertEquals("out of range", value(abnormal, "co2-2").note());
        assertEquals(State.BAD, value(abnormal, "co2-2").state());
        assertEquals("no reading yet from Climate node", value(abnormal, "ec-2").note());
        assertEquals("—", value(abnormal, "ec-2").value());
        assertEquals("uncertain", value(calm, "ec-2").note());
        assertEquals("16 in all, 3 in doubt", abnormal.values().summary());
    }

    @Test
    void aValueSomebodyIsToldAboutCarriesTheMarkOfTheAlert() {
        assertEquals(SeverityStyle.WARNING, value(abnormal, "air-temp-1").alert());
        assertEquals("Warning", value(abnormal, "air-temp-1").note());
        assertNull(value(calm, "air-temp-1").alert());
    }

    @Test
    void aValueStandsBetweenTheLimitsThatTellSomebodyAndAnOldOneNowhere() {
        ValueLine.Range calmly = value(calm, "air-temp-1").range();
        assertNotNull(calmly);
        assertTrue(calmly.from() < calmly.at() && calmly.at() < calmly.to());
        ValueLine.Range hot = value(abnormal, "air-temp-1").range();
        assertNotNull(hot);
        assertTrue(hot.at() > hot.to());
        assertNull(value(abnormal, "air-temp-2").range());
        assertNull(value(calm, "flow").range());
        assertNull(value(calm, "tank-level").range(), "a tank with a lowest limit only could be filled to anywhere");
    }

    @Test
    void theWordForABadReadingIsAPersonsWord() {
        FieldSnapshot.Stream silent = Facilities.stream(
                "air-temp-1", "Air", "Bay 1", "Node", "temperature", 4, "°C", 1, "no_communication", true, 3, false);
        PlaceModel place = place(with(List.of(silent), Facilities.calm()));
        assertEquals("no communication", value(place, "air-temp-1").note());
    }

    @Test
    void aDoorIsClosedOrOpenAndWhatHasNoWordsIsOffOrOn() {
        FieldSnapshot.Stream door = SnapshotParts.stream(
                "door",
                "Door",
                "cooler",
                "node",
                "state",
                1,
                "",
                0,
                "good",
                false,
                3,
                false,
                "Cooler",
                "Node",
                Double.NaN,
                Double.NaN,
                new StateWords("closed", "open"));
        assertEquals(
                "open",
                value(place(with(List.of(door), Facilities.calm())), "door").value());
        assertEquals("on", value(calm, "estop-loop").value());
    }

    @Test
    void whenTheRuntimeFallsSilentNoValueIsShownAsLiving() {
        PlaceModel lost = PlaceModel.of(
                Exhibit.beat(Facilities.calm(), new Moment(Facilities.NOW.plusSeconds(41), 41, true)), "");
        assertTrue(lost.lost());
        assertTrue(lost.values().lines().stream()
                .allMatch(line -> !(line instanceof ValueLine.Value v) || v.state() == State.STALE));
        assertEquals("stale, 43 s old", value(lost, "air-temp-1").note());
    }

    @Test
    void anOutputSaysWhatItIsWhySinceWhenAndWhatClosesIt() {
        OutputRow valve = output(place(Facilities.watering()), "valve-2");
        assertEquals("open", valve.state());
        assertEquals("held for 11 s · run 12 step 2 · guard: device timer", valve.detail());
        assertEquals("", valve.shut());
        assertTrue(valve.releasable());
        OutputRow heater = output(abnormal, "heater-1");
        assertEquals("unknown", heater.state());
        assertEquals("phase-unknown", heater.phaseClass());
        assertEquals("0.35", output(calm, "heater-1").state());
        assertTrue(output(abnormal, "pump-1").shut().startsWith("Shut: Tank low is tripped"));
        assertFalse(output(abnormal, "pump-1").releasable());
    }

    @Test
    void aProgramSaysWhenItStartsNextAndARunHowFarItIs() {
        ProgramRow waiting = calm.programs().getFirst();
        assertEquals("Next: today 06:00, in 7 min", waiting.next());
        assertNull(waiting.run());
        ProgramRow.Running run =
                place(Facilities.watering()).programs().getFirst().run();
        assertNotNull(run);
        assertEquals("Step 2 of 4: Valve bay 2", run.step());
        assertEquals("5 min 53 s left of 8 min 06 s", run.left());
        assertEquals(0.27, run.done(), 0.01);
        assertEquals("run.stop", run.stop().verb());
        assertEquals("12", run.stop().subject());
    }

    @Test
    void aTrippedInterlockALostLinkAndAnAbsentDatabaseSayWhy() {
        assertEquals("TRIPPED", ill.interlocks().get(1).state());
        assertTrue(ill.interlocks().get(1).resettable());
        assertEquals("OFFLINE for 12 min", ill.links().get(1).state());
        assertEquals(
                "The broker at 192.168.1.30:1883 refused the connection. Next attempt in 8 s.",
                ill.links().get(1).reason());
        assertEquals("AWAY, 97 s behind", ill.health().get(1).state());
        assertEquals("IN DOUBT", ill.health().get(2).state());
        assertNotNull(ill.health().get(2).ask());
    }

    @Test
    void anEmptyFacilitySaysWhatToDoAndAStartingOneToWait() {
        assertTrue(place(Facilities.empty()).values().empty().contains("--facility FILE"));
        FacilitySnapshot starting = with(List.of(), Facilities.calm());
        assertEquals("Waiting for the first readings.", place(starting).values().empty());
        assertFalse(place(starting).known());
    }

    @Test
    void aSmallerPlaceHasOnlyWhatLiesInIt() {
        PlaceModel house = PlaceModel.of(
                Exhibit.beat(Facilities.abnormal(), new Moment(Facilities.NOW, 0.1, true)), "glasshouse-1");
        assertEquals("Glasshouse 1", house.name());
        assertEquals("North House", house.path());
        assertTrue(house.outputs().stream().allMatch(o -> o.place().startsWith("Bay")));
        assertFalse(house.values().lines().stream().anyMatch(l -> l.key().equals("stream:tank-level")));
        assertTrue(house.values().lines().stream().anyMatch(l -> l.key().equals("stream:air-temp-1")));
        assertTrue(house.alerts().stream().allMatch(a -> !a.text().startsWith("Tank low")));
        assertFalse(house.alerts().isEmpty());
        PlaceModel bay = PlaceModel.of(Exhibit.beat(Facilities.calm(), new Moment(Facilities.NOW, 0.1, true)), "Bay 2");
        assertEquals("North House › Glasshouse 1", bay.path());
    }

    private static FacilitySnapshot with(List<FieldSnapshot.Stream> streams, FacilitySnapshot s) {
        return Facilities.of(
                streams,
                s.control().outputs(),
                s.control().programs(),
                s.control().running(),
                s.alerts().open(),
                s.control().interlocks(),
                s.field().links(),
                s.health());
    }

    private static SystemModel system(FacilitySnapshot snapshot) {
        return SystemModel.of(Exhibit.beat(snapshot, new Moment(Facilities.NOW, 0.1, true)));
    }

    private static PlaceModel place(FacilitySnapshot snapshot) {
        return PlaceModel.of(Exhibit.beat(snapshot, new Moment(Facilities.NOW, 0.1, true)), "");
    }

    private static ValueLine.Value value(PlaceModel place, String stream) {
        return place.values().lines().stream()
                .filter(line -> line.key().equals("stream:" + stream))
                .map(ValueLine.Value.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static OutputRow output(PlaceModel place, String key) {
        return place.outputs().stream()
                .filter(o -> o.id().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
