package org.penstock.app.window.view.overview;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.overview.TileFace;
import org.penstock.app.window.model.overview.TilesModel;
import org.penstock.app.window.view.Texts;

/** A place of no special kind: one value large, the others in lines. */
final class PlainFaceView extends VBox {
    private final Label caption = Texts.flexible("tile-caption");
    private final Label more = Texts.whole("tile-more");
    private final TileHeroView hero = new TileHeroView();
    private final List<TileValueView> values = new ArrayList<>();

    PlainFaceView() {
        HBox beneath = new HBox(caption, more);
        beneath.getStyleClass().add("tile-beneath");
        HBox.setHgrow(caption, Priority.ALWAYS);
        getChildren().addAll(beneath, hero);
        for (int i = 0; i < TilesModel.VALUES; i++) {
            TileValueView value = new TileValueView();
            values.add(value);
            getChildren().add(value);
        }
    }

    void show(TileFace.Plain face) {
        caption.setText(face.caption());
        more.setText(face.more());
        hero.show(face.hero());
        for (int i = 0; i < values.size(); i++) {
            values.get(i).show(i < face.values().size() ? face.values().get(i) : null);
        }
    }
}
