package org.penstock.core.compliance;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Masses in exact decimals. The pound is the international one of 1959: 0.45359237 kg. */
final class Weights {
    private static final int DECIMALS = 6;
    private static final Map<String, BigDecimal> KILOGRAMS =
            Map.of("kg", BigDecimal.ONE, "g", new BigDecimal("0.001"), "lb", new BigDecimal("0.45359237"));

    private Weights() {}

    static boolean mass(String unit) {
        return KILOGRAMS.containsKey(unit);
    }

    /** A weight in another unit of mass, to six decimals. */
    static BigDecimal convert(BigDecimal value, String from, String to) {
        BigDecimal in = factor(from);
        BigDecimal out = factor(to);
        return value.multiply(in).divide(out, DECIMALS, RoundingMode.HALF_UP).stripTrailingZeros();
    }

    private static BigDecimal factor(String unit) {
        @Nullable BigDecimal factor = KILOGRAMS.get(unit);
        if (factor == null) {
            throw new DestructionRefused(new DestructionRefusal.NoMass(unit));
        }
        return factor;
    }
}
