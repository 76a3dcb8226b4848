package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

class FileJudgeTest {
    /** A file that was taken out in any unit, to three digits behind those that are shown, comes in again as what stands. */
    @ParameterizedTest
    @EnumSource(Metric.class)
    void whatWasTakenOutContradictsNothingInAnyUnit(Metric metric) {
        Random r = new Random(5);
        for (Unit unit : Unit.fitting(metric)) {
            for (int i = 0; i < 500; i++) {
                double stored = metric.min() + r.nextDouble() * Math.min(100, metric.max() - metric.min());
                double written = BigDecimal.valueOf(unit.fromCanonical(stored))
                        .setScale(unit.decimals(metric) + 3, RoundingMode.HALF_EVEN)
                        .doubleValue();
                assertTrue(
                        FileJudge.alike(metric, stored, unit.toCanonical(written)),
                        stored + " as " + written + " " + unit);
            }
        }
        assertFalse(FileJudge.alike(metric, metric.min(), metric.min() + metric.resolution() / 5));
    }
}
