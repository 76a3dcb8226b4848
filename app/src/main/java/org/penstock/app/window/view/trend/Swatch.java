package org.penstock.app.window.view.trend;

import javafx.scene.Node;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Paint;
import org.jspecify.annotations.Nullable;

/** A short piece of a line as it is drawn, to stand beside its name. */
final class Swatch {
    private static final double WIDTH = 34;
    private static final double HEIGHT = 16;

    private final Canvas canvas = new Canvas(WIDTH, HEIGHT);
    private @Nullable Paint drawn;
    private boolean dashed;
    private int pen = -1;

    Node node() {
        return canvas;
    }

    void show(int nextPen, Paint paint, boolean nextDashed) {
        if (pen == nextPen && dashed == nextDashed && paint.equals(drawn)) {
            return;
        }
        pen = nextPen;
        drawn = paint;
        dashed = nextDashed;
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, WIDTH, HEIGHT);
        g.setStroke(paint);
        g.setLineWidth(1.5);
        g.setLineDashes(dashed ? new double[] {7, 4} : new double[0]);
        g.strokeLine(1, HEIGHT / 2, WIDTH - 1, HEIGHT / 2);
        g.setLineDashes();
        Marker.of(pen).draw(g, WIDTH / 2, HEIGHT / 2);
    }
}
