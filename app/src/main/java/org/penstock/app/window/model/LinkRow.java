package org.penstock.app.window.model;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;

/**
 * One connection.
 *
 * @param state its word, and how long it has been so
 * @param reason why, and what is tried next; "" when online
 */
public record LinkRow(String key, String name, Mark mark, String state, String reason) implements Keyed {
    static LinkRow of(LinkStatus link, Instant now, Words words, Times times) {
        Mark mark = switch (link.state()) {
            case ONLINE, STOPPED, CONNECTING -> Mark.NONE;
            case DEGRADED, OFFLINE -> Mark.AWAY;
        };
        String state = switch (link.state()) {
            case STOPPED -> words.of("link.stopped");
            case CONNECTING -> words.of("link.connecting");
            case ONLINE -> words.of("link.online");
            case DEGRADED -> words.of("link.degraded");
            case OFFLINE -> words.of("link.offline");
        };
        return new LinkRow(
                "link:" + link.link(),
                link.link(),
                mark,
                words.of(
                        "link.for",
                        state,
                        times.span(TimeUnit.MILLISECONDS.toSeconds(now.toEpochMilli() - link.sinceMicros() / 1_000))),
                link.state() == LinkState.ONLINE ? "" : reason(link, now, words, times));
    }

    private static String reason(LinkStatus link, Instant now, Words words, Times times) {
        Long next = link.nextTryMicros();
        if (next == null) {
            return link.reason();
        }
        double seconds = (next / 1_000 - now.toEpochMilli()) / 1_000.0;
        return words.of("link.next-try", link.reason(), times.countdown(Math.max(0, seconds)));
    }
}
