package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** A part of the overview: its name, a few words about all of it, and what it holds. */
final class Panel extends VBox {
    private final Label summary = Texts.flexible("panel-summary");

    Panel(String title, Node content) {
        getStyleClass().add("panel");
        Label name = Texts.whole("panel-title");
        name.setText(title);
        HBox head = new HBox(name, Texts.spring(), summary);
        head.getStyleClass().add("panel-head");
        VBox.setVgrow(content, Priority.ALWAYS);
        getChildren().addAll(head, content);
    }

    void summary(String text) {
        summary.setText(text);
    }
}
