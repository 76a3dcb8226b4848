package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.overview.TileFace;
import org.penstock.app.window.view.Texts;

/** A cold unit: first of all how it is, then how cold. */
final class ColdFaceView extends VBox {
    private final ConditionView condition = new ConditionView();
    private final HeroFigure hero = new HeroFigure();
    private final FigureLines lines = new FigureLines(false);
    private final Label more = Texts.sentence("tile-more");

    ColdFaceView() {
        getChildren().addAll(condition, hero, lines, more);
    }

    void show(TileFace.ColdUnit face) {
        condition.show(face.condition());
        hero.show(face.hero());
        lines.show(face.lines());
        more.setText(face.more());
    }
}
