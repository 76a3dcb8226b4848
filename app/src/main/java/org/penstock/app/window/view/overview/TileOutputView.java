package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.overview.Tile;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.Texts;

/** An output on a tile that is away from safe: its shape, its name, what it is. */
final class TileOutputView extends HBox {
    private final Glyph shape = new Glyph();
    private final Label text = Texts.flexible("tile-output");

    TileOutputView() {
        getStyleClass().add("tile-active");
        setMinWidth(0);
        getChildren().addAll(shape, text);
    }

    /** @param output null hides it */
    void show(Tile.@Nullable Active output) {
        Texts.present(this, output != null);
        if (output != null) {
            shape.show(output.phaseClass(), "");
            text.setText(output.text());
        }
    }
}
