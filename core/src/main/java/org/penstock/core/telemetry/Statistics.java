package org.penstock.core.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * What a span of readings comes to. Only good readings enter; a function of the readings in their order and nothing else,
 * so that a rebuild from raw always agrees to the last bit.
 *
 * @param n good readings
 * @param badN all others
 * @param outN those of the good ones that were outside the limits of the stream's alert rules
 * @param min smallest good value, null when there is none; likewise the following
 */
public record Statistics(
        int n,
        int badN,
        int outN,
        @Nullable Double min,
        @Nullable Double max,
        @Nullable Double sum,
        @Nullable Double last) {
    /** Of no readings. */
    static final Statistics NONE = new Statistics(0, 0, 0, null, null, null, null);

    /** Of the readings {@code from} (inclusive) to {@code to} (exclusive). */
    static Statistics of(ReadingColumns c, int from, int to) {
        return c.statistics(from, to);
    }

    /**
     * Of this span and the one behind it. Sums are added in the order of time: who makes a longer span of shorter ones anew
     * gets the same last bit only by going the same way.
     */
    Statistics then(Statistics next) {
        int bad = badN + next.badN;
        if (min == null || max == null || sum == null) {
            return new Statistics(next.n, bad, next.outN, next.min, next.max, next.sum, next.last);
        }
        if (next.min == null || next.max == null || next.sum == null) {
            return new Statistics(n, bad, outN, min, max, sum, last);
        }
        return new Statistics(
                n + next.n,
                bad,
                outN + next.outN,
                Math.min(min, next.min),
                Math.max(max, next.max),
                sum + next.sum,
                next.last);
    }
}
