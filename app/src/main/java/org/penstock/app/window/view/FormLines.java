package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.penstock.app.window.model.Times;

/** The lines of fields and buttons that the sheets of the devices are made of. */
public final class FormLines {
    private FormLines() {}

    /** A field with its name before it. */
    public static HBox named(String name, Control field) {
        Label label = Texts.whole("quiet");
        label.setText(name);
        label.setLabelFor(field);
        HBox line = new HBox(label, field);
        line.getStyleClass().add("field-pair");
        return line;
    }

    /** Fields and buttons beside one another. */
    public static HBox line(Node... parts) {
        HBox line = new HBox(parts);
        line.getStyleClass().add("form-line");
        return line;
    }

    /** A button as wide as its words. */
    public static Button button(String text, Runnable pressed) {
        Button button = new Button(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> pressed.run());
        return button;
    }

    /** Times to choose from instead of writing minutes. */
    public static HBox presets(TextField minutes, Times times, int... choices) {
        ToggleGroup group = new ToggleGroup();
        HBox presets = new HBox();
        presets.getStyleClass().add("presets");
        for (int m : choices) {
            ToggleButton preset = new ToggleButton(times.exactly(m * 60.0));
            preset.setToggleGroup(group);
            preset.setMinWidth(Region.USE_PREF_SIZE);
            preset.setOnAction(_ -> minutes.setText(Integer.toString(m)));
            presets.getChildren().add(preset);
        }
        return presets;
    }

    /** Offers {@code choices}, and keeps what was chosen as long as it is among them. */
    public static void offer(ComboBox<String> box, List<String> choices) {
        if (!box.getItems().equals(choices)) {
            String chosen = chosen(box);
            box.getItems().setAll(choices);
            if (choices.contains(chosen)) {
                box.setValue(chosen);
            } else if (choices.size() == 1) {
                box.setValue(choices.getFirst());
            }
        }
    }

    /** What was chosen, "" when nothing was. */
    public static String chosen(ComboBox<String> box) {
        String value = box.getValue();
        return value == null ? "" : value;
    }
}
