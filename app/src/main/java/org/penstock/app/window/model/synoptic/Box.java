package org.penstock.app.window.model.synoptic;

/**
 * Where a piece stands, in letter heights from the top left corner of the drawing.
 *
 * @param port where pipes come and go, from its top
 * @param half half the width of what pipes end at
 */
public record Box(double x, double y, double width, double height, double port, double half) {
    /** Its middle from the left. */
    public double centre() {
        return x + width / 2;
    }

    /** The same piece elsewhere. */
    Box at(double left, double top) {
        return new Box(left, top, width, height, port, half);
    }

    /** Whether the two would be drawn over one another with {@code gap} between them. */
    public boolean meets(Box other, double gap) {
        return x < other.x + other.width + gap
                && other.x < x + width + gap
                && y < other.y + other.height + gap
                && other.y < y + height + gap;
    }

    /** Whether the straight line between two points goes through it. */
    boolean cuts(Spot a, Spot b) {
        return Math.max(a.x(), b.x()) > x + 0.01
                && Math.min(a.x(), b.x()) < x + width - 0.01
                && Math.max(a.y(), b.y()) > y + 0.01
                && Math.min(a.y(), b.y()) < y + height - 0.01;
    }
}
