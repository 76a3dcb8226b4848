package org.penstock.core.telemetry;

/**
 * The newest frame the journal held when it was opened: where numbers and engine time go on.
 *
 * @param seq its number, 0 when there was none
 * @param wallMicros its wall time
 * @param monoMicros its engine time
 */
public record JournalEnd(long seq, long wallMicros, long monoMicros) {
    /** An empty journal. */
    public static final JournalEnd NONE = new JournalEnd(0, 0, 0);

    /** Whether the journal was empty. */
    public boolean none() {
        return seq == 0;
    }
}
