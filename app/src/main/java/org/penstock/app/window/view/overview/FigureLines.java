package org.penstock.app.window.view.overview;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.overview.Figure;

/** Numbers in lines, one below the other. */
final class FigureLines extends VBox {
    private final List<FigureLine> views = new ArrayList<>();
    private final boolean withLimits;

    FigureLines(boolean withLimits) {
        this.withLimits = withLimits;
        setMinWidth(0);
    }

    void show(List<Figure> figures) {
        while (views.size() < figures.size()) {
            FigureLine line = new FigureLine(withLimits);
            views.add(line);
            getChildren().add(line);
        }
        for (int i = 0; i < views.size(); i++) {
            views.get(i).show(i < figures.size() ? figures.get(i) : null);
        }
    }
}
