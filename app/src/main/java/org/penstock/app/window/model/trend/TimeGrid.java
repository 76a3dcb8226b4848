package org.penstock.app.window.model.trend;

/**
 * Time cut into columns of pixels that stay where they are however the picture moves: a picture begins with a whole column, at
 * most half of one away from what was asked for, so a step through time shows the same columns again and some new ones.
 *
 * @param pitch time of a column, ms, above 0
 * @param first number of the leftmost column in the picture; column 0 begins with the epoch
 * @param count columns in the picture, above 0
 */
public record TimeGrid(double pitch, long first, int count) {
    /** The columns that show a part of time. */
    public static TimeGrid of(TimeWindow w, int count) {
        double pitch = (double) (w.to() - w.from()) / count;
        return new TimeGrid(pitch, Math.round(w.from() / pitch), count);
    }

    /**
     * Where a moment is, in columns from the left edge. Moved by whole columns, it is other by exactly so many: both terms
     * are multiples of one power of two.
     *
     * @param at ms UTC
     */
    public double column(long at) {
        return at / pitch - first;
    }

    /** The moment at a place, ms UTC. @param column from the left edge */
    public long at(double column) {
        return Math.round((first + column) * pitch);
    }

    /** First moment in the picture, ms UTC. */
    public long from() {
        return (long) Math.ceil(first * pitch);
    }

    /** Last moment in the picture, ms UTC. */
    public long to() {
        return (long) Math.floor((first + count) * pitch);
    }

    /** Whether both cut time in the same way, wherever they begin. */
    boolean like(TimeGrid other) {
        return pitch == other.pitch && count == other.count;
    }
}
