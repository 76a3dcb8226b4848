package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;

/** The keys, all of them. */
final class KeysPane extends VBox implements Layer.Dialog {
    /** Keys that are no {@link Key} of the window. */
    private static final List<String> MORE = List.of(
            "keys.tab",
            "keys.arrows",
            "keys.enter",
            "keys.confirm",
            "keys.trend-move",
            "keys.trend-zoom",
            "keys.trend-select",
            "keys.trend-note",
            "keys.trend-out",
            "keys.esc");

    private final Button close = new Button();
    private final Runnable leave;

    KeysPane(Words words, Runnable leave) {
        this.leave = leave;
        getStyleClass().add("dialog");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of("keys.title"));
        GridPane table = new GridPane();
        table.getStyleClass().add("keys");
        int row = 0;
        for (Key key : Key.values()) {
            Label name = Texts.whole("key-name");
            name.setText(key.combination().getDisplayText());
            Label text = Texts.whole("key-text");
            text.setText(words.of(key.wordKey()));
            table.addRow(row++, name, text);
        }
        for (String more : MORE) {
            Label name = Texts.whole("key-name");
            name.setText(words.of(more + ".key"));
            Label text = Texts.whole("key-text");
            text.setText(words.of(more));
            table.addRow(row++, name, text);
        }
        ScrollPane scroll = new Scroll(table);
        scroll.getStyleClass().add("column-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        // Of many keys in large letters some are below: header and alerts are never covered.
        scroll.setMinHeight(0);
        close.setText(words.of("confirm.close"));
        close.setDefaultButton(true);
        close.setMinWidth(Region.USE_PREF_SIZE);
        close.setOnAction(_ -> leave.run());
        HBox buttons = new HBox(Texts.spring(), close);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, scroll, buttons);
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return close;
    }

    @Override
    public void leave() {
        leave.run();
    }
}
