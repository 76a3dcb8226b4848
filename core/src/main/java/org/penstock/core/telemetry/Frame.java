package org.penstock.core.telemetry;

import java.util.List;
import org.penstock.core.link.Handed;

/**
 * The inputs of one scan, with their time. Built by the gate in one order, which is the order of the engine, of the
 * journal and of every replay. A frame without readings and inputs lets the engine reach a due instant.
 *
 * @param seq 1, 2, 3 … over the life of the data directory, without gaps
 * @param wallMicros wall time, µs since 1970 UTC; may step
 * @param monoMicros engine time, µs; never decreases, also across restarts (a restart continues from the last journalled
 *     frame plus the wall time since)
 * @param samples readings, already judged by the gate
 * @param inputs everything that is not a reading, in order of arrival; applied after the readings
 * @param messageIds identities of the messages whose readings are in this frame
 * @param counts what was received, dropped and doubled since the last frame that carried counts
 * @param handed messages for a room above, in order of arrival; nothing to the engine
 */
public record Frame(
        long seq,
        long wallMicros,
        long monoMicros,
        Samples samples,
        List<Input> inputs,
        List<MessageId> messageIds,
        List<Count> counts,
        List<HandedOn> handed) {
    public Frame {
        inputs = List.copyOf(inputs);
        messageIds = List.copyOf(messageIds);
        counts = List.copyOf(counts);
        handed = List.copyOf(handed);
    }

    /** A frame that hands nothing on. */
    public Frame(
            long seq,
            long wallMicros,
            long monoMicros,
            Samples samples,
            List<Input> inputs,
            List<MessageId> messageIds,
            List<Count> counts) {
        this(seq, wallMicros, monoMicros, samples, inputs, messageIds, counts, List.of());
    }

    /** A frame that only moves time. */
    public static Frame tick(long seq, long wallMicros, long monoMicros) {
        return new Frame(seq, wallMicros, monoMicros, Samples.NONE, List.of(), List.of(), List.of());
    }

    /**
     * @param scope link the message came over
     * @param id the device's identity of the message
     * @param contentHash first 8 bytes of the SHA-256 of what it held
     */
    public record MessageId(String scope, String id, long contentHash) {}

    /**
     * @param link key of the link
     * @param device key of the device, "" when unknown
     * @param reason {@code stored}, {@code duplicate}, or why it was dropped
     * @param n how many since the last count
     */
    public record Count(String link, String device, String reason, long n) {}

    /**
     * A message with what it came over.
     *
     * @param link key of the link
     * @param receivedMicros wall time of receipt, µs UTC
     */
    public record HandedOn(String link, long receivedMicros, Handed message) {}
}
