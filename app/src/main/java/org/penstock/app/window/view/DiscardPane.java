package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;

/** What was written of a new device would be gone: asks. */
final class DiscardPane extends VBox implements Layer.Dialog {
    private final Button stay;
    private final Runnable leave;

    DiscardPane(Words words, Runnable go, Runnable leave) {
        this.leave = leave;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("discard.title"));
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of("discard.text"));
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
