package org.penstock.core.telemetry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.penstock.core.telemetry.Segments.Segment;

/**
 * Reads durable records in order, from a position to the live tail; the projector follows the tail with it, a replay
 * reads a recorded directory. One thread.
 */
public final class JournalReader implements AutoCloseable {
    private final Segments segments;
    private JournalPosition position;
    private @Nullable Segment segment;
    private @Nullable SegmentReader reader;

    JournalReader(Segments segments, JournalPosition from) {
        this.segments = segments;
        this.position = from;
    }

    /** A reader of a journal that nobody writes: from its first record to its intact end. */
    public static JournalReader of(JournalFiles files) throws IOException {
        return new JournalReader(Segments.open(files), JournalPosition.START);
    }

    /** Where the next record begins. */
    public JournalPosition position() {
        return position;
    }

    /**
     * The next record, or null at the tail: more may follow later.
     *
     * @throws JournalCorrupt when a record before the tail is not what was written
     */
    public @Nullable JournalRecord next() throws IOException {
        while (true) {
            SegmentReader open = reader();
            if (open == null) {
                return null;
            }
            Segment current = open(segment);
            // Asked first: a segment gets its last byte before its successor appears.
            Segment successor = segments.at(current.header.ordinal() + 1);
            if (open.offset() < current.end) {
                if (!open.advance()) {
                    throw corrupt(current, open.offset(), "a record's length or checksum is not what was written");
                }
                try {
                    JournalRecord record = open.record();
                    position = new JournalPosition(current.header.ordinal(), open.offset());
                    return record;
                } catch (ByteSource.Malformed e) {
                    throw corrupt(current, position.offset(), e.getMessage() == null ? "unreadable" : e.getMessage());
                }
            }
            if (successor == null) {
                return null;
            }
            moveTo(successor, SegmentHeader.SIZE);
        }
    }

    @Override
    public void close() throws IOException {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    private @Nullable SegmentReader reader() throws IOException {
        if (reader == null) {
            Segment first = segments.at(position.segment());
            if (first == null) {
                if (position.segment() != 0 && segments.last() != null) {
                    throw new IOException("The journal in " + segments.files.where() + " no longer holds segment "
                            + position.segment() + ", which was not read yet. Restore it from a backup.");
                }
                return null;
            }
            moveTo(first, Math.max(SegmentHeader.SIZE, position.offset()));
        }
        return reader;
    }

    private void moveTo(Segment next, long offset) throws IOException {
        close();
        segment = next;
        reader = new SegmentReader(segments.files, next, offset);
        position = new JournalPosition(next.header.ordinal(), offset);
    }

    private static Segment open(@Nullable Segment segment) {
        if (segment == null) {
            throw new IllegalStateException("no segment is open");
        }
        return segment;
    }

    private JournalCorrupt corrupt(Segment s, long offset, String what) {
        return new JournalCorrupt(segments.files.where(), s.name, offset, what);
    }
}
