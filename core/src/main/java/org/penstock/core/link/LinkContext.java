package org.penstock.core.link;

import java.time.InstantSource;
import java.util.Set;
import org.penstock.core.quantity.Ticker;

/** What a link is given by the facility it belongs to. Every method may be called from any thread of the link. */
public interface LinkContext {
    /**
     * Whether the link is opened for a look only, perhaps beside the one that works: it must not take that one's place with
     * a broker or a gateway, nor leave anything behind there.
     */
    default boolean trial() {
        return false;
    }

    /** Wall clock for received times. */
    InstantSource wall();

    /** Monotonic clock for every duration. */
    Ticker ticker();

    /**
     * Hands in what one message held. Waits while the telemetry lane is full (that is the back-pressure); a batch
     * with control-lane streams never waits.
     */
    void deliver(Batch batch) throws InterruptedException;

    /**
     * Hands in a batch without waiting.
     *
     * @return false when the lane is full: keep the message, do not acknowledge it, and offer it again
     */
    boolean offer(Batch batch);

    /** Counts one dropped message or value, by device (or "" when unknown) and a short fixed reason such as {@code bad_json}. */
    void dropped(String device, String reason);

    /** Counts messages of a device that never came, as its own counter shows. @param messages how many, 1 or more */
    void missed(String device, long messages);

    /** Says that the connection changed. Reaches the engine as an input in the control lane. */
    void status(LinkStatus status);

    /**
     * Says of one device on a connection that works that it can be reached no more, or again: each change once. Never
     * waits. What its outputs do is not known from the first until the second.
     *
     * @param device key
     * @param away why it cannot be reached; "" when it can again
     */
    default void device(String device, String away) {}

    /**
     * Whether a device on this link may present a code now. A link that can hear codes asks this again and again, at least
     * once a second, and listens for them only while it is so.
     */
    default boolean pairing() {
        return false;
    }

    /**
     * Keys of the devices for which a network on this link is to be open now. A link that can open one asks this again and
     * again, at least once a second, and closes it when none is left.
     */
    default Set<String> joining() {
        return Set.of();
    }

    /** Says that a device comes nearer. Never waits; more than is needed is counted and left out. */
    default void approached(Approach approach) {}

    /** The value of {@code ${secret:name}}. @throws IllegalStateException if it was never set, naming the command that sets it */
    String secret(String name);
}
