package org.penstock.app.window.view;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.overview.ProfileFace;
import org.penstock.app.window.model.overview.Tile;
import org.penstock.app.window.model.overview.TilesModel;
import org.penstock.app.window.view.overview.TileView;

/** Tiles in as many columns as fit; only the rows in sight exist. */
final class TilesView extends StackPane {
    private final Going going;
    private final LiveList<TileRow> rows;
    private List<Tile> tiles = List.of();
    private int columns = 1;
    private TextSize size = TextSize.NORMAL;
    private ProfileFace shape = ProfileFace.GROW;

    TilesView(Going going) {
        this.going = going;
        rows = new LiveList<>(RowOfTiles::new, "");
        getStyleClass().addAll("tiles", shape.styleClass());
        rows.node().setFocusTraversable(false);
        getChildren().add(rows.node());
        setMinWidth(0);
        setPrefWidth(0);
        widthProperty().subscribe(_ -> arrange());
    }

    void textSize(TextSize next) {
        size = next;
        arrange();
    }

    void show(TilesModel model) {
        tiles = model.tiles();
        if (shape != model.shape()) {
            getStyleClass().remove(shape.styleClass());
            getStyleClass().add(model.shape().styleClass());
            shape = model.shape();
            arrange();
        }
        rows.empty(model.empty());
        rows.show(TileRow.of(tiles, columns));
    }

    /** Puts the keyboard on the first tile. */
    void focus() {
        if (!Rows.focusFirst(rows.node())) {
            rows.node().requestFocus();
        }
    }

    private void arrange() {
        int wanted = Math.max(1, (int) (getWidth() / (size.pixels() * shape.width())));
        if (wanted != columns) {
            columns = wanted;
            rows.show(TileRow.of(tiles, columns));
        }
    }

    /** As many tiles beside one another as there are columns; those that are missing leave their room empty. */
    private final class RowOfTiles implements RowView<TileRow> {
        private final HBox box = new HBox();
        private final List<TileView> views = new ArrayList<>();

        RowOfTiles() {
            box.getStyleClass().add("tile-row");
        }

        @Override
        public Node node() {
            return box;
        }

        @Override
        public void show(TileRow row) {
            while (views.size() < columns) {
                TileView view = new TileView(going);
                HBox.setHgrow(view, Priority.ALWAYS);
                view.setPrefWidth(1);
                views.add(view);
            }
            if (box.getChildren().size() != columns) {
                box.getChildren().setAll(views.subList(0, columns));
            }
            for (int i = 0; i < columns; i++) {
                boolean there = i < row.tiles().size();
                views.get(i).setVisible(there);
                if (there) {
                    views.get(i).show(row.tiles().get(i));
                }
            }
        }
    }
}
