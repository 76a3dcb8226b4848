package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.trend.ShowsStream;

/** A value in one line of a tile: its name, its mark if it has one, the number, the unit. */
final class TileValueView extends HBox implements ShowsStream {
    private final Label name = Texts.flexible("value-name");
    private final Glyph mark = new Glyph();
    private final Label number = Texts.whole("tile-number");
    private final Label unit = Texts.whole("tile-unit");
    private String state = "";
    private String stream = "";

    TileValueView() {
        getStyleClass().add("tile-value");
        HBox.setHgrow(name, Priority.ALWAYS);
        getChildren().addAll(name, mark, number, unit);
    }

    @Override
    public String stream() {
        return stream;
    }

    /** @param value null hides the line */
    void show(ValueLine.@Nullable Value value) {
        setVisible(value != null);
        setManaged(value != null);
        stream = value == null ? "" : value.stream();
        if (value == null) {
            return;
        }
        state = doubt(this, number, state, value.state());
        name.setText(value.name());
        number.setText(value.value());
        unit.setText(value.unit());
        mark(mark, value.alert(), value.state());
    }

    /** Makes a number look as it may be read. @return the style class it has now */
    static String doubt(HBox line, Label number, String before, ValueLine.State state) {
        String next = state.styleClass();
        if (!before.equals(next)) {
            line.getStyleClass().remove(before);
            line.getStyleClass().add(next);
            Texts.slant(number, state.mark() != Mark.NONE);
        }
        return next;
    }

    /** Shows what must be said about a value as a shape. */
    static void mark(Glyph mark, @Nullable SeverityStyle alert, ValueLine.State state) {
        if (alert != null) {
            mark.show(alert.styleClass(), alert.number());
        } else {
            mark.show(state.mark().styleClass(), "");
        }
        Texts.present(mark, alert != null || state.mark() != Mark.NONE);
    }
}
