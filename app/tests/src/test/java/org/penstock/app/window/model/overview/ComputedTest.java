package org.penstock.app.window.model.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Numbers of handbooks. */
class ComputedTest {
    @Test
    void theVapourPressureDeficitIsThatOfTheHandbook() {
        assertEquals(3.168 / 2, Computed.vpd(25, 50), 0.001, "FAO 56, annex 2, table 2.3: 3.168 kPa at 25 °C");
        assertEquals(0, Computed.vpd(18, 100), 1e-9, "air that is full of water takes no more");
    }

    @Test
    void theIndexOfHeatIsThatOfTheFormula() {
        assertEquals(74.4, Computed.thi(25, 75), 0.05, "77 − 0.1375 · 19 °F");
    }
}
