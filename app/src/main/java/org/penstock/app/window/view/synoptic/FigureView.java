package org.penstock.app.window.view.synoptic;

import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.penstock.app.window.model.synoptic.Face;
import org.penstock.app.window.model.synoptic.NodeLine;
import org.penstock.app.window.view.Texts;

/** A pump, a valve, a fan …: name above, the figure on its pipe, its state and values below. */
final class FigureView extends PieceView {
    private final StackPane figure = new StackPane();
    private final Label word = Texts.whole("figure-word");
    private final boolean worded;
    private String state = "";

    FigureView(Face face, String more) {
        super(face, more);
        worded = !face.piece().gates().isEmpty();
        Region base = new Region();
        base.getStyleClass().add("figure-base");
        Region detail = new Region();
        detail.getStyleClass().add("figure-detail");
        figure.getStyleClass().add("figure");
        figure.getChildren().addAll(base, detail);
        word.setVisible(worded);
        compose(List.of(figure, word));
    }

    @Override
    void show(NodeLine line) {
        super.show(line);
        word.setText(line.word());
        String next = line.state().styleClass();
        if (!state.equals(next)) {
            for (Region part : List.of(figure, word)) {
                part.getStyleClass().remove(state);
                part.getStyleClass().add(next);
            }
            state = next;
        }
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        double width = wide();
        double y = 0;
        for (Label line : title) {
            put(line, 0, y, width, Face.TITLE);
            y += Face.TITLE;
        }
        double top = face.port() - Face.FIGURE / 2;
        put(figure, width / 2 - face.half(), top, Face.FIGURE, Face.FIGURE);
        put(alert, width / 2 + face.half() - 0.35, top - 0.45, 1.25, 1.25);
        y = top + Face.FIGURE;
        if (worded) {
            put(word, 0, y, width, Face.ROW);
            y += Face.ROW;
        }
        putLines(0, y, width);
    }
}
