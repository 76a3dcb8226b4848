package org.penstock.app.window.model.trend;

import java.util.Arrays;

/**
 * Extremes and qualities of readings by blocks of {@link #SIZE}, so that those of many readings are known without looking
 * at each: a picture of 100,000 asks for them several times. Grows with the readings; confined to one thread.
 */
final class Blocks {
    private static final int SIZE = 256;

    private double[] lowest = new double[4];
    private double[] highest = new double[4];
    private byte[] seen = new byte[4];

    /** A reading follows the ones before. @param i its number */
    void add(int i, double value, Quality quality) {
        int block = i / SIZE;
        if (i % SIZE == 0) {
            if (block == lowest.length) {
                lowest = Arrays.copyOf(lowest, block * 2);
                highest = Arrays.copyOf(highest, block * 2);
                seen = Arrays.copyOf(seen, block * 2);
            }
            lowest[block] = Double.POSITIVE_INFINITY;
            highest[block] = Double.NEGATIVE_INFINITY;
            seen[block] = 0;
        }
        seen[block] |= (byte) (1 << quality.ordinal());
        if (quality != Quality.BAD) {
            lowest[block] = Math.min(lowest[block], value);
            highest[block] = Math.max(highest[block], value);
        }
    }

    Trace.Extremes extremes(int from, int to, double[] values, byte[] qualities) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int i = from;
        while (i < to) {
            if (i % SIZE == 0 && i + SIZE <= to) {
                low = Math.min(low, lowest[i / SIZE]);
                high = Math.max(high, highest[i / SIZE]);
                i += SIZE;
            } else {
                if (qualities[i] != Quality.BAD.ordinal()) {
                    low = Math.min(low, values[i]);
                    high = Math.max(high, values[i]);
                }
                i++;
            }
        }
        return low <= high ? new Trace.Extremes(low, high) : new Trace.Extremes(Double.NaN, Double.NaN);
    }

    boolean holds(Quality quality, int from, int to, byte[] qualities) {
        int i = from;
        while (i < to) {
            if (i % SIZE == 0 && i + SIZE <= to) {
                if ((seen[i / SIZE] & 1 << quality.ordinal()) != 0) {
                    return true;
                }
                i += SIZE;
            } else if (qualities[i++] == quality.ordinal()) {
                return true;
            }
        }
        return false;
    }
}
