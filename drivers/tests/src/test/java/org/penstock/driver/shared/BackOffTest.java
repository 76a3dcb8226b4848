package org.penstock.driver.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** How long a link waits before it tries again. */
class BackOffTest {
    @Property
    void staysBetweenOneSecondAndAMinuteAndAFifth(@ForAll String key, @ForAll @IntRange(min = 1) int failures) {
        long wait = BackOff.STANDARD.millis(key, failures);
        assertTrue(wait >= 1_000 && wait < 72_000, wait + " ms");
        assertEquals(wait, BackOff.STANDARD.millis(key, failures), "the same everywhere and always");
    }

    @Test
    void doublesAndSpreadsTheLinks() {
        assertTrue(BackOff.STANDARD.millis("a", 1) < 1_200);
        assertTrue(BackOff.STANDARD.millis("a", 4) >= 8_000);
        assertTrue(BackOff.STANDARD.millis("a", 1_000) >= 60_000);
        assertTrue(IntStream.range(0, 20)
                        .mapToLong(i -> BackOff.STANDARD.millis("link-" + i, 7))
                        .distinct()
                        .count()
                > 15);
    }
}
