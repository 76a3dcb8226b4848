package org.penstock.app.window.view.trend;

import javafx.scene.Node;
import javafx.scene.image.ImageView;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;

/** A short piece of a line as it is drawn, to stand beside its name. */
final class Swatch {
    private static final double WIDTH = 34;
    private static final double HEIGHT = 16;

    /** Sharp on any screen. */
    private static final double SCALE = 2;

    private final Raster raster = new Raster();
    private final ImageView view = new ImageView();
    private @Nullable Paint drawn;
    private boolean dashed;
    private int pen = -1;

    Swatch() {
        view.setFitWidth(WIDTH);
        view.setFitHeight(HEIGHT);
    }

    Node node() {
        return view;
    }

    void show(int nextPen, Paint paint, boolean nextDashed) {
        if (pen == nextPen && dashed == nextDashed && paint.equals(drawn)) {
            return;
        }
        pen = nextPen;
        drawn = paint;
        dashed = nextDashed;
        raster.begin(WIDTH, HEIGHT, SCALE);
        raster.across(paint, 1, WIDTH - 1, HEIGHT / 2 - 0.5, dashed ? 7 : 0, 4);
        raster.stamp(paint, Marker.of(pen).stamp(SCALE), WIDTH / 2, HEIGHT / 2);
        view.setImage(raster.end());
    }
}
