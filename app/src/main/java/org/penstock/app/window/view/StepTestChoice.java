package org.penstock.app.window.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.StepTestModel;
import org.penstock.app.window.model.StepTestModel.Choice;
import org.penstock.app.window.model.Words;

/** Which outputs are tested, for how long, and whether the inputs are looked at, too. */
final class StepTestChoice extends VBox {
    private final VBox boxes = new VBox();
    private final List<CheckBox> outputs = new ArrayList<>();
    private final TextField seconds = new TextField();
    private final CheckBox inputs = new CheckBox();
    private List<Choice> shown = List.of();

    StepTestChoice(Words words) {
        getStyleClass().add("dialog-lines");
        boxes.getStyleClass().add("stream-lines");
        ScrollPane scroll = new Scroll(boxes);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("column-scroll", "choice-list");
        seconds.getStyleClass().add("short-field");
        seconds.setText(words.of("step.default-seconds"));
        inputs.setText(words.of("step.inputs"));
        getChildren().addAll(scroll, FormLines.named(words.of("step.seconds"), seconds), inputs);
    }

    void show(StepTestModel model) {
        if (!model.choices().equals(shown)) {
            shown = model.choices();
            outputs.clear();
            for (Choice choice : shown) {
                CheckBox box = new CheckBox(choice.label());
                box.setSelected(true);
                outputs.add(box);
            }
            boxes.getChildren().setAll(outputs);
        }
        // Without outputs the inputs are all there is to look at.
        if (shown.isEmpty() && model.stage() == StepTestModel.Stage.CHOOSING) {
            inputs.setSelected(true);
        }
    }

    void begin(StepTestActions actions) {
        List<String> chosen = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            if (outputs.get(i).isSelected()) {
                chosen.add(shown.get(i).key());
            }
        }
        actions.begin(chosen, seconds.getText(), inputs.isSelected());
    }
}
