package org.penstock.driver.shared;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;

/**
 * The one place where a link says how it is. Tells the facility about changes of state or reason only; counters are read
 * with {@link #now}. Callable from any thread.
 */
public final class StatusBoard {
    private final String link;
    private final LinkContext context;
    private final AtomicLong received = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong errors = new AtomicLong();
    private final AtomicLong reconnects = new AtomicLong();
    private LinkState state = LinkState.STOPPED;
    private String reason;
    private long sinceMicros;
    private @Nullable Long nextTryMicros;

    public StatusBoard(String link, LinkContext context) {
        this.link = link;
        this.context = context;
        this.reason = "link " + link + " has not been started";
        this.sinceMicros = wallMicros(context);
    }

    /** Wall time of {@code context} in µs UTC. */
    public static long wallMicros(LinkContext context) {
        Instant now = context.wall().instant();
        return now.getEpochSecond() * 1_000_000 + now.getNano() / 1_000;
    }

    /** Says a state without a next attempt. */
    public void say(LinkState newState, String newReason) {
        say(newState, newReason, 0);
    }

    /**
     * Says a state.
     *
     * @param nextTryMillis ms until the next attempt, 0 when none is planned
     */
    public void say(LinkState newState, String newReason, long nextTryMillis) {
        LinkStatus changed;
        synchronized (this) {
            boolean same = newState == state && newReason.equals(reason);
            long now = wallMicros(context);
            if (newState != state) {
                sinceMicros = now;
            }
            state = newState;
            reason = newReason;
            nextTryMicros = nextTryMillis > 0 ? now + nextTryMillis * 1_000 : null;
            if (same) {
                return;
            }
            changed = now();
        }
        context.status(changed);
    }

    /** The present state. */
    public synchronized LinkState state() {
        return state;
    }

    /** The present reason. */
    public synchronized String reason() {
        return reason;
    }

    /** Everything, as of now. */
    public synchronized LinkStatus now() {
        return new LinkStatus(
                link,
                state,
                reason,
                sinceMicros,
                nextTryMicros,
                received.get(),
                sent.get(),
                errors.get(),
                reconnects.get());
    }

    public void countReceived() {
        received.incrementAndGet();
    }

    public void countSent() {
        sent.incrementAndGet();
    }

    public void countError() {
        errors.incrementAndGet();
    }

    public void countReconnect() {
        reconnects.incrementAndGet();
    }
}
