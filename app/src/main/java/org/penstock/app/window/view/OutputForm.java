package org.penstock.app.window.view;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Numerals;
import org.penstock.app.window.model.OutputRequest;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;

/** How long, which value, and why: what a request for an output needs before it can be proposed. */
final class OutputForm extends VBox implements Layer.Dialog {
    private static final int[] MINUTES = {1, 5, 15, 30, 60};

    private final TextField minutes = new TextField();
    private final TextField value = new TextField();
    private final TextField reason = new TextField();
    private final Label problem = Texts.sentence("dialog-problem");
    private final Runnable leave;

    OutputForm(OutputRow row, Words words, Times times, Consumer<Ask> propose, Runnable leave) {
        this.leave = leave;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("form.title", row.startVerb(), row.name()));
        value.setText(Numerals.plain(row.away()));
        Label detail = Texts.sentence("dialog-text");
        detail.setText(words.of("form.now", row.state(), row.detail()));
        Label shut = Texts.sentence("row-shut");
        shut.setText(row.shut());
        minutes.setText(words.of("form.default-minutes"));
        minutes.getStyleClass().add("short-field");
        value.getStyleClass().add("short-field");
        Button cancel = new Button(words.of("confirm.cancel"));
        cancel.setOnAction(_ -> leave.run());
        Button next = new Button(words.of("form.next"));
        next.getStyleClass().add("confirm");
        next.setDefaultButton(true);
        next.setOnAction(_ -> {
            OutputRequest.Checked checked =
                    OutputRequest.check(row, value.getText(), minutes.getText(), reason.getText(), words, times);
            problem.setText(checked.problem());
            if (checked.ask() != null) {
                propose.accept(checked.ask());
            }
        });
        HBox buttons = new HBox(Texts.spring(), cancel, next);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, detail, shut);
        if (row.analog()) {
            getChildren().add(field(words.of("form.value"), value));
        }
        getChildren()
                .addAll(
                        field(words.of("form.minutes"), minutes, FormLines.presets(minutes, times, MINUTES)),
                        field(words.of("form.reason"), reason),
                        problem,
                        buttons);
        HBox.setHgrow(reason, Priority.ALWAYS);
        reason.setPromptText(words.of("form.reason-prompt"));
        for (Button button : new Button[] {cancel, next}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
    }

    private static HBox field(String name, Node... fields) {
        Label label = new Label(name);
        label.getStyleClass().add("field-name");
        label.setMinWidth(Region.USE_PREF_SIZE);
        label.setLabelFor(fields[0]);
        HBox line = new HBox(label);
        line.getStyleClass().add("field-line");
        line.getChildren().addAll(fields);
        return line;
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return minutes;
    }

    @Override
    public void leave() {
        leave.run();
    }
}
