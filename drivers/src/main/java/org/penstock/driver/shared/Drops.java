package org.penstock.driver.shared;

import org.penstock.core.link.LinkContext;
import org.penstock.core.quantity.LogThrottle;
import org.slf4j.Logger;

/** Counts what a link had to drop and writes at most one line a minute for the same device and reason. */
public final class Drops {
    private final String link;
    private final LinkContext context;
    private final LogThrottle throttle;
    private final Logger log;

    public Drops(String link, LinkContext context, Logger log) {
        this.link = link;
        this.context = context;
        this.throttle = new LogThrottle(context.ticker());
        this.log = log;
    }

    /**
     * Counts one.
     *
     * @param device key of the device, or "" when unknown
     * @param reason short fixed word, {@code bad_json}
     * @param detail what was wrong with this one, for the log line; never the payload
     */
    public void count(String device, String reason, String detail) {
        context.dropped(device, reason);
        throttle.pass(device + "/" + reason)
                .ifPresent(held -> log.warn(
                        "link {}{}: dropped ({}): {}{}",
                        link,
                        device.isEmpty() ? "" : ", device " + device,
                        reason,
                        detail,
                        held == 0 ? "" : "; " + held + " more since the last line"));
    }
}
