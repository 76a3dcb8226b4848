package org.penstock.app.window.model.synoptic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.Words;
import org.penstock.core.facility.EquipmentSpec;
import org.penstock.core.facility.RelationshipSpec;
import org.penstock.core.facility.RelationshipSpec.Point;
import org.penstock.core.facility.RelationshipType;
import org.penstock.core.facility.RelationshipType.End;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.place.Site;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilityMap;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.telemetry.Severity;
import org.penstock.core.testsupport.SnapshotBuilder;
import org.penstock.core.testsupport.SnapshotParts;

/** A tank, a pump, a valve and a bay, and what the drawing says of them in good days and bad. */
class SynopticModelTest {
    private static final Instant NOW = Instant.parse("2026-11-21T04:52:07Z");
    private static final Site SITE =
            new Site("north", "North House", "northglass", "Northglass", "grow", ZoneId.of("Europe/Amsterdam"));
    private static final Words WORDS = Words.in(Locale.ENGLISH);

    private final List<ControlSnapshot.Output> outputs = new ArrayList<>(
            List.of(output("pump-1", "pump", "room", 1, "held"), output("valve-1", "valve", "bay-1", 1, "held")));
    private final List<FieldSnapshot.Stream> streams = new ArrayList<>(List.of(
            stream("level", "volume", "room", 500, "L", 2, 60),
            stream("flow", "flow", "room", 12.5, "L/min", 1, Double.NaN),
            stream("wet", "vwc", "bay-1", 41, "%", 1, 25)));
    private final List<AlertSnapshot.Alert> alerts = new ArrayList<>();
    private List<RelationshipSpec> relationships = List.of(
            feeds(End.EQUIPMENT, "tank", End.OUTPUT, "pump-1"),
            feeds(End.OUTPUT, "pump-1", End.OUTPUT, "valve-1"),
            feeds(End.OUTPUT, "valve-1", End.LOCATION, "bay-1"),
            bound(End.STREAM, "level", RelationshipType.MEASURES, End.EQUIPMENT, "tank"),
            bound(End.STREAM, "flow", RelationshipType.METERS, End.OUTPUT, "pump-1"));

    private static RelationshipSpec feeds(End from, String a, End to, String b) {
        return bound(from, a, RelationshipType.FEEDS, to, b);
    }

    private static RelationshipSpec bound(End from, String a, RelationshipType type, End to, String b) {
        return new RelationshipSpec(type, new Point(from, a), new Point(to, b), BigDecimal.ONE, Optional.empty());
    }

    private static ControlSnapshot.Output output(String key, String kind, String location, double value, String phase) {
        return SnapshotParts.output(
                key, "The " + key, location, kind, value, value, 0, phase, 12, "run 3", null, "device timer");
    }

    private static FieldSnapshot.Stream stream(
            String key, String metric, String location, double value, String unit, double age, double low) {
        return SnapshotParts.stream(
                key,
                "The " + key,
                location,
                "skid",
                metric,
                value,
                unit,
                1,
                "good",
                false,
                age,
                age > 60,
                location,
                "Skid",
                low,
                Double.NaN,
                null);
    }

    private FacilitySnapshot snapshot() {
        return new SnapshotBuilder(SITE, NOW)
                .streams(streams)
                .outputs(outputs)
                .alerts(alerts)
                .map(new FacilityMap(
                        List.of(
                                new LocationSpec("room", "Pump room", "room", ""),
                                new LocationSpec("house", "House", "building", ""),
                                new LocationSpec("bay-1", "Bay 1", "zone", "house")),
                        List.of(new EquipmentSpec(
                                "tank", "Feed tank", "tank", 1, "room", "", "", "", "{\"capacity\":\"2 m³\"}", "")),
                        relationships))
                .build();
    }

    private Beat beat(double silent) {
        return new Beat(snapshot(), new Moment(NOW, silent, true), "marta", WORDS, new Times(WORDS, SITE.zone()));
    }

    private Plan plan() {
        return Plan.NONE.now(snapshot(), "", WORDS);
    }

    private SynopticModel model() {
        return SynopticModel.of(plan(), beat(0.1));
    }

    private static NodeLine node(SynopticModel model, String id) {
        return model.nodes().stream().filter(n -> n.id().equals(id)).findFirst().orElseThrow();
    }

    private static Flow flow(SynopticModel model, String from, String to) {
        return Objects.requireNonNull(model.flows().get(new Pipe(from, to, false).id()));
    }

    @Test
    void whatPowersAPieceIsDrawnWithItOnALayerOfItsOwn() {
        assertEquals(List.of(), plan().plumbing().wires());
        Plan before = plan();
        List<RelationshipSpec> more = new ArrayList<>(relationships);
        more.add(bound(End.EQUIPMENT, "board", RelationshipType.POWERS, End.OUTPUT, "pump-1"));
        more.add(bound(End.EQUIPMENT, "tank", RelationshipType.POWERS, End.DEVICE, "skid"));
        more.add(bound(End.EQUIPMENT, "tank", RelationshipType.POWERS, End.OUTPUT, "pump-1"));
        relationships = more;
        assertEquals(
                List.of(new Wire("equipment:tank", "output:pump-1")),
                plan().plumbing().wires(),
                "a device has no place in the drawing, and a board that is not described has none either");
        assertEquals(before.faces(), plan().faces(), "no piece is there for a wire that cannot be drawn");
    }

    @Test
    void aTankSaysHowFullItIsAndWhereItsLimitIs() {
        NodeLine tank = node(model(), "equipment:tank");
        NodeLine.Level level = Objects.requireNonNull(tank.level());
        assertEquals("500.0", level.value().value());
        assertEquals(0.25, level.full(), 1e-9, "500 L of 2 m³");
        assertEquals(0.03, level.low(), 1e-9, "60 L of 2 m³");
        assertTrue(Double.isNaN(level.high()));
        assertEquals("", tank.word());
    }

    @Test
    void waterThatRunsIsSaidInWordsAndLines() {
        SynopticModel model = model();
        assertEquals("3 of 3 pipes flow", model.summary());
        assertEquals("running", node(model, "output:pump-1").word());
        assertEquals(Flow.FLOWS, node(model, "output:pump-1").state());
        assertEquals("12.5", node(model, "output:pump-1").rows().getFirst().value());
        assertEquals("41.0", node(model, "location:bay-1").rows().getFirst().value(), "what lies in a place is in it");
    }

    @Test
    void aValveThatIsClosedStopsItAlsoBeforeThePump() {
        outputs.set(1, output("valve-1", "valve", "bay-1", 0, "safe"));
        SynopticModel model = model();
        assertEquals(Flow.STILL, flow(model, "output:valve-1", "location:bay-1"));
        assertEquals(Flow.STILL, flow(model, "equipment:tank", "output:pump-1"));
        assertEquals("closed", node(model, "output:valve-1").word());
    }

    @Test
    void aFlowThatReadsNothingContradictsAnOpenValve() {
        streams.set(1, stream("flow", "flow", "room", 0.04, "L/min", 1, Double.NaN));
        SynopticModel model = model();
        assertEquals(Flow.STILL, flow(model, "output:valve-1", "location:bay-1"));
        assertEquals("running", node(model, "output:pump-1").word());
        streams.set(1, stream("flow", "flow", "room", 0.04, "L/min", 90, Double.NaN));
        assertEquals(
                Flow.FLOWS, flow(model(), "output:valve-1", "location:bay-1"), "an old reading contradicts nothing");
    }

    @Test
    void whatWasNotReadBackIsNotKnown() {
        outputs.set(1, output("valve-1", "valve", "bay-1", Double.NaN, "unknown"));
        SynopticModel model = model();
        assertEquals("unknown", node(model, "output:valve-1").word());
        assertEquals(Flow.UNKNOWN, flow(model, "output:pump-1", "output:valve-1"));
        assertEquals("0 of 3 pipes flow, 3 unknown", model.summary());
        outputs.set(0, output("pump-1", "pump", "room", 0, "safe"));
        assertEquals(Flow.STILL, flow(model(), "output:pump-1", "output:valve-1"), "whatever the valve does");
    }

    @Test
    void ofASilentFacilityEverythingWas() {
        SynopticModel model = SynopticModel.of(plan(), beat(40));
        assertEquals("was running", node(model, "output:pump-1").word());
        assertEquals(Flow.UNKNOWN, node(model, "output:pump-1").state());
        assertEquals(Flow.UNKNOWN, flow(model, "equipment:tank", "output:pump-1"));
        NodeLine.Level level =
                Objects.requireNonNull(node(model, "equipment:tank").level());
        assertEquals(ValueLine.State.STALE, level.value().state());
    }

    @Test
    void theMostUrgentAlertOfAPieceIsAtThePieceAndBlinksUntilSeen() {
        alerts.add(alert(1, "stream:level", Severity.WARNING, null));
        alerts.add(alert(2, "stream:level", Severity.CRITICAL, null));
        NodeLine tank = node(model(), "equipment:tank");
        assertEquals(SeverityStyle.CRITICAL, tank.alert());
        assertTrue(tank.bright());
        assertNull(node(model(), "output:pump-1").alert());
        Beat dark = new Beat(snapshot(), new Moment(NOW, 0.1, false), "m", WORDS, new Times(WORDS, SITE.zone()));
        assertEquals(
                false, node(SynopticModel.of(plan(), dark), "equipment:tank").bright());
        assertTrue(node(SynopticModel.of(plan(), dark), "output:pump-1").bright());
    }

    private static AlertSnapshot.Alert alert(long no, String source, Severity severity, @Nullable Instant seen) {
        return SnapshotParts.alert(
                no, source, "limit_low", severity, "active", "Tank low", 50, 60, NOW, seen, "", null, 1);
    }

    @Test
    void theDetailLeadsToTheOutputTheValueOrThePlace() {
        PieceDetail pump = Objects.requireNonNull(PieceDetail.of(plan(), model(), "output:pump-1", beat(0.1)));
        assertEquals(new PageAddress(PageAddress.Kind.OUTPUT, "pump-1"), pump.page());
        assertEquals(List.of("From Feed tank: flows", "To The valve-1: flows"), pump.ways());
        PieceDetail tank = Objects.requireNonNull(PieceDetail.of(plan(), model(), "equipment:tank", beat(0.1)));
        assertEquals(new PageAddress(PageAddress.Kind.STREAM, "level"), tank.page());
        assertEquals("Pump room", tank.about());
        PieceDetail bay = Objects.requireNonNull(PieceDetail.of(plan(), model(), "location:bay-1", beat(0.1)));
        assertEquals(new PageAddress(PageAddress.Kind.PLACE, "bay-1"), bay.page());
        assertNull(PieceDetail.of(plan(), model(), "output:nobody", beat(0.1)));
    }

    @Test
    void aPlaceIsDrawnWithWhatFeedsIt() {
        Plan bay = Plan.NONE.now(snapshot(), "house", WORDS);
        assertEquals(4, bay.faces().size());
        Plan room = Plan.NONE.now(snapshot(), "room", WORDS);
        assertEquals(
                List.of("equipment:tank", "output:pump-1"),
                room.faces().stream().map(Face::id).toList());
        assertEquals(1, room.plumbing().pipes().size());
    }

    @Test
    void aPlanIsMadeAnewOnlyWhenThereIsSomethingNewToDraw() {
        Plan plan = plan();
        outputs.set(0, output("pump-1", "pump", "room", 0, "safe"));
        assertSame(plan, plan.now(snapshot(), "", WORDS), "values change every beat");
        relationships = relationships.subList(0, 2);
        assertEquals(3, plan.now(snapshot(), "", WORDS).faces().size());
    }

    @Test
    void anOutputThatControlsAPieceIsItsState() {
        relationships = List.of(
                feeds(End.EQUIPMENT, "tank", End.OUTPUT, "valve-1"),
                bound(End.OUTPUT, "pump-1", RelationshipType.CONTROLS, End.EQUIPMENT, "tank"));
        SynopticModel model = model();
        assertEquals(
                List.of("pump-1"),
                node(model, "equipment:tank").outputs().stream()
                        .map(o -> o.id())
                        .toList());
        assertEquals(Flow.FLOWS, flow(model, "equipment:tank", "output:valve-1"), "a tank is no gate");
    }

    @Test
    void withoutRelationshipsTheFirstLinesAreOfferedWithTheOutputsThereAre() {
        relationships = List.of();
        assertEquals(List.of(), plan().faces());
        assertEquals("""
                relationships:
                  - {from: output:pump-1, type: feeds, to: output:valve-1}
                  - {from: output:valve-1, type: feeds, to: location:bay-1}""", FirstPipes.of(snapshot()));
        outputs.clear();
        assertNotNull(FirstPipes.of(snapshot()));
    }

    @Test
    void aNameDoesNotRepeatThePieceItStandsIn() {
        assertEquals("Water content", FaceReader.shorter("Water content 1 north", "Slabs 1 north"));
        assertEquals("Temperature", FaceReader.shorter("House temperature", "House 3"));
        assertEquals("Air", FaceReader.shorter("Cooler air", "Walk-in cooler"));
        assertEquals("Feed in the pans", FaceReader.shorter("Feed in the pans", "Feed pans"));
        assertEquals("Defrost heat", FaceReader.shorter("Freezer defrost heat", "Freezer evaporator"));
        assertEquals("Pasteuriser", FaceReader.shorter("Pasteuriser", "Pasteuriser"));
    }
}
