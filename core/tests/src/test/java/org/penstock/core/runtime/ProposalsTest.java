package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.penstock.core.telemetry.Input;
import org.penstock.core.testsupport.LeapingClock;

/** A request waits for its confirmation, by the one who made it, and not for ever. */
class ProposalsTest {
    private final LeapingClock clock = new LeapingClock();
    private final Proposals proposals = new Proposals(clock, clock);

    private Input.Request proposed(String id) {
        Input.Request request = new Input.Request(id, "ann", "output.set", "valve-1", 1, 60_000_000, "");
        assertEquals(clock.instant().plusSeconds(30), proposals.keep(request));
        return request;
    }

    private void refused(String actor, String id, String words) {
        String why = assertInstanceOf(Proposals.Found.Refused.class, proposals.confirm(actor, id))
                .why();
        assertTrue(why.contains(words), why);
    }

    @Test
    void itIsConfirmedOnceByWhoeverMadeItAndWithinThirtySeconds() {
        Input.Request first = proposed("1");
        clock.leap(Duration.ofSeconds(29));
        refused("bob", "1", "proposed by ann");
        assertEquals(new Proposals.Found.Confirmed(first), proposals.confirm("ann", "1"));
        refused("ann", "1", "already confirmed, or is older than 30 s");

        proposed("2");
        // Whatever the clock on the wall does meanwhile: it says nothing of how long somebody has been reading.
        clock.stepWall(Duration.ofHours(-2)).leap(Duration.ofSeconds(30));
        refused("ann", "2", "older than 30 s");
    }

    @Test
    void theOldestOfTooManyGoes() {
        for (int i = 0; i <= Proposals.MOST; i++) {
            proposed("p" + i);
        }
        refused("ann", "p0", "propose it anew");
        assertInstanceOf(Proposals.Found.Confirmed.class, proposals.confirm("ann", "p1"));
    }
}
