package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.Words;

/** A line of the list of values: a place, or a value with its unit and what must be said about it. */
final class ValueLineView implements RowView<ValueLine> {
    private final Label place = Texts.flexible("place-name");
    private final Label doubt = Texts.whole("place-doubt");
    private final HBox placeLine = new HBox(place, Texts.spring(), doubt);

    private final Label name = Texts.flexible("value-name");
    private final Glyph mark = new Glyph();
    private final Label note = Texts.whole("value-note");
    private final Label whole = Texts.whole("value-whole");
    private final Label fraction = Texts.whole("value-fraction");
    private final HBox value = new HBox(whole, fraction);
    private final Label unit = Texts.whole("value-unit");
    private final RangeBar bar = new RangeBar();
    private final StackPane slot = new StackPane(bar);
    private final HBox valueLine = new HBox(name, note, mark, slot, value, unit);
    private final StackPane both = new StackPane(placeLine, valueLine);
    private final Words words;
    private String state = "";

    ValueLineView(Words words) {
        this.words = words;
        placeLine.getStyleClass().add("place-line");
        valueLine.getStyleClass().add("value-line");
        value.getStyleClass().add("value-number");
        slot.getStyleClass().add("range-slot");
        HBox.setHgrow(name, Priority.ALWAYS);
    }

    @Override
    public Node node() {
        return both;
    }

    @Override
    public void show(ValueLine line) {
        placeLine.setVisible(line instanceof ValueLine.Place);
        valueLine.setVisible(line instanceof ValueLine.Value);
        switch (line) {
            case ValueLine.Place p -> {
                place.setText(p.name());
                doubt.setText(p.doubt());
            }
            case ValueLine.Value v -> showValue(v);
        }
    }

    private void showValue(ValueLine.Value row) {
        if (!state.equals(row.state().styleClass())) {
            valueLine.getStyleClass().remove(state);
            state = row.state().styleClass();
            valueLine.getStyleClass().add(state);
            boolean doubtful = row.state().mark() != Mark.NONE;
            Texts.slant(whole, doubtful);
            Texts.slant(fraction, doubtful);
        }
        name.setText(row.name());
        int point = row.value().lastIndexOf(words.manner().numbers().point());
        whole.setText(point < 0 ? row.value() : row.value().substring(0, point));
        fraction.setText(point < 0 ? "" : row.value().substring(point));
        unit.setText(row.unit());
        bar.show(row.range());
        Texts.present(bar, row.range() != null);
        boolean seen = row.state() != ValueLine.State.WAITING;
        Texts.present(value, seen);
        Texts.present(unit, seen);
        note.setText(row.note());
        Texts.present(note, !row.note().isEmpty());
        SeverityStyle alert = row.alert();
        if (alert != null) {
            mark.show(alert.styleClass(), alert.number());
        } else {
            mark.show(row.state().mark().styleClass(), "");
        }
        Texts.present(mark, alert != null || row.state().mark() != Mark.NONE);
    }
}
