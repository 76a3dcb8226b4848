package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;

/** A person finds the way: from the overview to a place and back, into tabs and own windows, and back to all of it tomorrow. */
class ShellStoryTest extends AtTheWindow {
    @Test
    void theOverviewIsFirstAndATileLeadsToItsPlaceAndTheWayBackIsOneKey() {
        here("Overview");
        fire(tile("Bay 2"));
        here("Bay 2");
        seen("North House › Glasshouse 1");
        type(KeyCode.ALT, KeyCode.LEFT);
        here("Overview");
        type(KeyCode.ALT, KeyCode.RIGHT);
        here("Bay 2");
    }

    @Test
    void theTreeOfPlacesIsWalkedByTheKeyboardAlone() {
        type(KeyCode.CONTROL, KeyCode.B);
        type(KeyCode.CONTROL, KeyCode.B);
        type(KeyCode.DOWN);
        type(KeyCode.ENTER);
        here("Glasshouse 1");
        assertTrue(
                Sight.on(() -> window.scene().getFocusOwner() instanceof ListView<?>), "the values have the keyboard");
    }

    @Test
    void fromAnAlertToWhatItIsAboutIsOneAction() {
        type(KeyCode.SHIFT, KeyCode.F9);
        here("System");
        type(KeyCode.F2);
        here("Overview");
        type(KeyCode.DOWN);
        type(KeyCode.T);
        await().until(() -> !titleHere().equals("Overview"));
    }

    @Test
    void aPageWithoutAKeyIsFoundByItsName() {
        lookFor(window.scene(), "sett");
        type(KeyCode.ENTER);
        here("Settings");
    }

    @Test
    void tabsStandBesideOneAnotherAndNoPageIsOpenTwice() {
        type(KeyCode.F10);
        here("Devices");
        type(KeyCode.CONTROL, KeyCode.N);
        here("Overview");
        assertEquals(List.of("Devices", "Overview"), tabs());
        type(KeyCode.F10);
        here("Devices");
        assertEquals(2, tabs().size(), "it came forward");
        type(KeyCode.CONTROL, KeyCode.TAB);
        here("Overview");
        type(KeyCode.CONTROL, KeyCode.W);
        here("Devices");
        type(KeyCode.CONTROL, KeyCode.W);
        assertEquals(List.of("Devices"), tabs(), "the last one stays");
    }

    @Test
    void aPageInAWindowOfItsOwnLivesAndObeysTheSameKeys() {
        type(KeyCode.F5);
        here("Programs");
        type(KeyCode.CONTROL, KeyCode.D);
        here("Overview");
        Stage own = detached();
        await().until(() -> ownTexts(own).contains("Morning watering"));
        facility = Facilities.watering();
        room.tell(facility);
        await("it is written like the page in sight")
                .atMost(40, SECONDS)
                .until(() -> ownTexts(own).contains("Step 2 of 4: Valve bay 2"));
        Sight.on(() -> {
            own.close();
            return 0;
        });
        type(KeyCode.F5);
        here("Programs");
    }

    @Test
    void whatWasOpenComesBackAfterARestart() throws Exception {
        fire(tile("Bay 1"));
        here("Bay 1");
        type(KeyCode.CONTROL, KeyCode.N);
        type(KeyCode.F5);
        here("Programs");
        type(KeyCode.CONTROL, KeyCode.D);
        assertEquals(List.of("Bay 1", "Overview"), tabs());
        Path file = config.resolve("layout.properties");
        await().atMost(40, SECONDS)
                .until(() -> Files.exists(file) && Files.readString(file).contains("window.0=programs"));
        close();
        assertTrue(Window.getWindows().isEmpty(), "its own windows are gone with it");
        open();
        here("Overview");
        assertEquals(List.of("Bay 1", "Overview"), tabs());
        assertTrue(ownTexts(detached()).contains("Morning watering"));
    }

    @Test
    void aLayoutThatCannotBeReadCostsTheLayoutOnly() throws Exception {
        close();
        Files.writeString(
                config.resolve("layout.properties"),
                "tab.0=place:gone\ntab.1=nonsense\ntab.2=output:gone\nhere=99\nwindow.0=x");
        open();
        here("Overview");
        assertEquals(List.of("Overview"), tabs());
    }

    @Test
    void onAWallThereIsOnlyThePage() {
        type(KeyCode.F11);
        await().until(() -> tabs().isEmpty());
        assertTrue(texts().contains("Bay 1"));
        assertFalse(texts().contains("Next 14 days"));
        type(KeyCode.F11);
        here("Overview");
    }

    @Test
    void underADialogNoPageMoves() {
        type(KeyCode.F12);
        await().until(() -> Sight.on(() -> window.scene().lookup(".dialog") != null));
        type(KeyCode.F5);
        here("Overview");
        type(KeyCode.ESCAPE);
    }

    private static Stage detached() {
        return await().atMost(40, SECONDS)
                .until(
                        () -> Sight.on(() -> Window.getWindows().stream()
                                .filter(w -> w instanceof Stage s
                                        && s.getScene()
                                                .getRoot()
                                                .getStyleClass()
                                                .contains("detached"))
                                .map(Stage.class::cast)
                                .findFirst()),
                        Optional::isPresent)
                .orElseThrow();
    }

    private void here(String title) {
        await(title).atMost(40, SECONDS).until(() -> titleHere().equals(title));
    }

    private String titleHere() {
        return Sight.on(() -> window.scene().getRoot().lookupAll(".tab:here > .tab-title").stream()
                .map(n -> ((Labeled) n).getText())
                .findFirst()
                .orElse(""));
    }

    private List<String> tabs() {
        return Sight.on(() -> window.scene().getRoot().lookupAll(".tab-title").stream()
                .filter(AtTheWindow::isInSight)
                .map(n -> ((Labeled) n).getText())
                .toList());
    }

    private Button tile(String name) {
        return await(name)
                .atMost(40, SECONDS)
                .until(
                        () -> Sight.on(() -> window.scene().getRoot().lookupAll(".tile").stream()
                                .filter(n -> isInSight(n)
                                        && String.valueOf(n.getAccessibleText()).startsWith(name))
                                .map(Button.class::cast)
                                .findFirst()),
                        Optional::isPresent)
                .orElseThrow();
    }

    private static void fire(Button button) {
        Sight.on(() -> {
            button.fire();
            return 0;
        });
    }

    private static List<String> ownTexts(Stage own) {
        return Sight.on(() -> own.getScene().getRoot().lookupAll("*").stream()
                .filter(n -> n instanceof Labeled && isInSight(n))
                .map(n -> String.valueOf(((Labeled) n).getText()))
                .toList());
    }
}
