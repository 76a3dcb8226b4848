package org.penstock.core.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The samples of one message, all or nothing.
 *
 * @param link key of the link
 * @param samples at least one
 * @param receivedMicros wall time of receipt, µs UTC
 * @param receivedNanos monotonic time of receipt, from {@link LinkContext#ticker}
 * @param retained the broker replayed an old value: stored by its own time, never fresh
 * @param messageId identity of the message where the device gives one; recognises a re-delivered message only
 * @param acknowledge called by the journal thread after the fsync that holds these samples (or their first copy), in the
 *     order of delivery; must not block and must ignore a connection generation that is gone
 */
public record Batch(
        String link,
        List<Sample> samples,
        long receivedMicros,
        long receivedNanos,
        boolean retained,
        @Nullable String messageId,
        Runnable acknowledge) {
    /** For sources that need no acknowledgement. */
    public static final Runnable NOTHING_TO_ACKNOWLEDGE = () -> {};

    public Batch {
        samples = List.copyOf(samples);
    }
}
