package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.trend.ShowsStream;
import org.penstock.core.facility.EquipmentSpec;
import org.penstock.core.facility.Example;
import org.penstock.core.facility.RelationshipSpec;
import org.penstock.core.facility.RelationshipType;
import org.penstock.core.runtime.FacilityMap;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.testsupport.SnapshotBuilder;

/** Leaves a picture of the drawing of every example facility, each started for real, and looks each over. */
@SecondWindow
class SynopticScreensTest {
    @TempDir
    static Path folder;

    private static LiveExamples examples;
    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void start() throws InterruptedException, IOException {
        Sight.toolkit();
        examples = LiveExamples.started();
    }

    @AfterEach
    void nobodyWouldComplain() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    @ParameterizedTest
    @MethodSource("org.penstock.app.window.Exhibit#ways")
    void everyExampleIsDrawn(Theme theme, TextSize size, int width, int height) {
        for (Example example : Example.values()) {
            show(example.profile(), "", examples.of(example), 0.1, chosen(example), theme, size, width, height);
        }
    }

    @Test
    void onePlaceIsDrawnWithWhatFeedsItAndEmptyPlacesSayWhatToDo() {
        for (Theme theme : Theme.values()) {
            FacilitySnapshot grow = examples.of(Example.GROW);
            show("bay-1", "bay-1", grow, 0.1, "", theme, TextSize.NORMAL, 1366, 768);
            show("lost", "", grow, 40, "output:pump-1", theme, TextSize.NORMAL, 1366, 768);
            show("empty-here", "tank-1", examples.of(Example.BARN), 0.1, "", theme, TextSize.NORMAL, 1366, 768);
            show("empty", "", Facilities.abnormal(), 0.1, "", theme, TextSize.NORMAL, 1366, 768);
        }
    }

    @Test
    void whatIsWrongIsSeenFirst() {
        FacilitySnapshot grow = Troubled.of(examples.of(Example.GROW));
        for (Theme theme : Theme.values()) {
            show("troubled", "", grow, 0.1, "equipment:feed-tank", theme, TextSize.NORMAL, 1366, 768);
        }
    }

    @Test
    void whatPowersWhatIsALayerOfItsOwn() {
        FacilitySnapshot grow = wired(examples.of(Example.GROW));
        Sight.on(() -> {
            SynopticPage page = new SynopticPage(
                    PageAddress.of(PageAddress.Kind.SYNOPTIC),
                    Sight.WORDS,
                    Exhibit.NOWHERE,
                    folder.resolve("none.properties"),
                    new Desk(new FakeControlRoom(grow::at, grow), new Present("marta")),
                    Platform::runLater);
            try (PageStage stage = new PageStage(page, Theme.DARK, TextSize.NORMAL, 1366, 768)) {
                stage.tell(PageStage.beat(grow, 0.1));
                assertTrue(
                        page.node().lookupAll(".wire").stream().noneMatch(Node::isVisible),
                        "not before it is asked for");
                page.node().lookupAll(".toggle-button").stream()
                        .map(ToggleButton.class::cast)
                        .forEach(ToggleButton::fire);
                assertEquals(
                        2,
                        page.node().lookupAll(".wire").stream()
                                .filter(Node::isVisible)
                                .count());
                complain(stage.picture("synoptic-powers-dark-1366"), TextSize.NORMAL);
                List<Node> values = page.node().lookupAll(".drawn-value").stream()
                        .filter(Node::isVisible)
                        .toList();
                assertTrue(values.size() > 3, "values in the drawing: " + values.size());
                for (Node value : values) {
                    var here = value.localToScene(
                            value.getLayoutBounds().getCenterX(),
                            value.getLayoutBounds().getCenterY());
                    String stream = ShowsStream.at(value.getParent(), here.getX(), here.getY());
                    assertTrue(
                            grow.field().streams().stream()
                                    .anyMatch(k -> k.key().equals(stream)),
                            "what is dragged from the drawing: " + stream);
                }
            }
            return 0;
        });
    }

    /** With a board that powers pump and fan. */
    private static FacilitySnapshot wired(FacilitySnapshot s) {
        List<EquipmentSpec> equipment = new ArrayList<>(s.field().map().equipment());
        equipment.add(new EquipmentSpec("board", "Distribution board", "ups", 1, "pump-room", "", "", "", "{}", ""));
        List<RelationshipSpec> relationships = new ArrayList<>(s.field().map().relationships());
        for (String output : List.of("pump-1", "fan-1")) {
            relationships.add(new RelationshipSpec(
                    RelationshipType.POWERS,
                    new RelationshipSpec.Point(RelationshipType.End.EQUIPMENT, "board"),
                    new RelationshipSpec.Point(RelationshipType.End.OUTPUT, output),
                    BigDecimal.ONE,
                    Optional.empty()));
        }
        return SnapshotBuilder.like(s)
                .map(new FacilityMap(
                        s.field().map().locations(),
                        equipment,
                        relationships,
                        s.field().map().ties()))
                .build();
    }

    private static String chosen(Example example) {
        return switch (example) {
            case GROW -> "output:pump-1";
            case BARN -> "location:house-3";
            case LAB -> "equipment:fermenter";
            case COLD, PLANT -> "";
        };
    }

    private void show(
            String what,
            String location,
            FacilitySnapshot snapshot,
            double silent,
            String chosen,
            Theme theme,
            TextSize size,
            int width,
            int height) {
        Sight.on(() -> {
            SynopticPage page = new SynopticPage(
                    new PageAddress(PageAddress.Kind.SYNOPTIC, location),
                    Sight.WORDS,
                    Exhibit.NOWHERE,
                    folder.resolve("none.properties"),
                    new Desk(new FakeControlRoom(snapshot::at, snapshot), new Present("marta")),
                    Platform::runLater);
            try (PageStage stage = new PageStage(page, theme, size, width, height)) {
                stage.tell(PageStage.beat(snapshot, silent));
                String name = Exhibit.name("synoptic-" + what, theme, size, width);
                complain(stage.picture(name), size);
                if (!chosen.isEmpty()) {
                    page.choose(chosen);
                    complain(stage.picture(name + "-chosen"), size);
                }
            }
            return 0;
        });
    }

    /** With the largest text a drawing may be larger than the window: it is scrolled. */
    private void complain(List<String> found, TextSize size) {
        found.stream()
                .filter(f -> size == TextSize.NORMAL || !f.contains("out of the window"))
                .filter(f -> !f.contains("texts are on the screen"))
                .forEach(faults::add);
    }
}
