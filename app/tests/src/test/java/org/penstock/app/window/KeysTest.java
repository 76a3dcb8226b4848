package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination.ModifierValue;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.Key;

/** A key of the window does what the list of keys says, wherever the keyboard is. */
class KeysTest {
    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @Test
    void noListAndNoFieldKeepsAKeyOfTheWindowForItself() {
        List<Key> pressed = new ArrayList<>();
        List<Node> controls = new ArrayList<>();
        Stage stage = Sight.on(() -> {
            ListView<String> list = new ListView<>(FXCollections.observableArrayList("Bay 1", "Bay 2", "Bay 3"));
            list.getSelectionModel().select(1);
            controls.addAll(List.of(list, new TextField("bay"), new TextArea("bay"), new CheckBox("Only held")));
            Stage made = new Stage();
            made.setScene(new Scene(new VBox(controls.toArray(new Node[0])), 400, 600));
            try (Exhibit exhibit = Exhibit.frame(Facilities.calm(), Theme.DARK, TextSize.NORMAL, 1366, 768)) {
                exhibit.view.keys(made.getScene(), pressed::add);
            }
            made.show();
            return made;
        });
        List<String> lost = new ArrayList<>();
        for (Node control : controls) {
            for (Key key : Key.values()) {
                pressed.clear();
                Sight.on(() -> {
                    control.requestFocus();
                    return 0;
                });
                AtTheWindow.type(keys((KeyCodeCombination) key.combination()));
                if (!pressed.equals(List.of(key))) {
                    lost.add(key + " in a " + control.getClass().getSimpleName() + ": " + pressed);
                }
            }
        }
        Sight.on(() -> {
            stage.close();
            return 0;
        });
        assertEquals(List.of(), lost);
    }

    /** A keyboard of Britain or America has no key of its own for it. */
    @Test
    void theTextGrowsOnEveryKeyboard() {
        List<Key> pressed = new ArrayList<>();
        Stage stage = Sight.on(() -> {
            Stage made = new Stage();
            made.setScene(new Scene(new VBox(new CheckBox("Only held")), 400, 600));
            try (Exhibit exhibit = Exhibit.frame(Facilities.calm(), Theme.DARK, TextSize.NORMAL, 1366, 768)) {
                exhibit.view.keys(made.getScene(), pressed::add);
            }
            made.show();
            return made;
        });
        AtTheWindow.type(KeyCode.CONTROL, KeyCode.SHIFT, KeyCode.EQUALS);
        AtTheWindow.type(KeyCode.CONTROL, KeyCode.EQUALS);
        AtTheWindow.type(KeyCode.CONTROL, KeyCode.ADD);
        Sight.on(() -> {
            stage.close();
            return 0;
        });
        assertEquals(List.of(Key.TEXT_SIZE, Key.TEXT_SIZE, Key.TEXT_SIZE), pressed);
    }

    private static KeyCode[] keys(KeyCodeCombination combination) {
        List<KeyCode> codes = new ArrayList<>();
        if (combination.getControl() == ModifierValue.DOWN || combination.getShortcut() == ModifierValue.DOWN) {
            codes.add(KeyCode.CONTROL);
        }
        if (combination.getShift() == ModifierValue.DOWN) {
            codes.add(KeyCode.SHIFT);
        }
        if (combination.getAlt() == ModifierValue.DOWN) {
            codes.add(KeyCode.ALT);
        }
        codes.add(combination.getCode());
        return codes.toArray(new KeyCode[0]);
    }
}
