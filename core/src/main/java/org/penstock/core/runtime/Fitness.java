package org.penstock.core.runtime;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.Metric;

/** Whether a value that a person brings can be one of a stream, in words. */
final class Fitness {
    private Fitness() {}

    /** Why it cannot, or null. @param canonical in the canonical unit */
    static @Nullable String unfit(StreamSpec spec, double canonical) {
        Metric metric = spec.metric();
        if (!Double.isFinite(canonical)) {
            return "it is no number";
        }
        double rounded = metric.rounded(canonical);
        if (metric == Metric.STATE && rounded != 0 && rounded != 1) {
            return "a state is 0 or 1, not " + plain(canonical, 3);
        }
        return rounded < metric.min() || rounded > metric.max()
                ? shown(spec, canonical) + " cannot be: " + metric.key().replace('_', ' ') + " is between "
                        + shown(spec, metric.min()) + " and " + shown(spec, metric.max())
                : null;
    }

    /** In the unit the device speaks. */
    static String shown(StreamSpec spec, double canonical) {
        String word = spec.word(canonical);
        if (word != null) {
            return word;
        }
        int decimals = Math.min(6, spec.sourceUnit().decimals(spec.metric()) + 1);
        return (plain(spec.sourceUnit().fromCanonical(canonical), decimals) + " "
                        + spec.sourceUnit().symbol())
                .strip();
    }

    private static String plain(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_UP);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }
}
