package org.penstock.core.telemetry;

/** Finds the shortest decimal behind a double: {@code v == scaled / 10^places}, bit for bit. */
final class Decimals {
    /** Most places looked for. */
    static final int MOST = 6;
    /** In place of the number of places: not a short decimal. */
    static final int RAW = 7;

    private static final double[] POWERS = {1, 10, 100, 1_000, 10_000, 100_000, 1_000_000};
    private static final double LARGEST = 1L << 52;

    private Decimals() {}

    /** Number of places 0..6, or −1 when there is no such decimal. */
    static int places(double v) {
        for (int places = 0; places <= MOST; places++) {
            if (fits(v, places)) {
                return places;
            }
        }
        return -1;
    }

    /** Whether {@link #value} gives back {@code v} bit for bit. False for NaN, infinities and the negative zero. */
    static boolean fits(double v, int places) {
        double scaled = v * POWERS[places];
        if (!(Math.abs(scaled) < LARGEST)) {
            return false;
        }
        long rounded = Math.round(scaled);
        return Double.doubleToRawLongBits(rounded / POWERS[places]) == Double.doubleToRawLongBits(v);
    }

    /** {@code 10^places}. */
    static double power(int places) {
        return POWERS[places];
    }

    /** {@code v · 10^places}, for a pair that {@link #fits}. */
    static long scaled(double v, int places) {
        return Math.round(v * POWERS[places]);
    }

    /** The double of {@code scaled / 10^places}. */
    static double value(long scaled, int places) {
        return scaled / POWERS[places];
    }
}
