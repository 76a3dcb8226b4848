package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.core.facility.EquipmentSpec;
import org.penstock.core.facility.RelationshipSpec;
import org.penstock.core.facility.RelationshipSpec.Point;
import org.penstock.core.facility.RelationshipType;
import org.penstock.core.facility.RelationshipType.End;
import org.penstock.core.runtime.ControlSnapshot.Output;
import org.penstock.core.runtime.FacilityMap;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot.Stream;
import org.penstock.core.testsupport.SnapshotBuilder;
import org.penstock.core.testsupport.SnapshotParts;

/** A drawing of two hundred pieces of which every value changes, and one output in ten, keeps up with the beats of the window. */
@SecondWindow
class SynopticLoadTest {
    private static final int BRANCHES = 60;

    @TempDir
    Path folder;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @Test
    void aBeatOfTwoHundredPiecesTakesASmallPartOfASecond() {
        List<String> faults = new ArrayList<>();
        Duration beat = Sight.on(() -> {
            FacilitySnapshot first = house(0);
            SynopticPage page = new SynopticPage(
                    PageAddress.of(PageAddress.Kind.SYNOPTIC),
                    Sight.WORDS,
                    Exhibit.NOWHERE,
                    folder.resolve("none.properties"),
                    new Desk(new FakeControlRoom(first::at, first), new Present("marta")),
                    Platform::runLater);
            try (PageStage stage = new PageStage(page, Theme.DARK, TextSize.NORMAL, 1920, 1080)) {
                for (int i = 0; i < 10; i++) {
                    stage.tell(PageStage.beat(house(i)));
                }
                ThreadMXBean cpu = ManagementFactory.getThreadMXBean();
                long start = cpu.getCurrentThreadCpuTime();
                int beats = 20;
                for (int i = 0; i < beats; i++) {
                    stage.tell(PageStage.beat(house(i)));
                }
                Duration took = Duration.ofNanos((cpu.getCurrentThreadCpuTime() - start) / beats);
                page.choose("output:valve-30");
                faults.addAll(stage.picture("synoptic-two-hundred"));
                return took;
            }
        });
        System.out.println("a beat of two hundred pieces took " + beat.toMillis() + " ms of its thread");
        assertTrue(beat.toMillis() < 200, beat.toString());
        assertTrue(
                faults.stream().noneMatch(f -> f.contains("cut off") || f.contains("hard to read")), faults::toString);
    }

    private static FacilitySnapshot house(int turn) {
        FacilitySnapshot of = Facilities.calm();
        List<Output> outputs = new ArrayList<>();
        List<Stream> streams = new ArrayList<>();
        List<EquipmentSpec> equipment = new ArrayList<>();
        List<RelationshipSpec> relationships = new ArrayList<>();
        for (int i = 0; i < BRANCHES; i++) {
            String pump = "pump-" + i / 10;
            if (i % 10 == 0) {
                outputs.add(output(pump, "pump", 1));
                equipment.add(piece("tank-" + i / 10, "tank", "{\"capacity\":\"2 m³\"}"));
                relationships.add(feeds(End.EQUIPMENT, "tank-" + i / 10, End.OUTPUT, pump));
            }
            outputs.add(output("valve-" + i, "valve", i % 10 == turn % 10 ? 1 : i % 3));
            equipment.add(piece("filter-" + i, "filter", "{}"));
            equipment.add(piece("slab-" + i, "substrate_slab", "{}"));
            streams.add(stream("wet-" + i, 30 + (i + turn) % 20));
            relationships.add(feeds(End.OUTPUT, pump, End.EQUIPMENT, "filter-" + i));
            relationships.add(feeds(End.EQUIPMENT, "filter-" + i, End.OUTPUT, "valve-" + i));
            relationships.add(feeds(End.OUTPUT, "valve-" + i, End.EQUIPMENT, "slab-" + i));
            relationships.add(bound(RelationshipType.MEASURES, End.STREAM, "wet-" + i, End.EQUIPMENT, "slab-" + i));
        }
        return SnapshotBuilder.like(of)
                .simulated(false)
                .streams(streams)
                .outputs(outputs)
                .programs(List.of())
                .running(List.of())
                .alerts(List.of())
                .interlocks(List.of())
                .devices(List.of())
                .map(new FacilityMap(List.of(), equipment, relationships))
                .build();
    }

    private static EquipmentSpec piece(String key, String kind, String properties) {
        return new EquipmentSpec(key, key, kind, 1, "", "", "", "", properties, "");
    }

    private static RelationshipSpec feeds(End from, String a, End to, String b) {
        return bound(RelationshipType.FEEDS, from, a, to, b);
    }

    private static RelationshipSpec bound(RelationshipType type, End from, String a, End to, String b) {
        return new RelationshipSpec(type, new Point(from, a), new Point(to, b), BigDecimal.ONE, Optional.empty());
    }

    private static Output output(String key, String kind, int value) {
        double now = value == 2 ? Double.NaN : value;
        return SnapshotParts.output(key, key, "", kind, now, now, 0, "held", 3, "run 1", null, "device timer");
    }

    private static Stream stream(String key, double value) {
        return SnapshotParts.stream(
                key, key, "", "node", "vwc", value, "%", 1, "good", false, 1, false, "", "Node", 25, 90, null);
    }
}
