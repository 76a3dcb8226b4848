package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.overview.TileFace;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.Texts;

/** A room of plants: climate and substrate as figures, and the strip of its water. */
final class RoomFaceView extends VBox {
    private static final int BESIDE = 3;

    private final FigureRow first = new FigureRow(BESIDE, false);
    private final FigureRow second = new FigureRow(BESIDE, false);
    private final FigureLines lines = new FigureLines(false);
    private final Label more = Texts.sentence("tile-more");
    private final Glyph drop = new Glyph();
    private final Label now = Texts.flexible("water-now");
    private final WaterStrip strip = new WaterStrip();
    private final VBox water;

    RoomFaceView() {
        HBox.setHgrow(now, Priority.ALWAYS);
        HBox said = new HBox(drop, now);
        said.getStyleClass().add("water-said");
        water = new VBox(said, strip);
        water.getStyleClass().add("water");
        Region room = new Region();
        VBox.setVgrow(room, Priority.ALWAYS);
        getChildren().addAll(first, second, lines, more, room, water);
    }

    void show(TileFace.Room face) {
        first.show(face.figures(), 0);
        second.show(face.figures(), BESIDE);
        lines.show(face.lines());
        more.setText(face.more());
        TileFace.Water wet = face.water();
        Texts.present(water, wet != null);
        if (wet != null) {
            drop.show(wet.flowing() ? "phase-held" : "phase-safe", "");
            now.setText(wet.now());
            strip.show(wet);
        }
    }
}
