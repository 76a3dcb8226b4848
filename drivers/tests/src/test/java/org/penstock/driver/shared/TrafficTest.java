package org.penstock.driver.shared;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.Exchange;

class TrafficTest {
    @Test
    void whoeverWatchesGoesOnWhereItStoppedAndSeesThatSomethingWasPassedOver() {
        Traffic traffic = new Traffic();
        assertEquals(List.of(), traffic.after(0));
        traffic.add(10, "skid", "read holding:100", "", 2_000);
        traffic.add(20, "", "farm/x", "unknown_device", 0);
        assertEquals(
                List.of(
                        new Exchange(1, 10, "skid", "read holding:100", "", 2_000),
                        new Exchange(2, 20, "", "farm/x", "unknown_device", 0)),
                traffic.after(0));
        assertEquals(List.of(2L), traffic.after(1).stream().map(Exchange::no).toList());
        assertEquals(List.of(), traffic.after(2));
        for (int i = 0; i < 1_500; i++) {
            traffic.add(i, "", "farm/x", "", 0);
        }
        List<Exchange> kept = traffic.after(2);
        assertEquals(1_000, kept.size());
        assertEquals(503, kept.getFirst().no(), "500 went by unseen");
        assertEquals(1_502, kept.getLast().no());
    }
}
