package org.penstock.app.window.view.overview;

import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.overview.TileFace;
import org.penstock.app.window.view.Texts;

/** The faceplate of a vessel: its figures between their limits, and the step it is in. */
final class VesselFaceView extends VBox {
    private static final int BESIDE = 3;

    private final FigureRow figures = new FigureRow(BESIDE, true);
    private final FigureLines lines = new FigureLines(false);
    private final Label more = Texts.sentence("tile-more");
    private final Label run = Texts.flexible("vessel-run");
    private final ProgressBar progress = new ProgressBar(0);

    VesselFaceView() {
        progress.getStyleClass().add("run-progress");
        progress.setMaxWidth(Double.MAX_VALUE);
        Region room = new Region();
        VBox.setVgrow(room, Priority.ALWAYS);
        getChildren().addAll(figures, lines, more, room, run, progress);
    }

    void show(TileFace.Vessel face) {
        figures.show(face.figures(), 0);
        lines.show(face.lines());
        more.setText(face.more());
        run.setText(face.run());
        boolean runs = !Double.isNaN(face.done());
        progress.setProgress(runs ? face.done() : 0);
        progress.setVisible(runs);
    }
}
