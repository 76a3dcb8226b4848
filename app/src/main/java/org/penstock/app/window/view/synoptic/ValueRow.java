package org.penstock.app.window.view.synoptic;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.synoptic.Face;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.RangeBar;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.trend.ShowsStream;

/** A value inside or under a piece: number, unit, where it stands between its limits, and its name where there is room. */
final class ValueRow extends HBox implements ShowsStream {
    private final Label name = Texts.whole("drawn-name");
    private final RangeBar bar = new RangeBar();
    private final Glyph mark = new Glyph();
    private final Label number = Texts.whole("drawn-number");
    private final Label unit = Texts.whole("drawn-unit");
    private String state = "";
    private String stream = "";

    /** @param named what it is called, "" when the unit must do */
    ValueRow(String named) {
        getStyleClass().add("drawn-value");
        name.setText(named);
        if (named.isEmpty()) {
            getStyleClass().add("drawn-centred");
            getChildren().addAll(mark, number, unit, bar);
        } else {
            getChildren().addAll(name, Texts.spring(), mark, bar, number, unit);
        }
    }

    /** Keeps numbers and bars of several rows under one another. @param numbers px @param units px */
    void columns(double numbers, double units) {
        if (!name.getText().isEmpty()) {
            number.setMinWidth(numbers);
            unit.setMinWidth(Math.max(0, units - 0.4 * numbers / Face.NUMBER));
        }
    }

    @Override
    public String stream() {
        return stream;
    }

    void show(ValueLine.Value row) {
        stream = row.stream();
        if (!state.equals(row.state().styleClass())) {
            getStyleClass().remove(state);
            state = row.state().styleClass();
            getStyleClass().add(state);
            Texts.slant(number, row.state().mark() != Mark.NONE);
        }
        number.setText(row.value());
        unit.setText(row.unit());
        Texts.present(unit, !row.unit().isEmpty());
        bar.show(row.range());
        Texts.present(bar, row.range() != null);
        mark.show(row.state().mark().styleClass(), "");
        Texts.present(mark, row.state().mark() != Mark.NONE);
    }
}
