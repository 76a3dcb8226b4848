package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.overview.TileFace;
import org.penstock.app.window.view.Texts;

/** A line of the board of a plant: how it is and what runs on the left, its values with their limits on the right. */
final class LineFaceView extends GridPane {
    private static final double LEFT_PERCENT = 36;
    private static final double RIGHT_PERCENT = 64;

    private final ConditionView condition = new ConditionView();
    private final Label next = Texts.sentence("line-next");
    private final Label more = Texts.sentence("tile-more");
    private final FigureLines lines = new FigureLines(true);

    LineFaceView() {
        getStyleClass().add("face-line");
        VBox left = new VBox(condition, next);
        left.setMinWidth(0);
        getColumnConstraints().addAll(column(LEFT_PERCENT), column(RIGHT_PERCENT));
        add(left, 0, 0);
        add(new VBox(lines, more), 1, 0);
    }

    private static ColumnConstraints column(double percent) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        column.setFillWidth(true);
        return column;
    }

    void show(TileFace.Line face) {
        condition.show(face.condition());
        next.setText(face.next());
        more.setText(face.more());
        lines.show(face.lines());
    }
}
