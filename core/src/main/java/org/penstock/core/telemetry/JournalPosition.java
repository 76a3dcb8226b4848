package org.penstock.core.telemetry;

/**
 * A place between two records of the journal.
 *
 * @param segment ordinal of the segment file, from 1
 * @param offset byte in it at which the next record begins
 */
public record JournalPosition(long segment, long offset) implements Comparable<JournalPosition> {
    /** Before the first record there is. */
    public static final JournalPosition START = new JournalPosition(0, 0);

    @Override
    public int compareTo(JournalPosition other) {
        int bySegment = Long.compare(segment, other.segment);
        return bySegment != 0 ? bySegment : Long.compare(offset, other.offset);
    }
}
