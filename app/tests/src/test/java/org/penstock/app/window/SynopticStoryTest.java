package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.synoptic.Spot;
import org.penstock.app.window.view.Going;
import org.penstock.core.facility.Example;
import org.penstock.core.runtime.FacilitySnapshot;

/** The drawing of the example greenhouse as a person uses it: by keys, and arranged to their taste. */
@SecondWindow
class SynopticStoryTest {
    @TempDir
    static Path examples;

    @TempDir
    Path config;

    private static FacilitySnapshot grow;
    private final List<String> went = new ArrayList<>();
    private Path file;
    private PageStage stage;

    @BeforeAll
    static void start() throws Exception {
        Sight.toolkit();
        grow = LiveExamples.one(Example.GROW, examples);
    }

    @BeforeEach
    void open() {
        file = config.resolve("penstock").resolve("synoptic.properties");
        stage = opened("");
    }

    @AfterEach
    void close() {
        Sight.on(() -> {
            stage.close();
            return 0;
        });
    }

    private PageStage opened(String location) {
        return Sight.on(() -> {
            SynopticPage page = new SynopticPage(
                    new PageAddress(PageAddress.Kind.SYNOPTIC, location),
                    Sight.WORDS,
                    going,
                    file,
                    new Desk(new FakeControlRoom(grow::at, grow), new Present("marta")),
                    Platform::runLater);
            PageStage shown = new PageStage(page, Theme.DARK, TextSize.NORMAL, 1366, 768);
            shown.tell(PageStage.beat(grow));
            page.focus();
            return shown;
        });
    }

    private final Going going = new Going() {
        @Override
        public void goTo(PageAddress address, String key) {
            go(address);
        }

        @Override
        public void go(PageAddress address) {
            went.add(address.text());
        }

        @Override
        public void goBeside(PageAddress address) {
            went.add("beside " + address.text());
        }
    };

    @Test
    void theArrowsFollowTheWaterAndEnterOpensWhatItPasses() {
        type(KeyCode.RIGHT);
        assertEquals("Feed tank", chosen());
        type(KeyCode.ENTER);
        type(KeyCode.RIGHT);
        assertEquals("Feed pump", chosen());
        type(KeyCode.ENTER);
        type(KeyCode.RIGHT);
        assertEquals("Screen filter", chosen());
        type(KeyCode.RIGHT);
        String valve = chosen();
        assertTrue(valve.equals("Bay 1 south") || valve.equals("Bay 2 north"), valve);
        while (!chosen().equals("Bay 1 north")) {
            type(KeyCode.UP);
        }
        type(KeyCode.RIGHT);
        assertEquals("Slabs 1 north", chosen());
        type(KeyCode.LEFT);
        type(KeyCode.LEFT);
        assertEquals("Screen filter", chosen());
        assertEquals(List.of("stream:tank-level", "output:pump-1"), went);
        type(KeyCode.CONTROL, KeyCode.ENTER);
        assertEquals("beside stream:flow", went.getLast());
    }

    @Test
    void theChosenPieceSaysWhatItIsAndWhyBesideTheDrawing() {
        Sight.on(() -> {
            ((SynopticPage) stage.page).choose("output:pump-1");
            return 0;
        });
        List<String> texts = Sight.on(stage::texts);
        assertTrue(texts.contains("To Screen filter: flows"), texts::toString);
        assertTrue(texts.stream().anyMatch(t -> t.contains("guard: the device's own timer")), texts::toString);
        assertTrue(texts.contains("Pump current"), texts::toString);
        press("Open the output");
        assertEquals(List.of("output:pump-1"), went);
        Sight.on(() -> {
            stage.page.focus();
            return 0;
        });
        type(KeyCode.ESCAPE);
        assertFalse(Sight.on(stage::texts).contains("Open the output"));
    }

    @Test
    void thePieceIsLargerAndSmallerByOneKey() {
        double before = width("Slabs 1 north");
        type(KeyCode.PLUS);
        assertTrue(width("Slabs 1 north") > before * 1.1);
        type(KeyCode.MINUS);
        type(KeyCode.MINUS);
        assertTrue(width("Slabs 1 north") < before);
        type(KeyCode.DIGIT0);
        assertTrue(width("Slabs 1 north") > before * 0.8);
    }

    @Test
    void whatWasArrangedByKeysIsThereWhenThePageIsOpenedAgain() {
        press("Arrange");
        type(KeyCode.RIGHT);
        double x = left("Feed tank");
        double y = top("Feed tank");
        for (int i = 0; i < 4; i++) {
            type(KeyCode.SHIFT, KeyCode.DOWN);
        }
        double lower = top("Feed tank");
        assertTrue(lower > y + 3 * 12, "four steps down");
        type(KeyCode.SHIFT, KeyCode.UP);
        double undone = top("Feed tank");
        assertTrue(undone < lower);
        type(KeyCode.CONTROL, KeyCode.Z);
        assertEquals(lower, top("Feed tank"), 1);
        type(KeyCode.CONTROL, KeyCode.Y);
        assertEquals(undone, top("Feed tank"), 1);
        press("Done");
        await("kept").atMost(20, SECONDS).until(() -> Files.exists(file));
        double kept = top("Feed tank");
        assertNotEquals(y, kept, 1);

        close();
        stage = opened("");
        await("as it was arranged").atMost(20, SECONDS).until(() -> Math.abs(top("Feed tank") - kept) < 2);
        assertEquals(x, left("Feed tank"), 14);
        Sight.on(() -> stage.picture("synoptic-arranged"));

        press("Arrange");
        Sight.on(() -> stage.picture("synoptic-arranging"));
        press("Automatic");
        press("Done");
        assertEquals(y, top("Feed tank"), 1);
    }

    @Test
    void leavingTheModeByEscapeKeepsAndWithoutTheModeNothingMoves() throws IOException {
        type(KeyCode.RIGHT);
        double y = top("Feed tank");
        type(KeyCode.SHIFT, KeyCode.DOWN);
        assertEquals(y, top("Feed tank"), 0.5, "not while nobody arranges");
        press("Arrange");
        type(KeyCode.SHIFT, KeyCode.DOWN);
        type(KeyCode.ESCAPE);
        await("kept").atMost(20, SECONDS).until(() -> Files.exists(file));
        SynopticFile kept = new SynopticFile(file);
        assertEquals(
                List.of("equipment:feed-tank"),
                List.copyOf(kept.read("north", "").spots().keySet()));
        assertTrue(kept.read("north", "bay-1").spots().isEmpty(), "each drawing has its own");
    }

    @Test
    void aBrokenFileCostsTheArrangementOnly() throws IOException {
        close();
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0x3d, 0x5c, 0x75});
        stage = opened("");
        assertTrue(Sight.on(stage::texts).contains("Slabs 1 north"));
        Files.writeString(
                file,
                "north//equipment\\:feed-tank=somewhere\nnorth//equipment\\:nobody=3,4\nnorth//output\\:pump-1=30,2\n",
                StandardCharsets.UTF_8);
        assertEquals(
                new Spot(30, 2),
                new SynopticFile(file).read("north", "").spots().get("output:pump-1"));
        close();
        stage = opened("");
        await("the line that can be read")
                .atMost(20, SECONDS)
                .until(() -> Math.abs(left("Feed pump") - 31 * TextSize.NORMAL.pixels()) < 2);
        press("Arrange");
        press("Done");
        assertTrue(Sight.on(stage::texts).contains("Arrange"));
    }

    @Test
    void aFolderThatCannotBeWrittenIsSaid() throws IOException {
        Files.writeString(config.resolve("penstock"), "in the way");
        press("Arrange");
        type(KeyCode.RIGHT);
        type(KeyCode.SHIFT, KeyCode.DOWN);
        press("Done");
        await("said")
                .atMost(20, SECONDS)
                .until(() -> Sight.on(stage::texts).stream().anyMatch(t -> t.contains("could not be kept in")));
    }

    @Test
    void aPlaceIsDrawnWithWhatFeedsItAndNothingElse() {
        close();
        stage = opened("bay-1");
        List<String> texts = Sight.on(stage::texts);
        assertTrue(texts.containsAll(List.of("Bay 1", "Feed tank", "Screen filter", "Bay 1 north", "Slabs 1 south")));
        assertFalse(texts.contains("Bay 2 north"), texts::toString);
        assertFalse(texts.contains("Boiler"), texts::toString);
        assertEquals("Synoptic Bay 1", stage.page.title());
    }

    private String chosen() {
        return Sight.on(() -> {
            for (Node node : stage.stage.getScene().getRoot().lookupAll(".piece-detail > .detail-title")) {
                return ((Labeled) node).getText();
            }
            return "";
        });
    }

    /** The piece that bears a title, on the scene. */
    private Node piece(String title) {
        for (Node node : stage.stage.getScene().getRoot().lookupAll(".piece-title")) {
            if (title.equals(((Labeled) node).getText())) {
                @Nullable Parent piece = node.getParent();
                if (piece != null) {
                    return piece;
                }
            }
        }
        throw new AssertionError("no piece is called " + title);
    }

    private double top(String title) {
        return Sight.on(() -> {
            stage.settle();
            return piece(title).getLayoutY();
        });
    }

    private double left(String title) {
        return Sight.on(() -> {
            stage.settle();
            return piece(title).getLayoutX();
        });
    }

    private double width(String title) {
        return Sight.on(() -> {
            stage.settle();
            Node piece = piece(title);
            return piece.localToScene(piece.getLayoutBounds()).getWidth();
        });
    }

    private void press(String text) {
        Sight.on(() -> {
            for (Node node : stage.stage.getScene().getRoot().lookupAll(".button")) {
                if (node instanceof Button button && text.equals(button.getText()) && button.isVisible()) {
                    button.fire();
                    stage.settle();
                    return 0;
                }
            }
            throw new AssertionError("no button says " + text);
        });
    }

    /** Presses the last key while the others are held. */
    private static void type(KeyCode... keys) {
        Sight.on(() -> {
            Robot robot = new Robot();
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (int i = keys.length - 1; i >= 0; i--) {
                robot.keyRelease(keys[i]);
            }
            return 0;
        });
        Sight.on(() -> 0);
    }
}
