package org.penstock.app.window.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumeralsTest {
    @ParameterizedTest
    @CsvSource({
        "21.4,     2, 21.40",
        "21.405,   1, 21.4",
        "0,        0, 0",
        "-0.004,   2, 0.00",
        "-3.25,    2, −3.25",
        "2140,     0, 2140",
        "0.05,     2, 0.05",
        "999.9996, 3, 1000.000",
    })
    void aValueKeepsItsDecimals(double value, int decimals, String written) {
        assertEquals(written, Numerals.fixed(value, decimals));
    }

    @Test
    void fromTenThousandOnThousandsAreSetApart() {
        assertEquals("9999", Numerals.fixed(9_999, 0));
        assertEquals("10\u2009000", Numerals.fixed(10_000, 0));
        assertEquals("−1\u2009234\u2009567.5", Numerals.fixed(-1_234_567.5, 1));
    }

    @Test
    void whatIsNoNumberIsNotWrittenAsOne() {
        assertEquals("—", Numerals.fixed(Double.NaN, 2));
        assertEquals("∞", Numerals.fixed(Double.POSITIVE_INFINITY, 2));
        assertEquals("−∞", Numerals.fixed(Double.NEGATIVE_INFINITY, 2));
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "0.5, 0.5", "0.35, 0.35", "38.40, 38.4", "50, 50", "-2, −2", "100, 100"})
    void aPlainNumberHasNoNeedlessDigits(double value, String written) {
        assertEquals(written, Numerals.plain(value));
    }
}
