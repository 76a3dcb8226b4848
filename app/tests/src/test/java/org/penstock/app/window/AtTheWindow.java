package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.FacilitySnapshot;

/** A window, and a person's hands and eyes in front of it. */
abstract class AtTheWindow {
    @TempDir
    Path config;

    volatile FacilitySnapshot facility = Facilities.abnormal();
    FakeControlRoom room;
    ControlRoomWindow window;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void open() throws Exception {
        room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());
        WindowOptions options =
                new WindowOptions("marta", config.resolve("window.properties"), () -> Facilities.NOW, Ticker.system());
        window = ControlRoomWindow.open(options, CompletableFuture.completedFuture(room))
                .get(40, SECONDS);
        seen("Tank low: pump 1 is held at safe");
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        window.closed().get(40, SECONDS);
    }

    /** A press that comes before the question could be read does nothing. */
    void confirm(String button) {
        int before = room.confirmed().size();
        seen(button);
        await(button).atMost(15, SECONDS).until(() -> {
            if (texts().contains(button) && room.confirmed().size() == before) {
                press(button);
            }
            return room.confirmed().size() > before;
        });
    }

    void seen(String text) {
        await(text).atMost(40, SECONDS).untilAsserted(() -> {
            // A slow machine must not make the facility look silent.
            room.tell(facility);
            assertTrue(texts().contains(text), () -> text + " is not among " + texts());
        });
    }

    void gone(String text) {
        await(text).atMost(40, SECONDS).until(() -> !texts().contains(text));
    }

    List<String> texts() {
        return Sight.on(() -> window.scene().getRoot().lookupAll("*").stream()
                .filter(n -> n instanceof Labeled && isInSight(n))
                .map(n -> ((Labeled) n).getText())
                .filter(t -> t != null)
                .collect(Collectors.toList()));
    }

    static boolean isInSight(Node node) {
        for (@Nullable Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    Node inSight(String selector) {
        return window.scene().getRoot().lookupAll(selector).stream()
                .filter(AtTheWindow::isInSight)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing in sight is " + selector));
    }

    void press(String text) {
        await(text)
                .atMost(40, SECONDS)
                .until(() -> Sight.on(() -> {
                    for (Node n : window.scene().getRoot().lookupAll("*")) {
                        if (n instanceof ButtonBase b && isInSight(b) && !b.isDisabled() && text.equals(b.getText())) {
                            b.requestFocus();
                            b.fire();
                            return true;
                        }
                    }
                    return false;
                }));
    }

    void choose(String link) {
        choose(link, ".combo-box");
    }

    @SuppressWarnings("unchecked")
    void choose(String link, String selector) {
        await(link)
                .atMost(40, SECONDS)
                .until(() -> Sight.on(() -> {
                    ComboBox<String> box = (ComboBox<String>) inSight(selector);
                    box.setValue(link);
                    return box.getItems().contains(link);
                }));
    }

    void fill(String selector, int at, String text) {
        Sight.on(() -> {
            List<Node> fields = window.scene().getRoot().lookupAll(selector).stream()
                    .filter(AtTheWindow::isInSight)
                    .toList();
            ((TextField) fields.get(at)).setText(text);
            return 0;
        });
    }

    void select(int... rows) {
        Sight.on(() -> {
            ListView<?> list = (ListView<?>) inSight(".table .list-view");
            for (int row : rows) {
                list.getSelectionModel().select(row);
            }
            return 0;
        });
    }

    /** Ctrl+K, and the letters of what is looked for, as soon as its field takes them. */
    static void lookFor(Scene scene, String letters) {
        type(KeyCode.CONTROL, KeyCode.K);
        await("field")
                .atMost(20, SECONDS)
                .until(() -> Sight.on(() -> {
                    if (scene.getFocusOwner() instanceof TextField field
                            && field.getStyleClass().contains("find-field")) {
                        field.setText(letters);
                        return true;
                    }
                    return false;
                }));
    }

    /** Presses keys together, the last one last. */
    static void type(KeyCode... keys) {
        Sight.on(() -> {
            Robot robot = new Robot();
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (KeyCode key : List.of(keys).reversed()) {
                robot.keyRelease(key);
            }
            return 0;
        });
        Sight.on(() -> 0);
    }
}
