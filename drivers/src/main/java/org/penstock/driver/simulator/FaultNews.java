package org.penstock.driver.simulator;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.penstock.core.link.LinkState;

/**
 * What a link says of its faults.
 *
 * @param nextTryMillis ms until a line that is down comes back by itself, 0 when it does not
 */
record FaultNews(LinkState state, String reason, long nextTryMillis) {
    private static final int NAMED = 5;

    /** @param now ns since the start of the link */
    static FaultNews of(Faults faults, long now) {
        List<String> texts =
                faults.active().stream().map(PlannedFault::text).distinct().toList();
        if (texts.isEmpty()) {
            return new FaultNews(LinkState.ONLINE, "", 0);
        }
        String reason = "simulated fault: "
                + String.join("; ", texts.subList(0, Math.min(NAMED, texts.size())))
                + (texts.size() > NAMED ? "; and " + (texts.size() - NAMED) + " more" : "");
        if (!faults.down()) {
            return new FaultNews(LinkState.DEGRADED, reason, 0);
        }
        long back = faults.all().stream()
                .filter(r -> r.active() && r.fault().fault() instanceof Fault.Down)
                .mapToLong(Faults.Running::end)
                .max()
                .orElse(Long.MAX_VALUE);
        return new FaultNews(
                LinkState.OFFLINE,
                reason,
                back == Long.MAX_VALUE ? 0 : Math.max(1, TimeUnit.NANOSECONDS.toMillis(back - now)));
    }
}
