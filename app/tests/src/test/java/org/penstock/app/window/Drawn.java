package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.scene.AccessibleAttribute;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextInputControl;
import javafx.scene.text.Text;
import javafx.stage.Stage;
import javafx.stage.Window;

/** Every text that a picture of the windows could show or a screen reader say, in sight or not, down into the skins. */
final class Drawn {
    private Drawn() {}

    /** Takes a picture of every open window and looks for {@code secrets} in what is drawn while it is taken. */
    static void hasNone(String when, List<String> secrets) {
        List<String> drawn = Sight.on(() -> {
            List<String> texts = new ArrayList<>();
            for (Window window : Window.getWindows()) {
                Scene scene = window.getScene();
                if (scene != null) {
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    scene.snapshot(null);
                    collect(scene.getRoot(), texts);
                }
                if (window instanceof Stage stage && stage.getTitle() != null) {
                    texts.add(stage.getTitle());
                }
            }
            return texts;
        });
        assertFalse(drawn.isEmpty(), when + ": nothing is drawn");
        for (String secret : secrets) {
            for (String text : drawn) {
                assertFalse(text.contains(secret), () -> when + ": drawn is " + text);
            }
        }
    }

    private static void collect(Node node, List<String> texts) {
        switch (node) {
            case Text text -> texts.add(text.getText());
            case Labeled labeled -> {
                add(labeled.getText(), texts);
                if (labeled.getTooltip() != null) {
                    add(labeled.getTooltip().getText(), texts);
                }
            }
            // Its text is what was typed; its skin draws something else, which is looked at below.
            case PasswordField _ -> {}
            case TextInputControl input -> {
                add(input.getText(), texts);
                add(input.getPromptText(), texts);
            }
            default -> {}
        }
        add(node.getAccessibleText(), texts);
        add(node.getAccessibleHelp(), texts);
        add(node.getId(), texts);
        add(Objects.toString(node.getUserData(), ""), texts);
        if (node.getAccessibleRole() != null) {
            add(Objects.toString(node.queryAccessibleAttribute(AccessibleAttribute.TEXT), ""), texts);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, texts));
        }
    }

    private static void add(String text, List<String> texts) {
        if (text != null && !text.isEmpty()) {
            texts.add(text);
        }
    }
}
