package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.overview.Figure;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.RangeBar;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.trend.ShowsStream;

/** A figure that is read from across the room: its number large, its place between its limits at the end of the line. */
final class HeroFigure extends HBox implements ShowsStream {
    private final Label number = Texts.whole("hero-number");
    private final Label unit = Texts.whole("hero-unit");
    private final Label name = Texts.flexible("tile-caption");
    private final Glyph mark = new Glyph();
    private final RangeBar bar = new RangeBar();
    private String state = "";
    private String stream = "";

    HeroFigure() {
        getStyleClass().add("tile-hero");
        HBox.setHgrow(name, Priority.ALWAYS);
        getChildren().addAll(number, unit, mark, name, bar);
    }

    @Override
    public String stream() {
        return stream;
    }

    /** @param figure null where nothing is measured */
    void show(@Nullable Figure figure) {
        setVisible(figure != null);
        stream = figure == null ? "" : figure.stream();
        if (figure == null) {
            return;
        }
        state = TileValueView.doubt(this, number, state, figure.state());
        number.setText(figure.number());
        unit.setText(figure.unit());
        name.setText(figure.label());
        TileValueView.mark(mark, figure.alert(), figure.state());
        bar.show(figure.range());
        Texts.present(bar, figure.range() != null);
    }
}
