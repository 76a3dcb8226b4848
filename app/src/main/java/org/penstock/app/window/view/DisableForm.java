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
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.Words;

/** Why a device is taken out of service: without a reason it is not even proposed. */
final class DisableForm extends VBox implements Layer.Dialog {
    private final TextField reason = new TextField();
    private final Label problem = Texts.sentence("dialog-problem");
    private final Runnable leave;

    DisableForm(DeviceRow device, Words words, Consumer<Ask> propose, Runnable leave) {
        this.leave = leave;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("disable.title", device.name()));
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of("disable.text"));
        HBox.setHgrow(reason, Priority.ALWAYS);
        reason.setPromptText(words.of("form.reason-must"));
        Button cancel = FormLines.button(words.of("confirm.cancel"), leave);
        Button next = FormLines.button(words.of("form.next"), () -> {
            if (reason.getText().isBlank()) {
                problem.setText(words.of("disable.no-reason"));
            } else {
                propose.accept(Ask.disable(device, reason.getText().strip(), words));
            }
        });
        next.getStyleClass().add("confirm");
        next.setDefaultButton(true);
        HBox buttons = new HBox(Texts.spring(), cancel, next);
        buttons.getStyleClass().add("dialog-buttons");
        HBox line = FormLines.named(words.of("form.reason"), reason);
        getChildren().addAll(title, text, line, problem, buttons);
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
