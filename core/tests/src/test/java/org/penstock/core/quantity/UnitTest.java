package org.penstock.core.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UnitTest {
    record Written(Metric metric, Unit unit, double value) {}

    @Provide
    Arbitrary<Written> anyValueInAnyUnit() {
        return Arbitraries.of(Metric.class)
                .flatMap(metric -> Combinators.combine(
                                Arbitraries.of(Unit.fitting(metric)),
                                Arbitraries.doubles()
                                        .between(metric.min(), metric.max())
                                        .ofScale(6))
                        .as((unit, value) -> new Written(metric, unit, metric.rounded(value))));
    }

    @Property(tries = 20_000)
    void conversionAndItsWayBackAreAnExactPair(@ForAll("anyValueInAnyUnit") Written w) {
        double shown = w.unit.fromCanonical(w.value);
        assertEquals(w.value, w.metric.rounded(w.unit.toCanonical(shown)), w::toString);
    }

    @Property(tries = 20_000)
    void roundingTwiceChangesNothing(@ForAll("anyValueInAnyUnit") Written w) {
        assertEquals(w.value, w.metric.rounded(w.value));
    }

    /** A limit written in one unit equals the same temperature read in another, at every tenth of a degree. */
    @Test
    void fortySixFahrenheitIsFortySixFahrenheit() {
        assertEquals(7.77778, Metric.TEMPERATURE.rounded(Unit.FAHRENHEIT.toCanonical(46)));
        for (int tenth = -1_480; tenth <= 5_720; tenth++) {
            double limit = Metric.TEMPERATURE.rounded(Unit.FAHRENHEIT.toCanonical(tenth / 10.0));
            double reading = Unit.FAHRENHEIT.fromCanonical(Unit.FAHRENHEIT.toCanonical(tenth / 10.0));
            assertEquals(limit, Metric.TEMPERATURE.rounded(Unit.FAHRENHEIT.toCanonical(reading)));
            assertEquals(limit, Metric.TEMPERATURE.rounded((tenth - 320) / 18.0));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "TEMPERATURE, °F, 212, 100",
        "TEMPERATURE, K, 273.15, 0",
        "PRESSURE, bar, 2.5, 250",
        "PRESSURE, psi, 14.5037738, 100",
        "PRESSURE, Pa, 1500, 1.5",
        "VPD, kPa, 1.2, 1.2",
        "VPD, Pa, 1200, 1.2",
        "EC, mS/cm, 2.4, 2400",
        "VOLUME, gal, 1, 3.78541",
        "VOLUME, m3, 0.05, 50",
        "FLOW, m3h, 6, 100",
        "VWC, fraction, 0.42, 42",
        "MASS, lb, 1, 0.453592",
        "POWER, kW, 1.5, 1500",
    })
    void knownConversions(Metric metric, String unit, double written, double canonical) {
        Unit found = Unit.of(unit, metric).orElseThrow();
        assertEquals(canonical, metric.rounded(found.toCanonical(written)), metric.resolution());
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void aMetricHasARangeItsCanonicalUnitCanExpress(Metric metric) {
        assertTrue(metric.min() < metric.max());
        assertTrue(metric.resolution() > 0);
        assertTrue(metric.resolution() <= (metric.max() - metric.min()), "resolution within the range");
        for (double value : new double[] {metric.min(), 0, 1, metric.max()}) {
            assertEquals(value, metric.canonical().toCanonical(value), "the canonical unit is its own");
        }
        assertEquals(metric.min(), metric.rounded(metric.min()));
        assertEquals(metric.max(), metric.rounded(metric.max()));
        assertEquals(Optional.of(metric), Metric.of(metric.key().toUpperCase(Locale.ROOT)));
    }

    @ParameterizedTest
    @EnumSource(Metric.class)
    void aWordNamesOneUnitOfAMetric(Metric metric) {
        Map<String, Unit> words = new HashMap<>();
        for (Unit unit : Unit.fitting(metric)) {
            for (String word : List.of(unit.code(), unit.symbol())) {
                Unit other = words.putIfAbsent(word, unit);
                assertTrue(other == null || other == unit, word + " means " + other + " and " + unit);
                assertEquals(Optional.of(unit), Unit.of(word, metric));
            }
        }
    }

    @Test
    void unitsOfAnotherKindDoNotFit() {
        assertEquals(Optional.empty(), Unit.of("kPa", Metric.TEMPERATURE));
        assertEquals(Optional.empty(), Unit.of("", Metric.HUMIDITY));
    }

    @ParameterizedTest
    @EnumSource(QualityCode.class)
    void aQualityCodeIsFoundByItsNumber(QualityCode code) {
        assertEquals(code, QualityCode.of(code.code()));
        assertTrue(code.code() >= 0 && code.code() <= 255);
    }
}
