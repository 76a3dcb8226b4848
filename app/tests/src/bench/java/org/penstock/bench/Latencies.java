package org.penstock.bench;

import java.util.Arrays;

/** Durations and their quantiles. */
final class Latencies {
    private long[] nanos = new long[4_096];
    private int n;

    void add(long duration) {
        if (n == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * n);
        }
        nanos[n++] = duration;
    }

    void addAll(Latencies others) {
        for (int i = 0; i < others.n; i++) {
            add(others.nanos[i]);
        }
    }

    int size() {
        return n;
    }

    /** The quantile {@code q} in ms, or NaN when there is none. */
    double millis(double q) {
        if (n == 0) {
            return Double.NaN;
        }
        long[] sorted = Arrays.copyOf(nanos, n);
        Arrays.sort(sorted);
        return sorted[Math.min(n - 1, (int) Math.ceil(q * n) - 1 < 0 ? 0 : (int) Math.ceil(q * n) - 1)] / 1e6;
    }

    /** One line of the printed table. */
    String line(String what) {
        return "%-34s %6d   p50 %7.2f   p90 %7.2f   p99 %7.2f   max %7.2f ms"
                .formatted(what, n, millis(0.5), millis(0.9), millis(0.99), millis(1));
    }
}
