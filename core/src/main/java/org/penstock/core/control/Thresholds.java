package org.penstock.core.control;

import org.penstock.core.quantity.Metric;

/** A comparison with hysteresis on rounded values. @param limit where it begins to hold @param back where it lets go */
record Thresholds(Comparison comparison, double limit, double back) {
    static Thresholds of(Metric metric, Comparison comparison, double limit, double hysteresis) {
        boolean above = comparison == Comparison.GT || comparison == Comparison.GE;
        return new Thresholds(
                comparison, metric.rounded(limit), metric.rounded(above ? limit - hysteresis : limit + hysteresis));
    }

    /** Whether a value that did not hold holds now. */
    boolean holds(double rounded) {
        return compare(rounded, limit);
    }

    /** Whether a value that held still does. Without hysteresis both are the same question. */
    boolean stillHolds(double rounded) {
        return compare(rounded, back);
    }

    private boolean compare(double rounded, double with) {
        return switch (comparison) {
            case GT -> rounded > with;
            case GE -> rounded >= with;
            case LT -> rounded < with;
            case LE -> rounded <= with;
        };
    }
}
