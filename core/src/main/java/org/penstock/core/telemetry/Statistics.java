package org.penstock.core.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What a span of readings comes to. Only good readings enter; a function of the readings in their order and nothing else,
 * so that a rebuild from raw always agrees to the last bit.
 *
 * @param n good readings
 * @param badN all others
 * @param min smallest good value, null when there is none; likewise the following
 */
public record Statistics(
        int n,
        int badN,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Double sum,
        @Nullable Double last) {
    /** Of the readings {@code from} (inclusive) to {@code to} (exclusive). */
    static Statistics of(ReadingColumns c, int from, int to) {
        int n = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double last = 0;
        for (int i = from; i < to; i++) {
            if (c.good(i)) {
                n++;
                last = c.value(i);
                min = Math.min(min, last);
                max = Math.max(max, last);
                sum += last;
            }
        }
        int bad = to - from - n;
        return n == 0 ? new Statistics(0, bad, null, null, null, null) : new Statistics(n, bad, min, max, sum, last);
    }
}
