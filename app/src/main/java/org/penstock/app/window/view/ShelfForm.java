package org.penstock.app.window.view;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.OutputRequest;
import org.penstock.app.window.model.ShelfRequest;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;

/** For how long and why alerts are shelved: whoever looks for them reads it. */
final class ShelfForm extends VBox implements Layer.Dialog {
    private static final int[] MINUTES = {15, 60, 240, 720};

    private final TextField minutes = new TextField();
    private final TextField reason = new TextField();
    private final Label problem = Texts.sentence("dialog-problem");
    private final Runnable leave;

    ShelfForm(List<AlertRow> alerts, Words words, Times times, Consumer<Ask> propose, Runnable leave) {
        this.leave = leave;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("shelf.title", ShelfRequest.subject(alerts, words)));
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of("shelf.text"));
        minutes.setText(words.of("shelf.default-minutes"));
        minutes.getStyleClass().add("short-field");
        reason.setPromptText(words.of("shelf.reason-prompt"));
        HBox.setHgrow(reason, Priority.ALWAYS);
        Button cancel = FormLines.button(words.of("confirm.cancel"), leave);
        Button shelve = FormLines.button(words.of("shelf.shelve"), () -> {
            OutputRequest.Checked checked =
                    ShelfRequest.check(alerts, minutes.getText(), reason.getText(), words, times);
            problem.setText(checked.problem());
            Ask ask = checked.ask();
            if (ask != null) {
                leave.run();
                propose.accept(ask);
            }
        });
        shelve.getStyleClass().add("confirm");
        shelve.setDefaultButton(true);
        HBox buttons = new HBox(Texts.spring(), cancel, shelve);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren()
                .addAll(
                        title,
                        text,
                        FormLines.line(FormLines.named(words.of("form.minutes"), minutes), presets(times)),
                        FormLines.named(words.of("form.reason"), reason),
                        problem,
                        buttons);
    }

    private HBox presets(Times times) {
        ToggleGroup group = new ToggleGroup();
        HBox presets = new HBox();
        presets.getStyleClass().add("presets");
        for (int m : MINUTES) {
            ToggleButton preset = new ToggleButton(times.exactly(m * 60.0));
            preset.setToggleGroup(group);
            preset.setMinWidth(Region.USE_PREF_SIZE);
            preset.setOnAction(_ -> minutes.setText(Integer.toString(m)));
            presets.getChildren().add(preset);
        }
        return presets;
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return reason;
    }

    @Override
    public void leave() {
        leave.run();
    }
}
