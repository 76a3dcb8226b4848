package org.penstock.app.window.view.signoff;

import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.signoff.SignoffRow;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Texts;

/** Somebody says no, or takes back what he asked for: why is recorded. */
final class RefusePane extends VBox implements Layer.Dialog {
    private final TextField reason = new TextField();
    private final Label told = Texts.sentence("dialog-problem");
    private final Button go;
    private final Consumer<String> refuse;
    private final Runnable leave;
    private final Words words;

    RefusePane(Words words, SignoffRow row, String verb, Consumer<String> refuse, Runnable leave) {
        this.words = words;
        this.refuse = refuse;
        this.leave = leave;
        getStyleClass().addAll("dialog", "signing");
        OpeningKey.keepOut(this);
        Label title = Texts.sentence("dialog-title");
        title.setText(verb);
        Label what = Texts.sentence("dialog-text");
        what.setText(row.what());
        reason.setPromptText(words.of("form.reason-must"));
        reason.setOnAction(_ -> press());
        HBox.setHgrow(reason, Priority.ALWAYS);
        go = FormLines.button(verb, this::press);
        go.getStyleClass().add("confirm");
        Button cancel = FormLines.button(words.of("confirm.cancel"), leave);
        HBox buttons = new HBox(cancel, Texts.spring(), go);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, what, FormLines.named(words.of("form.reason"), reason), told, buttons);
    }

    private void press() {
        if (reason.getText().isBlank()) {
            told.setText(words.of("signoff.no-reason"));
            return;
        }
        reason.requestFocus();
        go.setDisable(true);
        told.setText("");
        refuse.accept(reason.getText().strip());
    }

    void tell(String why) {
        go.setDisable(false);
        told.setText(why);
        reason.requestFocus();
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
