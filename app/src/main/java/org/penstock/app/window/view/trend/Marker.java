package org.penstock.app.window.view.trend;

import javafx.scene.canvas.GraphicsContext;

/** The shape that tells a line from others where the colour does not: one for each pen, hollow, unlike any mark of an alert. */
enum Marker {
    CIRCLE,
    SQUARE,
    UP,
    DIAMOND,
    DOWN,
    CROSS,
    PLUS,
    BAR;

    /** Half its size, px. */
    static final double REACH = 3.5;

    static Marker of(int pen) {
        return values()[pen % values().length];
    }

    /** Draws it around a point with the stroke that is set. */
    void draw(GraphicsContext g, double x, double y) {
        double r = REACH;
        switch (this) {
            case CIRCLE -> g.strokeOval(x - r, y - r, 2 * r, 2 * r);
            case SQUARE -> g.strokeRect(x - r + 0.5, y - r + 0.5, 2 * r - 1, 2 * r - 1);
            case UP -> g.strokePolygon(new double[] {x - r, x, x + r}, new double[] {y + r, y - r, y + r}, 3);
            case DIAMOND -> g.strokePolygon(new double[] {x - r, x, x + r, x}, new double[] {y, y - r, y, y + r}, 4);
            case DOWN -> g.strokePolygon(new double[] {x - r, x, x + r}, new double[] {y - r, y + r, y - r}, 3);
            case CROSS -> {
                g.strokeLine(x - r, y - r, x + r, y + r);
                g.strokeLine(x - r, y + r, x + r, y - r);
            }
            case PLUS -> {
                g.strokeLine(x - r, y, x + r, y);
                g.strokeLine(x, y - r, x, y + r);
            }
            case BAR -> g.strokeLine(x, y - r - 1, x, y + r + 1);
        }
    }
}
