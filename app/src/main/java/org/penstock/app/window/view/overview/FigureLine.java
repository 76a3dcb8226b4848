package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.overview.Figure;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.RangeBar;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.trend.ShowsStream;

/** One number in one line: its name, its mark if it has one, the number, the unit; on a board also its limits. */
final class FigureLine extends HBox implements ShowsStream {
    private final Label name = Texts.flexible("value-name");
    private final Glyph mark = new Glyph();
    private final Label number = Texts.whole("tile-number");
    private final Label unit = Texts.whole("tile-unit");
    private final Label note = Texts.whole("line-limits");
    private final RangeBar bar = new RangeBar();
    private String state = "";
    private String stream = "";

    /** @param withLimits whether its limits are written and drawn */
    FigureLine(boolean withLimits) {
        getStyleClass().add("tile-value");
        HBox.setHgrow(name, Priority.ALWAYS);
        getChildren().addAll(name, mark, number, unit);
        if (withLimits) {
            StackPane slot = new StackPane(bar);
            slot.getStyleClass().add("line-range");
            getChildren().addAll(note, slot);
        }
    }

    @Override
    public String stream() {
        return stream;
    }

    /** @param figure null hides the line */
    void show(@Nullable Figure figure) {
        Texts.present(this, figure != null);
        stream = figure == null ? "" : figure.stream();
        if (figure == null) {
            return;
        }
        state = TileValueView.doubt(this, number, state, figure.state());
        name.setText(figure.label());
        number.setText(figure.number());
        unit.setText(figure.unit());
        note.setText(figure.note());
        TileValueView.mark(mark, figure.alert(), figure.state());
        bar.show(figure.range());
        bar.setVisible(figure.range() != null);
    }
}
