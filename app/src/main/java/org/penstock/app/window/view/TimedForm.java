package org.penstock.app.window.view;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.GateRow;
import org.penstock.app.window.model.OutputRequest;
import org.penstock.app.window.model.ShelfRequest;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;

/** For how long something is to be other than usual, and why: whoever signs it or looks for it reads that. */
final class TimedForm extends VBox implements Layer.Dialog {
    private static final int[] SHELF_MINUTES = {15, 60, 240, 720};
    private static final int[] BYPASS_MINUTES = {10, 30, 60, 240};

    private final TextField minutes = new TextField();
    private final TextField reason = new TextField();
    private final Label problem = Texts.sentence("dialog-problem");
    private final Runnable leave;

    /** Judges what was written. */
    private interface Check {
        OutputRequest.Checked of(String minutes, String reason);
    }

    private TimedForm(String title, Runnable leave) {
        this.leave = leave;
        getStyleClass().add("dialog");
        minutes.getStyleClass().add("short-field");
        HBox.setHgrow(reason, Priority.ALWAYS);
        sentence("dialog-title", title);
    }

    /** Alerts that are to be out of sight for a while; done at once. */
    static TimedForm shelf(List<AlertRow> alerts, Words words, Times times, Consumer<Ask> shelve, Runnable leave) {
        TimedForm form = new TimedForm(words.of("shelf.title", ShelfRequest.subject(alerts, words)), leave);
        form.sentence("dialog-text", words.of("shelf.text"));
        form.minutes.setText(words.of("shelf.default-minutes"));
        form.reason.setPromptText(words.of("shelf.reason-prompt"));
        form.fields(words, times, SHELF_MINUTES);
        form.buttons(
                words,
                words.of("shelf.shelve"),
                (time, why) -> ShelfRequest.check(alerts, time, why, words, times),
                ask -> {
                    leave.run();
                    shelve.accept(ask);
                });
        return form;
    }

    /** An output that is to pass an interlock for a while; proposed next. */
    static TimedForm bypass(GateRow gate, Words words, Times times, Consumer<Ask> propose, Runnable leave) {
        TimedForm form = new TimedForm(words.of("bypass.title", gate.interlock(), gate.output()), leave);
        form.sentence("dialog-text", words.of("bypass.text"));
        form.sentence("row-shut", gate.why());
        form.minutes.setText(words.of("bypass.default-minutes"));
        form.reason.setPromptText(words.of("bypass.reason-prompt"));
        form.fields(words, times, BYPASS_MINUTES);
        form.buttons(words, words.of("form.next"), (time, why) -> gate.check(time, why, words, times), propose);
        return form;
    }

    private void sentence(String style, String text) {
        Label label = Texts.sentence(style);
        label.setText(text);
        getChildren().add(label);
    }

    private void fields(Words words, Times times, int[] presets) {
        getChildren()
                .addAll(
                        FormLines.line(
                                FormLines.named(words.of("form.minutes"), minutes),
                                FormLines.presets(minutes, times, presets)),
                        FormLines.named(words.of("form.reason"), reason),
                        problem);
    }

    private void buttons(Words words, String done, Check check, Consumer<Ask> then) {
        Button cancel = FormLines.button(words.of("confirm.cancel"), leave);
        Button next = FormLines.button(done, () -> {
            OutputRequest.Checked checked = check.of(minutes.getText(), reason.getText());
            problem.setText(checked.problem());
            Ask ask = checked.ask();
            if (ask != null) {
                then.accept(ask);
            }
        });
        next.getStyleClass().add("confirm");
        next.setDefaultButton(true);
        HBox buttons = new HBox(Texts.spring(), cancel, next);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().add(buttons);
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
