package org.penstock.app.window.view.trend;

import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.ValueLine.State;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.LegendRow;
import org.penstock.app.window.view.Buttons;
import org.penstock.app.window.view.Texts;

/** One line of the table below the picture. */
final class LegendLine {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    private static final PseudoClass DOUBT = PseudoClass.getPseudoClass("doubt");
    /** Column of the last cell, which takes what room is left. */
    static final int REMOVE = 9;

    private final Swatch swatch = new Swatch();
    private final HBox swatchBox = new HBox(swatch.node());
    private final Label name = Texts.sentence("legend-name");
    private final Label cursor = Texts.whole("legend-value");
    private final Label cursorNote = Texts.whole("legend-note");
    private final Label now = Texts.whole("legend-value");
    private final Label nowNote = Texts.whole("legend-note");
    private final Label lowest = Texts.whole("legend-number");
    private final Label highest = Texts.whole("legend-number");
    private final Label unit = Texts.whole("legend-unit");
    private final Button remove = Buttons.small();
    private final Words words;

    /** @param removable whether a person may take it out of the picture */
    LegendLine(Words words, boolean removable) {
        this.words = words;
        swatchBox.getStyleClass().add("legend-swatch");
        remove.setText(words.of("trend.remove"));
        Texts.present(remove, removable);
    }

    /** What stands in the columns, from the left. */
    Node[] cells() {
        return new Node[] {swatchBox, name, cursor, cursorNote, now, nowNote, lowest, highest, unit, remove};
    }

    Button remove() {
        return remove;
    }

    Node name() {
        return name;
    }

    void show(LegendRow row, Paint paint) {
        swatch.show(row.pen(), paint, row.dashed());
        name.setText(row.name());
        name.pseudoClassStateChanged(CHOSEN, row.chosen());
        swatchBox.pseudoClassStateChanged(CHOSEN, row.chosen());
        cursor.setText(row.atCursor());
        cursorNote.setText(row.cursorNote());
        doubt(cursor, cursorNote, row.cursorState());
        now.setText(row.now());
        nowNote.setText(row.nowNote());
        doubt(now, nowNote, row.nowState());
        lowest.setText(row.lowest());
        highest.setText(row.highest());
        unit.setText(row.unit());
        remove.setAccessibleText(words.of("trend.remove-what", row.name()));
        @Nullable Tooltip tip = remove.getTooltip();
        if (tip == null) {
            tip = new Tooltip();
            remove.setTooltip(tip);
        }
        tip.setText(words.of("trend.remove-what", row.name()));
    }

    private static void doubt(Label value, Label note, State state) {
        boolean doubtful = state.mark() != Mark.NONE;
        value.pseudoClassStateChanged(DOUBT, doubtful);
        note.pseudoClassStateChanged(DOUBT, doubtful);
        Texts.slant(value, doubtful);
    }
}
