package org.penstock.app.window.view.trend;

/**
 * A small shape made of pixels once, to be drawn many times.
 *
 * @param reach pixels from its middle to each side
 * @param alpha how much of each pixel is covered, row by row
 */
record Stamp(int reach, byte[] alpha) {
    /** How far a place is from the strokes of a shape. */
    interface Shape {
        /** @param x px of the layout from the middle */
        double distance(double x, double y);
    }

    /** @param scale pixels of the screen for one px of the layout @param radius of the shape, px of the layout */
    static Stamp of(double scale, double thickness, double radius, Shape shape) {
        int reach = (int) Math.ceil((radius + thickness) * scale);
        int size = 2 * reach + 1;
        byte[] alpha = new byte[size * size];
        for (int row = 0; row < size; row++) {
            for (int column = 0; column < size; column++) {
                double far = shape.distance((column - reach) / scale, (row - reach) / scale) * scale;
                double covered = Math.clamp(thickness * scale / 2 + 0.5 - far, 0.0, 1.0);
                alpha[row * size + column] = (byte) Math.round(255 * covered);
            }
        }
        return new Stamp(reach, alpha);
    }

    /** How far a place is from a straight stroke between two others. */
    static double fromPiece(double x, double y, double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double along = Math.clamp(((x - x0) * dx + (y - y0) * dy) / (dx * dx + dy * dy), 0.0, 1.0);
        double ax = x - x0 - along * dx;
        double ay = y - y0 - along * dy;
        return Math.sqrt(ax * ax + ay * ay);
    }
}
