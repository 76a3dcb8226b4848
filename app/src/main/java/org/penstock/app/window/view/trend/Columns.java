package org.penstock.app.window.view.trend;

import java.util.Arrays;

/** What a line through points passes in each column of pixels: from where to where. Used again from line to line. */
final class Columns {
    private double[] lowest = new double[0];
    private double[] highest = new double[0];
    private int first;
    private int last;

    /**
     * Lets a line pass.
     *
     * @param x from left to right
     * @param scale pixels for one of their units
     * @param width columns there are
     * @return whether it touches any
     */
    boolean pass(double[] x, double[] y, double scale, int width) {
        first = Math.max(0, (int) Math.floor(x[0] * scale));
        last = Math.min(width - 1, (int) Math.floor(x[x.length - 1] * scale));
        if (last < first) {
            return false;
        }
        if (lowest.length < width) {
            lowest = new double[width];
            highest = new double[width];
        }
        Arrays.fill(lowest, first, last + 1, Double.POSITIVE_INFINITY);
        Arrays.fill(highest, first, last + 1, Double.NEGATIVE_INFINITY);
        for (int i = 1; i < x.length; i++) {
            piece(x[i - 1] * scale, y[i - 1] * scale, x[i] * scale, y[i] * scale);
        }
        return true;
    }

    private void piece(double x0, double y0, double x1, double y1) {
        int from = (int) Math.floor(x0);
        int to = (int) Math.floor(x1);
        if (from == to) {
            touch(from, y0, y1);
            return;
        }
        double slope = (y1 - y0) / (x1 - x0);
        int begin = Math.max(from, first);
        double before = begin == from ? y0 : y0 + (begin - x0) * slope;
        int end = Math.min(to, last);
        for (int c = begin; c <= end; c++) {
            double after = c == to ? y1 : y0 + (c + 1 - x0) * slope;
            touch(c, before, after);
            before = after;
        }
    }

    private void touch(int column, double a, double b) {
        if (column >= first && column <= last) {
            lowest[column] = Math.min(lowest[column], Math.min(a, b));
            highest[column] = Math.max(highest[column], Math.max(a, b));
        }
    }

    int first() {
        return first;
    }

    int last() {
        return last;
    }

    boolean touched(int column) {
        return lowest[column] <= highest[column];
    }

    double lowest(int column) {
        return lowest[column];
    }

    double highest(int column) {
        return highest[column];
    }
}
