package org.penstock.core.link;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one message held, all or nothing: samples, and what is handed on as it came.
 *
 * @param link key of the link
 * @param samples none only where something is handed on
 * @param handed mostly none
 * @param receivedMicros wall time of receipt, µs UTC
 * @param receivedNanos monotonic time of receipt, from {@link LinkContext#ticker}
 * @param retained the broker replayed an old value: stored by its own time, never fresh
 * @param messageId identity of the message where the device gives one; recognises a re-delivered message only. Where something
 *     is handed on there always is one: that of the first, unless another is given
 * @param imported a person brought it in from a file: it never acts, whatever its times, and is never too old
 * @param acknowledge called by the journal thread after the fsync that holds all of this (or its first copy), in the
 *     order of delivery; must not block and must ignore a connection generation that is gone
 */
public record Batch(
        String link,
        List<Sample> samples,
        List<Handed> handed,
        long receivedMicros,
        long receivedNanos,
        boolean retained,
        @Nullable String messageId,
        boolean imported,
        Runnable acknowledge) {
    /** For sources that need no acknowledgement. */
    public static final Runnable NOTHING_TO_ACKNOWLEDGE = () -> {};

    private static final int CHARS_OF_A_SAMPLE = 64;

    public Batch {
        samples = List.copyOf(samples);
        handed = List.copyOf(handed);
        if (messageId == null && !handed.isEmpty()) {
            messageId = handed.getFirst().device() + "/" + handed.getFirst().messageId();
        }
    }

    /** What a link delivers. */
    public Batch(
            String link,
            List<Sample> samples,
            List<Handed> handed,
            long receivedMicros,
            long receivedNanos,
            boolean retained,
            @Nullable String messageId,
            Runnable acknowledge) {
        this(link, samples, handed, receivedMicros, receivedNanos, retained, messageId, false, acknowledge);
    }

    /** Samples out of a file, for the record only. */
    public static Batch ofFile(
            String link, List<Sample> samples, long receivedMicros, long receivedNanos, Runnable acknowledge) {
        return new Batch(link, samples, List.of(), receivedMicros, receivedNanos, false, null, true, acknowledge);
    }

    /** Samples only. */
    public Batch(
            String link,
            List<Sample> samples,
            long receivedMicros,
            long receivedNanos,
            boolean retained,
            @Nullable String messageId,
            Runnable acknowledge) {
        this(link, samples, List.of(), receivedMicros, receivedNanos, retained, messageId, acknowledge);
    }

    /** As how many samples it counts where memory is bounded. */
    public int weight() {
        int weight = samples.size();
        if (!handed.isEmpty()) {
            for (Handed h : handed) {
                weight += 1 + h.body().length() / CHARS_OF_A_SAMPLE;
            }
        }
        return weight;
    }
}
