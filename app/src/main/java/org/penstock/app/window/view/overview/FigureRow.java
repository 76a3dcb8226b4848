package org.penstock.app.window.view.overview;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.penstock.app.window.model.overview.Figure;
import org.penstock.app.window.view.Texts;

/** Figures beside one another, all equally wide, also where some are missing. */
final class FigureRow extends HBox {
    private final List<FigureView> views = new ArrayList<>();

    FigureRow(int beside, boolean withBars) {
        getStyleClass().add("tile-figure-row");
        setMinWidth(0);
        for (int i = 0; i < beside; i++) {
            FigureView view = new FigureView(withBars);
            view.setPrefWidth(1);
            HBox.setHgrow(view, Priority.ALWAYS);
            views.add(view);
            getChildren().add(view);
        }
    }

    /** Those of {@code figures} from {@code from} on for which there is room; without any the row is not there. */
    void show(List<Figure> figures, int from) {
        Texts.present(this, from < figures.size());
        for (int i = 0; i < views.size(); i++) {
            views.get(i).show(from + i < figures.size() ? figures.get(from + i) : null);
        }
    }
}
