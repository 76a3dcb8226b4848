package org.penstock.app.window.view.overview;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.overview.TileFace;
import org.penstock.app.window.view.Texts;

/** A barn: rows of figures that are read together, each under its name. */
final class BarnFaceView extends VBox {
    private static final int BESIDE = 3;

    private final List<Row> rows = new ArrayList<>();

    private final Label more = Texts.sentence("tile-more");

    BarnFaceView() {
        getChildren().add(more);
    }

    void show(TileFace.Barn face) {
        more.setText(face.more());
        while (rows.size() < face.groups().size()) {
            Row row = new Row();
            rows.add(row);
            getChildren().add(getChildren().size() - 1, row);
        }
        for (int i = 0; i < rows.size(); i++) {
            boolean there = i < face.groups().size();
            Texts.present(rows.get(i), there);
            if (there) {
                rows.get(i).show(face.groups().get(i));
            }
        }
    }

    private static final class Row extends HBox {
        private final Label name = Texts.whole("group-name");
        private final FigureRow figures = new FigureRow(BESIDE, true);

        Row() {
            getStyleClass().add("group");
            HBox.setHgrow(figures, Priority.ALWAYS);
            getChildren().addAll(name, figures);
        }

        void show(TileFace.Group group) {
            name.setText(group.name());
            figures.show(group.figures(), 0);
        }
    }
}
