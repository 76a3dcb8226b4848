package org.penstock.app.window.view.trend;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.HPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.StatRow;
import org.penstock.app.window.view.Texts;

/** The table below the picture while a part of time is selected: what its readings come to. */
final class StatsView extends GridPane {
    private final Ink ink;
    private final List<Line> lines = new ArrayList<>();

    private record Line(Swatch swatch, HBox box, Label name, List<Label> cells) {
        Node[] nodes() {
            List<Node> all = new ArrayList<>(List.of(box, name));
            all.addAll(cells);
            return all.toArray(Node[]::new);
        }
    }

    StatsView(Words words, Ink ink) {
        this.ink = ink;
        getStyleClass().add("legend");
        int columns = StatRow.HEADS.size() + 2;
        for (int i = 0; i < columns; i++) {
            ColumnConstraints c = new ColumnConstraints();
            c.setMinWidth(i == 1 ? 0 : Region.USE_PREF_SIZE);
            c.setHgrow(i == columns - 1 ? Priority.ALWAYS : Priority.NEVER);
            if (i > 1 && i < columns - 1) {
                c.setHalignment(HPos.RIGHT);
            }
            getColumnConstraints().add(c);
        }
        for (int i = 0; i < StatRow.HEADS.size(); i++) {
            Label head = Texts.whole("legend-head");
            head.setText(words.of(StatRow.HEADS.get(i)));
            add(head, i + 2, 0);
        }
        Texts.present(this, false);
    }

    void show(List<StatRow> rows) {
        Texts.present(this, !rows.isEmpty());
        while (lines.size() < rows.size()) {
            Line line = line();
            lines.add(line);
            addRow(lines.size(), line.nodes());
        }
        while (lines.size() > rows.size()) {
            getChildren().removeAll(List.of(lines.removeLast().nodes()));
        }
        for (int i = 0; i < rows.size(); i++) {
            StatRow row = rows.get(i);
            Line line = lines.get(i);
            line.swatch().show(row.pen(), ink.pen(row.pen()), row.dashed());
            line.name().setText(row.name());
            for (int c = 0; c < row.cells().size(); c++) {
                line.cells().get(c).setText(row.cells().get(c));
            }
        }
    }

    private static Line line() {
        Swatch swatch = new Swatch();
        HBox box = new HBox(swatch.node());
        box.getStyleClass().add("legend-swatch");
        List<Label> cells = new ArrayList<>();
        for (int i = 0; i < StatRow.HEADS.size(); i++) {
            boolean unit = i == StatRow.HEADS.size() - 1;
            cells.add(Texts.whole(unit ? "legend-unit" : "legend-number"));
        }
        return new Line(swatch, box, Texts.sentence("legend-name"), cells);
    }
}
