package org.penstock.core.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.penstock.core.testsupport.LeapingClock;

class LogThrottleTest {
    private final LeapingClock clock = new LeapingClock();
    private final LogThrottle throttle = new LogThrottle(clock);

    @Test
    void theSameFaultIsToldOnceAMinuteWithTheNumberHeldBack() {
        assertEquals(OptionalLong.of(0), throttle.pass("broken JSON"));
        for (int i = 0; i < 40; i++) {
            assertEquals(OptionalLong.empty(), throttle.pass("broken JSON"));
        }
        assertEquals(OptionalLong.of(0), throttle.pass("unknown device"));
        clock.leap(Duration.ofSeconds(60));
        assertEquals(OptionalLong.of(40), throttle.pass("broken JSON"));
        assertEquals(OptionalLong.empty(), throttle.pass("broken JSON"));
    }

    @Test
    void aFloodOfDifferentFaultsSharesALineAndIsForgottenAfterAMinute() {
        long lines = 0;
        for (int i = 0; i < 100_000; i++) {
            lines += throttle.pass("fault " + i).isPresent() ? 1 : 0;
        }
        assertEquals(1_001, lines);
        clock.leap(Duration.ofSeconds(61));
        assertEquals(OptionalLong.of(0), throttle.pass("a new one"));
        assertEquals(OptionalLong.of(0), throttle.pass("and another"));
    }
}
