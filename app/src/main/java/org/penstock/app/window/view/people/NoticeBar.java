package org.penstock.app.window.view.people;

import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Texts;

/** One sentence between the alerts and the page, about who may act here now, and the way to change it. */
public final class NoticeBar extends HBox {
    private final Label text = Texts.sentence("notice-text");
    private final Button act;

    /** @param pressed what its button does */
    public NoticeBar(Runnable pressed) {
        getStyleClass().add("notice-bar");
        act = FormLines.button("", pressed);
        HBox.setHgrow(text, Priority.ALWAYS);
        getChildren().addAll(text, act);
        say("", "");
    }

    /** Says {@code sentence}; "" says nothing. */
    public void say(String sentence, String button) {
        text.setText(sentence);
        act.setText(button);
        Texts.present(this, !sentence.isEmpty());
    }
}
