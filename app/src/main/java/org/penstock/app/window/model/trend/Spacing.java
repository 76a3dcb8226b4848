package org.penstock.app.window.model.trend;

/**
 * How often a stream tells, learnt from what it told: counts the times between readings in classes of 1/8 of a doubling.
 * From it comes how long it may be silent before its line is broken.
 */
public final class Spacing {
    /** No silence shorter than this breaks a line, ms: two beats of a slow screen. */
    static final long LEAST_MILLIS = 2_000;

    private static final int PER_DOUBLING = 8;

    private final long[] counts = new long[64 * PER_DOUBLING];
    private long all;
    private long believed;

    /** Counts a time between two readings, ms. */
    void add(long millis) {
        if (millis > 0) {
            counts[(int) (Math.log(millis) / Math.log(2) * PER_DOUBLING)]++;
            all++;
        }
    }

    /** Takes over what another one counted. */
    void add(Spacing other) {
        for (int i = 0; i < counts.length; i++) {
            counts[i] += other.counts[i];
        }
        all += other.all;
        believed = Math.max(believed, other.believed);
    }

    /** The facility still believed a value that was so old, ms; the line goes on for at least as long. */
    void believed(long age) {
        believed = Math.max(believed, age);
    }

    /**
     * How long no reading may come before the line is broken, ms: three times the usual (median) time between readings, one
     * and a half times what nineteen of twenty keep to (streams that tell only changes have no usual time), what the facility
     * was seen to believe, and never less than {@link #LEAST_MILLIS}. Without any two readings there is no limit, and nothing
     * to draw a line between either.
     */
    public long longest() {
        if (all == 0) {
            return Long.MAX_VALUE;
        }
        double limit = Math.max(3 * quantile(0.5), 1.5 * quantile(0.95));
        return Math.max(Math.max(LEAST_MILLIS, believed), (long) limit);
    }

    private double quantile(double part) {
        // Rounded down: of a few readings the one long silence must not count as usual.
        long rank = Math.max(1, (long) (part * all));
        long seen = 0;
        for (int i = 0; i < counts.length; i++) {
            seen += counts[i];
            if (seen >= rank) {
                return Math.pow(2, (i + 1.0) / PER_DOUBLING);
            }
        }
        return 0;
    }
}
