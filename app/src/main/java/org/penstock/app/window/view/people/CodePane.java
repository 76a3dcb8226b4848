package org.penstock.app.window.view.people;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Texts;
import org.penstock.core.identity.Secret;

/** A code for a first sign-in, or the key of a device: shown now, and never again. */
final class CodePane extends VBox implements Layer.Dialog {
    private final Button copy;
    private final Runnable leave;

    CodePane(Words words, String head, String what, String style, Secret code, Runnable leave) {
        this.leave = leave;
        getStyleClass().addAll("dialog", "deed");
        Label title = Texts.sentence("dialog-title");
        title.setText(head);
        Label text = Texts.sentence("dialog-text");
        text.setText(what);
        Label shown = Texts.sentence(style);
        shown.setText(code.text());
        Label copied = Texts.sentence("dialog-foot");
        copy = FormLines.button(words.of("code.copy"), () -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(code.text());
            Clipboard.getSystemClipboard().setContent(content);
            copied.setText(words.of("code.copied"));
        });
        Button close = FormLines.button(words.of("code.close"), leave);
        HBox buttons = new HBox(Texts.spring(), copy, close);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, text, shown, copied, buttons);
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return copy;
    }

    @Override
    public void leave() {
        leave.run();
    }
}
