package org.penstock.app.window.view.trend;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.LegendRow;
import org.penstock.app.window.view.Texts;

/** The table below the picture: what each line is, and its numbers. */
final class LegendView extends GridPane {
    private static final String[] HEADS = {
        "trend.head.value", "trend.head.now", "trend.head.lowest", "trend.head.highest", "trend.head.unit"
    };
    private static final int[] COLUMNS = {1, 4, 6, 7, 8};

    private final Words words;
    private final Ink ink;
    private final boolean removable;
    private final Consumer<String> choose;
    private final Consumer<String> remove;
    private final List<LegendLine> lines = new ArrayList<>();
    private final Label cursorHead = Texts.whole("legend-head");
    private List<LegendRow> shown = List.of();

    LegendView(Words words, Ink ink, boolean removable, Consumer<String> choose, Consumer<String> remove) {
        this.words = words;
        this.ink = ink;
        this.removable = removable;
        this.choose = choose;
        this.remove = remove;
        getStyleClass().add("legend");
        for (int i = 0; i <= LegendLine.REMOVE; i++) {
            ColumnConstraints c = new ColumnConstraints();
            c.setHgrow(i == LegendLine.REMOVE ? Priority.ALWAYS : Priority.NEVER);
            c.setMinWidth(i == 1 ? 0 : Region.USE_PREF_SIZE);
            if (i == 2 || i == 4 || i == 6 || i == 7) {
                c.setHalignment(HPos.RIGHT);
            }
            getColumnConstraints().add(c);
        }
        for (int i = 0; i < HEADS.length; i++) {
            Label head = Texts.whole("legend-head");
            head.setText(words.of(HEADS[i]));
            add(head, COLUMNS[i], 0);
        }
        cursorHead.setText(words.of("trend.head.cursor"));
        add(cursorHead, 2, 0, 2, 1);
        GridPane.setHalignment(cursorHead, HPos.LEFT);
    }

    /** @param hasCursor whether there is a cursor to read at */
    void show(List<LegendRow> rows, boolean hasCursor) {
        Texts.present(cursorHead, hasCursor);
        setVisible(!rows.isEmpty());
        setManaged(!rows.isEmpty());
        while (lines.size() < rows.size()) {
            LegendLine line = new LegendLine(words, removable);
            int at = lines.size();
            line.remove().setOnAction(_ -> key(at, remove));
            line.name().setOnMouseClicked(_ -> key(at, choose));
            lines.add(line);
            addRow(at + 1, line.cells());
        }
        while (lines.size() > rows.size()) {
            getChildren().removeAll(List.of(lines.removeLast().cells()));
        }
        for (int i = 0; i < rows.size(); i++) {
            lines.get(i).show(rows.get(i), ink.pen(rows.get(i).pen()));
        }
        shown = rows;
    }

    private void key(int at, Consumer<String> what) {
        @Nullable LegendRow row = at < shown.size() ? shown.get(at) : null;
        if (row != null) {
            what.accept(row.key());
        }
    }
}
