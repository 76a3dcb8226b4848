package org.penstock.core.telemetry;

import java.util.List;

/** What the journal holds, in order. Every record carries the number of the frame it belongs to. */
public sealed interface JournalRecord {
    /** Number of the frame, {@link Frame#seq}. */
    long seq();

    /** The inputs of one scan. */
    record Inputs(Frame frame) implements JournalRecord {
        @Override
        public long seq() {
            return frame.seq();
        }
    }

    /**
     * What the scan of frame {@code seq} wanted; {@link Effect.WakeAt} is left out, it can be computed.
     *
     * @param wallMicros wall time of each effect's own instant (a due instant inside the frame has its own), same length
     */
    record Effects(long seq, long[] wallMicros, List<Effect> effects) implements JournalRecord {
        public Effects {
            effects = List.copyOf(effects);
            wallMicros = wallMicros.clone();
        }
    }
}
