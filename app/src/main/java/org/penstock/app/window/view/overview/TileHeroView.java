package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.RangeBar;
import org.penstock.app.window.view.Texts;

/** The value of a tile that is read from across the room: large, with its place between its limits. */
public final class TileHeroView extends HBox {
    private final Label number = Texts.whole("hero-number");
    private final Label unit = Texts.whole("hero-unit");
    private final Glyph mark = new Glyph();
    private final RangeBar bar = new RangeBar();
    private final StackPane slot = new StackPane(bar);
    private String state = "";

    public TileHeroView() {
        getStyleClass().add("tile-hero");
        getChildren().addAll(number, unit, mark, Texts.spring(), slot);
    }

    /** @param value null where a place measures nothing */
    public void show(ValueLine.@Nullable Value value) {
        setVisible(value != null);
        if (value == null) {
            return;
        }
        state = TileValueView.doubt(this, number, state, value.state());
        number.setText(value.value());
        unit.setText(value.unit());
        TileValueView.mark(mark, value.alert(), value.state());
        bar.show(value.range());
        Texts.present(bar, value.range() != null);
    }
}
