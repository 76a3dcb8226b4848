package org.penstock.core.quantity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PaceTest {
    private final AtomicLong now = new AtomicLong();
    private final Pace pace = new Pace(now::get, 500_000);

    /** Takes one message after the other for a while. @return the last rest */
    private long takes(int messages, long everyNanos) {
        long rest = 0;
        for (int i = 0; i < messages; i++) {
            now.addAndGet(everyNanos);
            rest = pace.rest(1);
        }
        return rest;
    }

    @Test
    void aThousandASecondAreTakenAtOnceTwentyThousandGather() {
        assertEquals(0, takes(1_000, 1_000_000));
        assertEquals(500_000, takes(1_000, 50_000));
        assertEquals(0, takes(2, 1_000_000), "the flood is over");
    }

    @Test
    void aHandfulAfterALongSilenceIsNoFlood() {
        now.addAndGet(60_000_000_000L);
        assertEquals(0, pace.rest(50));
        assertEquals(0, takes(3, 100_000));
    }

    @Test
    void whatGatheredCountsAsWhatItIs() {
        for (int i = 0; i < 100; i++) {
            now.addAndGet(550_000);
            pace.rest(11);
        }
        assertEquals(500_000, pace.rest(11), "20,000 a second stay many while they gather");
    }
}
