package org.penstock.core.place;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penstock.core.place.RetentionPlan.Budget;
import org.penstock.core.place.RetentionPlan.StreamClass;

class RetentionPlanTest {
    private static final StreamClass UNSAID = new StreamClass("", Set.of(), Map.of());

    @Test
    void onlyWhatSaysHowLongSomethingStaysLetsItGoByItself() {
        assertFalse(RetentionPlan.USUAL.saysHowLong());
        assertFalse(new RetentionPlan(UNSAID, List.of(), Keep.days(30), new Budget(0, 80)).saysHowLong());
        StreamClass said = new StreamClass("", Set.of(), Map.of(ReadingKind.RAW, Keep.months(18)));
        assertTrue(new RetentionPlan(said, List.of(), Keep.days(30), null).saysHowLong());
    }
}
