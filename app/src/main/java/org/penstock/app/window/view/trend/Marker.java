package org.penstock.app.window.view.trend;

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

    private static final double THICK = 1.25;

    /** What a scale makes of it. @param scale pixels of the screen for one px of the layout */
    Stamp stamp(double scale) {
        double r = REACH;
        return switch (this) {
            case CIRCLE -> Stamp.of(scale, THICK, r, (x, y) -> Math.abs(Math.sqrt(x * x + y * y) - r));
            case SQUARE -> closed(scale, -r + 0.5, -r + 0.5, r - 0.5, -r + 0.5, r - 0.5, r - 0.5, -r + 0.5, r - 0.5);
            case UP -> closed(scale, -r, r, 0, -r, r, r);
            case DIAMOND -> closed(scale, -r, 0, 0, -r, r, 0, 0, r);
            case DOWN -> closed(scale, -r, -r, 0, r, r, -r);
            case CROSS ->
                Stamp.of(
                        scale,
                        THICK,
                        r,
                        (x, y) -> Math.min(Stamp.fromPiece(x, y, -r, -r, r, r), Stamp.fromPiece(x, y, -r, r, r, -r)));
            case PLUS ->
                Stamp.of(
                        scale,
                        THICK,
                        r,
                        (x, y) -> Math.min(Stamp.fromPiece(x, y, -r, 0, r, 0), Stamp.fromPiece(x, y, 0, -r, 0, r)));
            case BAR -> Stamp.of(scale, THICK, r + 1, (x, y) -> Stamp.fromPiece(x, y, 0, -r - 1, 0, r + 1));
        };
    }

    private static Stamp closed(double scale, double... xy) {
        return Stamp.of(scale, THICK, REACH, (x, y) -> {
            double nearest = Double.POSITIVE_INFINITY;
            for (int i = 0; i < xy.length; i += 2) {
                int next = (i + 2) % xy.length;
                nearest = Math.min(nearest, Stamp.fromPiece(x, y, xy[i], xy[i + 1], xy[next], xy[next + 1]));
            }
            return nearest;
        });
    }
}
