package org.penstock.core.telemetry;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts groups of records into segment files. A group is written as often as needed until one write and one sync of it
 * succeed. Journal thread only.
 */
final class JournalWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);
    private static final int GROUP_BYTES = 4 << 20;

    private final Segments segments;
    private final long segmentBytes;
    private final ByteSink group = new ByteSink(1 << 16);
    private long firstSeq;
    private long firstWallMicros;
    private Segments.@Nullable Segment segment;
    private JournalFiles.@Nullable Handle file;

    JournalWriter(Segments segments, long segmentBytes) {
        this.segments = segments;
        this.segmentBytes = segmentBytes;
    }

    /** Whether the group may grow. */
    boolean hasRoom() {
        return group.size() < GROUP_BYTES;
    }

    void add(JournalRecord record) {
        if (group.size() == 0) {
            firstSeq = record.seq();
        }
        if (group.size() == 0 && record instanceof JournalRecord.Inputs inputs) {
            firstWallMicros = inputs.frame().wallMicros();
        }
        RecordFormat.write(record, group);
    }

    /**
     * Makes the group durable and begins a new one.
     *
     * @throws IOException when it is not known to be durable: call again
     */
    void write() throws IOException {
        if (segment != null && segment.end >= segmentBytes) {
            leave();
        }
        if (file == null || segment == null) {
            begin();
        }
        JournalFiles.Handle to = file;
        Segments.Segment into = segment;
        if (to == null || into == null) {
            throw new IllegalStateException("no segment was begun");
        }
        try {
            to.write(group.buffer(), into.end);
        } catch (IOException e) {
            cutBack(to, into, e);
            throw e;
        }
        try {
            to.sync();
        } catch (IOException e) {
            // After a failed sync nobody knows which pages reached the disk, and the next sync may claim success for
            // pages that were dropped: this file is left as it is and the group is written again into a new one.
            leave();
            throw e;
        }
        into.end += group.size();
        group.clear();
    }

    @Override
    public void close() {
        leave();
    }

    private void cutBack(JournalFiles.Handle to, Segments.Segment into, IOException cause) {
        try {
            to.truncate(into.end);
        } catch (IOException e) {
            cause.addSuppressed(e);
            leave();
        }
    }

    private void begin() throws IOException {
        Segments.Segment last = segments.last();
        SegmentHeader header = new SegmentHeader(
                last == null ? 1 : last.header.ordinal() + 1, firstSeq, firstWallMicros, last == null ? 0 : last.end);
        String name = header.fileName();
        for (Segments.Segment s : segments.all()) {
            if (s.name.equals(name)) {
                name = "%020d-%d.journal".formatted(firstSeq, header.ordinal());
            }
        }
        JournalFiles.Handle begun = segments.files.create(name);
        try {
            begun.write(header.bytes(), 0);
            begun.sync();
            segments.files.syncDirectory();
        } catch (IOException e) {
            quietly(begun);
            throw e;
        }
        file = begun;
        segment = new Segments.Segment(name, header, SegmentHeader.SIZE);
        segments.add(segment);
    }

    private void leave() {
        if (file != null) {
            quietly(file);
        }
        file = null;
        segment = null;
    }

    private static void quietly(JournalFiles.Handle handle) {
        try {
            handle.close();
        } catch (IOException e) {
            LOG.warn("A journal file could not be closed: {}", e.getMessage());
        }
    }
}
