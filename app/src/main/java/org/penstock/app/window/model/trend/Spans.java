package org.penstock.app.window.model.trend;

import java.util.Arrays;

/** From which value to which something reaches in each column of pixels. Confined to one thread. */
public final class Spans {
    private double[] low = new double[0];
    private double[] high = new double[0];

    /** Whether it reaches anything in a column, 0 being the leftmost. */
    public boolean touched(int column) {
        return low[column] <= high[column];
    }

    public double low(int column) {
        return low[column];
    }

    public double high(int column) {
        return high[column];
    }

    /** Nothing in any of so many columns. */
    void begin(int count) {
        if (low.length != count) {
            low = new double[count];
            high = new double[count];
        }
        clear(0, count);
    }

    /** Nothing from {@code from} (inclusive) to {@code to} (exclusive). */
    void clear(int from, int to) {
        Arrays.fill(low, from, to, Double.POSITIVE_INFINITY);
        Arrays.fill(high, from, to, Double.NEGATIVE_INFINITY);
    }

    /** What was in column {@code by} is in column 0 from now on; what comes into sight must be told anew. */
    void move(int by) {
        int kept = low.length - Math.abs(by);
        System.arraycopy(low, Math.max(0, by), low, Math.max(0, -by), kept);
        System.arraycopy(high, Math.max(0, by), high, Math.max(0, -by), kept);
    }

    void touch(int column, double a, double b) {
        low[column] = Math.min(low[column], Math.min(a, b));
        high[column] = Math.max(high[column], Math.max(a, b));
    }

    /**
     * A straight line from one point to one not left of it, as far as it is in columns {@code from} to {@code to} (exclusive).
     *
     * @param x0 in columns
     */
    void line(double x0, double v0, double x1, double v1, int from, int to) {
        if (x1 < from || x0 >= to) {
            return;
        }
        // A cast is a floor from 0 on; what is outside needs no more than to be outside.
        int begins = x0 < from ? from - 1 : (int) x0;
        int ends = x1 >= to ? to : (int) x1;
        if (begins == ends) {
            touch(begins, v0, v1);
            return;
        }
        double slope = (v1 - v0) / (x1 - x0);
        int begin = Math.max(begins, from);
        double before = begin == begins ? v0 : v0 + (begin - x0) * slope;
        for (int c = begin; c <= ends && c < to; c++) {
            double after = c == ends ? v1 : v0 + (c + 1 - x0) * slope;
            touch(c, before, after);
            before = after;
        }
    }
}
