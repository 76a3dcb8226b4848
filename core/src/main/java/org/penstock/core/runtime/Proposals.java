package org.penstock.core.runtime;

import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.telemetry.Input;

/**
 * Requests that wait for their person's confirmation. A proposal is confirmed once, by the actor who made it, within
 * {@link #OPEN_SECONDS}; what was true when it was shown may not be true a minute later. Thread-safe.
 */
final class Proposals {
    /** How long a proposal can be confirmed. */
    static final int OPEN_SECONDS = 30;

    /** More than this many unconfirmed proposals, and the oldest goes. */
    static final int MOST = 64;

    private final InstantSource wall;
    private final Ticker ticker;
    private final Map<String, Open> open = new LinkedHashMap<>();

    private record Open(Input.Request request, long untilNanos) {}

    /** What a confirmation found. */
    sealed interface Found {
        /** The request may go to the engine. */
        record Confirmed(Input.Request request) implements Found {}

        /** It may not; the sentence says why. */
        record Refused(String why) implements Found {}
    }

    Proposals(InstantSource wall, Ticker ticker) {
        this.wall = wall;
        this.ticker = ticker;
    }

    /** Keeps a request until it is confirmed or too old. @return when it expires */
    synchronized Instant keep(Input.Request request) {
        dropExpired();
        if (open.size() >= MOST) {
            open.remove(open.keySet().iterator().next());
        }
        open.put(request.id(), new Open(request, ticker.nanos() + TimeUnit.SECONDS.toNanos(OPEN_SECONDS)));
        return wall.instant().plusSeconds(OPEN_SECONDS);
    }

    /** Takes a proposal out, if {@code actor} may confirm it now. */
    synchronized Found confirm(String actor, String id) {
        dropExpired();
        return Optional.ofNullable(open.get(id))
                .<Found>map(o -> {
                    if (!o.request().actor().equals(actor)) {
                        return new Found.Refused(
                                "This was proposed by " + o.request().actor() + ". Propose it yourself.");
                    }
                    open.remove(id);
                    return new Found.Confirmed(o.request());
                })
                .orElseGet(() -> new Found.Refused("This proposal was already confirmed, or is older than "
                        + OPEN_SECONDS + " s. Look at the facility again and propose it anew."));
    }

    private void dropExpired() {
        long now = ticker.nanos();
        open.values().removeIf(o -> now - o.untilNanos() >= 0);
    }
}
