package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.overview.Figure;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.RangeBar;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.trend.ShowsStream;

/** One number under its name: what it is, the number with its unit and mark, and what is said about it. */
final class FigureView extends VBox implements ShowsStream {
    private final Label label = Texts.flexible("tile-figure-label");
    private final Label number = Texts.whole("tile-figure-number");
    private final Label unit = Texts.whole("tile-figure-unit");
    private final Glyph mark = new Glyph();
    private final HBox line = new HBox(number, unit, mark);
    private final Label note = Texts.flexible("tile-figure-note");
    private final RangeBar bar = new RangeBar();
    private String state = "";
    private String stream = "";

    /** @param withBar whether its place between its limits is shown below it */
    FigureView(boolean withBar) {
        getStyleClass().add("tile-figure");
        line.getStyleClass().add("tile-figure-line");
        setMinWidth(0);
        getChildren().addAll(label, line, withBar ? bar : note);
    }

    @Override
    public String stream() {
        return stream;
    }

    /** @param figure null leaves its room empty */
    void show(@Nullable Figure figure) {
        setVisible(figure != null);
        stream = figure == null ? "" : figure.stream();
        if (figure == null) {
            return;
        }
        state = TileValueView.doubt(line, number, state, figure.state());
        label.setText(figure.label());
        number.setText(figure.number());
        unit.setText(figure.unit());
        note.setText(figure.note());
        TileValueView.mark(mark, figure.alert(), figure.state());
        bar.show(figure.range());
        bar.setVisible(figure.range() != null);
    }
}
