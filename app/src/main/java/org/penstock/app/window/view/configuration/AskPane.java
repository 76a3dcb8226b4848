package org.penstock.app.window.view.configuration;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Texts;

/** What was changed and not applied would be gone: asks. */
final class AskPane extends VBox implements Layer.Dialog {
    private final Button stay;
    private final Runnable leave;

    AskPane(Words words, String what, Runnable go, Runnable leave) {
        this.leave = leave;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("config.discard.title"));
        Label text = Texts.sentence("dialog-text");
        text.setText(what);
        stay = FormLines.button(words.of("discard.stay"), leave);
        Button away = FormLines.button(words.of("discard.go"), () -> {
            leave.run();
            go.run();
        });
        HBox buttons = new HBox(Texts.spring(), stay, away);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, text, buttons);
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return stay;
    }

    @Override
    public void leave() {
        leave.run();
    }
}
