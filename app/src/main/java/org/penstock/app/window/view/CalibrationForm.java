package org.penstock.app.window.view;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.CalibrationRequest;
import org.penstock.app.window.model.CalibrationRequest.Checked;
import org.penstock.app.window.model.CalibrationRequest.Written;
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.Words;

/** What a sensor showed against a reference; what it will do is said before it is recorded. */
final class CalibrationForm extends VBox implements Layer.Dialog {
    private final ComboBox<String> stream = new ComboBox<>();
    private final TextField reference = new TextField();
    private final TextField found = new TextField();
    private final TextField certificate = new TextField();
    private final TextField due = new TextField();
    private final TextField reason = new TextField();
    private final Label problem = Texts.sentence("dialog-problem");
    private final Label now = Texts.whole("quiet");
    private final Runnable leave;

    CalibrationForm(DeviceRow device, Words words, Consumer<Ask> propose, Runnable leave) {
        this.leave = leave;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("calibration.title", device.name()));
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of("calibration.text"));
        stream.valueProperty()
                .subscribe(name -> now.setText(device.values().stream()
                        .filter(v -> CalibrationRequest.label(v, words).equals(name))
                        .findFirst()
                        .map(v -> words.of("calibration.now", v.value()))
                        .orElse("")));
        FormLines.offer(
                stream,
                device.values().stream()
                        .map(v -> CalibrationRequest.label(v, words))
                        .toList());
        for (TextField field : new TextField[] {reference, found, due}) {
            field.getStyleClass().add("medium-field");
        }
        found.setPromptText(words.of("calibration.found-prompt"));
        due.setPromptText(words.of("calibration.due-prompt"));
        reason.setPromptText(words.of("form.reason-must"));
        HBox.setHgrow(reason, Priority.ALWAYS);
        HBox.setHgrow(certificate, Priority.ALWAYS);
        Button cancel = FormLines.button(words.of("confirm.cancel"), leave);
        Button next = FormLines.button(words.of("form.next"), () -> {
            Checked checked = CalibrationRequest.check(written(), device.values(), words);
            problem.setText(checked.problem());
            if (checked.ask() != null) {
                propose.accept(checked.ask());
            }
        });
        next.getStyleClass().add("confirm");
        next.setDefaultButton(true);
        HBox buttons = new HBox(Texts.spring(), cancel, next);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren()
                .addAll(
                        title,
                        text,
                        FormLines.line(FormLines.named(words.of("calibration.stream"), stream), now),
                        FormLines.line(
                                FormLines.named(words.of("calibration.reference"), reference),
                                FormLines.named(words.of("calibration.found"), found)),
                        FormLines.named(words.of("calibration.certificate"), certificate),
                        FormLines.named(words.of("calibration.due"), due),
                        FormLines.named(words.of("form.reason"), reason),
                        problem,
                        buttons);
    }

    private Written written() {
        return new Written(
                FormLines.chosen(stream),
                reference.getText(),
                found.getText(),
                certificate.getText(),
                due.getText(),
                reason.getText());
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return stream.getValue() == null ? stream : reference;
    }

    @Override
    public void leave() {
        leave.run();
    }
}
