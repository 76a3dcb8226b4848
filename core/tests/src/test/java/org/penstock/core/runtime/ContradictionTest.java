package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.Unit;
import org.penstock.core.telemetry.ReadingConflict;

class ContradictionTest {
    private static final StreamSpec AIR =
            new StreamSpec(1, "air", "Air", "node", "house", Metric.TEMPERATURE, Unit.FAHRENHEIT, 1, 1, 1, 1);

    @ParameterizedTest(name = "{0} {1}, {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            10     | GOOD | 20    | GOOD         | 50 °F, then 68 °F
            10     | GOOD | 10    | OUT_OF_RANGE | 50 °F, then 50 °F (out of range)
            10     | GOOD | NaN   | NOT_A_NUMBER | 50 °F, then NaN (not a number)
            10     | GOOD | 10.00000001 | GOOD   | 10.0, then 10.00000001
            """)
    void whoReadsItSeesWhatDiffers(double first, QualityCode a, double second, QualityCode b, String words) {
        assertEquals(words, Contradiction.inWords(new ReadingConflict(1, 0, first, a.code(), second, b.code()), AIR));
    }
}
