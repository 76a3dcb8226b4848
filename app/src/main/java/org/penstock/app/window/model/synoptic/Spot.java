package org.penstock.app.window.model.synoptic;

/** A point of the drawing, in letter heights from its top left corner. */
public record Spot(double x, double y) {
    Spot plus(double right, double down) {
        return new Spot(x + right, y + down);
    }
}
