package org.penstock.app.window.model.trend;

/**
 * Where the line through some readings is whole, and where it is not: the same on the screen and on paper.
 *
 * @param longest silence that does not break the line, ms
 * @param steps whether a value holds until the next one, as states do
 * @param apartMillis readings so far apart are each marked by a dot as well
 */
record Joints(Readings readings, long longest, boolean steps, double apartMillis) {
    /** Readings so far apart, px, are marked: a person sees what was measured and what is only joined. */
    static final double APART = 30;

    /** A time without a value to believe is marked at least so wide, px. */
    static final double SHORTEST_MARK = 3;

    /** Whether a line leads from the reading before. */
    boolean joined(int i) {
        return i > 0
                && !readings.is(Quality.BAD, i)
                && !readings.is(Quality.BAD, i - 1)
                && readings.spacing(i) <= longest;
    }

    /** Whether the line that leads to it, or it alone, is doubted by its source. @param joined what {@link #joined} says of it */
    boolean doubted(int i, boolean joined) {
        return readings.is(Quality.UNCERTAIN, i) || joined && readings.is(Quality.UNCERTAIN, i - 1);
    }

    /** Whether it is marked by a dot: no line touches it, or its neighbours are far. @param joined as above */
    boolean marked(int i, boolean joined) {
        boolean last = i == readings.size() - 1;
        boolean alone = !joined && (last || !joined(i + 1));
        return alone
                || !steps
                        && (i == 0 || readings.at(i) - readings.at(i - 1) >= apartMillis)
                        && (last || readings.at(i + 1) - readings.at(i) >= apartMillis);
    }

    /** Whether what was told there still holds when the next one is told. */
    boolean holds(int i) {
        return i < readings.size() - 1 && readings.spacing(i + 1) <= longest;
    }
}
