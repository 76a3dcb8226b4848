package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;

/** Closing the window stops the facility's control room: says what that would stop, and asks. */
final class ClosePane extends VBox implements Layer.Dialog {
    private final Button stay = new Button();
    private final Runnable leave;

    ClosePane(List<String> stopping, Words words, Runnable close, Runnable leave) {
        this.leave = leave;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("close.title"));
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of(stopping.isEmpty() ? "close.nothing" : "close.stopping"));
        VBox what = new VBox();
        what.getStyleClass().add("dialog-gates");
        for (String sentence : stopping) {
            Label line = Texts.sentence("dialog-gate");
            line.setText(sentence);
            what.getChildren().add(line);
        }
        Texts.present(what, !stopping.isEmpty());
        stay.setText(words.of("close.stay"));
        stay.setOnAction(_ -> leave.run());
        Button go = new Button(words.of("close.go"));
        go.getStyleClass().add("confirm");
        go.setOnAction(_ -> close.run());
        for (Button button : new Button[] {stay, go}) {
            button.setMinWidth(Region.USE_PREF_SIZE);
        }
        HBox buttons = new HBox(Texts.spring(), stay, go);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, text, what, buttons);
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
