package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.overview.TileFace;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.Texts;

/** How a place is, large, and for how long. */
final class ConditionView extends VBox {
    private final Glyph shape = new Glyph();
    private final Label word = Texts.flexible("condition-word");
    private final Label since = Texts.sentence("condition-since");

    ConditionView() {
        HBox line = new HBox(shape, word);
        line.getStyleClass().add("condition");
        getChildren().addAll(line, since);
        setMinWidth(0);
    }

    void show(TileFace.Condition condition) {
        shape.show(condition.styleClass(), condition.number());
        word.setText(condition.word());
        since.setText(condition.since());
    }
}
