package org.penstock.core.telemetry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Steps through the records of one segment file. One thread. */
final class SegmentReader implements AutoCloseable {
    private static final int WINDOW = 1 << 20;

    private final Segments.Segment segment;
    private final JournalFiles.Handle file;
    private byte[] bytes = new byte[0];
    private long windowAt;
    private int windowLength;
    private long offset;
    private int at;
    private int length;

    SegmentReader(JournalFiles files, Segments.Segment segment, long offset) throws IOException {
        this.segment = segment;
        this.offset = offset;
        this.windowAt = offset;
        this.file = files.open(segment.name);
    }

    /** Where the next record begins. */
    long offset() {
        return offset;
    }

    /** Moves to the next record. @return false when none that is intact begins at {@link #offset} before the segment's end */
    boolean advance() throws IOException {
        long end = segment.end;
        if (end - offset < RecordFormat.PREFIX + 1 || !window(RecordFormat.PREFIX)) {
            return false;
        }
        int next = (int) (offset - windowAt);
        int found = RecordFormat.length(bytes, next);
        if (found == 0 || found > end - offset - RecordFormat.PREFIX || !window(RecordFormat.PREFIX + found)) {
            return false;
        }
        next = (int) (offset - windowAt);
        if (!RecordFormat.intact(bytes, next, found)) {
            return false;
        }
        at = next;
        length = found;
        offset += RecordFormat.PREFIX + found;
        return true;
    }

    /** The record {@link #advance} moved to. */
    JournalRecord record() {
        return RecordFormat.read(bytes, at, length);
    }

    /** Type byte of the record {@link #advance} moved to. */
    int type() {
        return bytes[at + RecordFormat.PREFIX] & 0xff;
    }

    /** Payload of the record {@link #advance} moved to, for a look at its first fields. */
    ByteSource payload() {
        return new ByteSource(bytes, at + RecordFormat.PREFIX + 1, at + RecordFormat.PREFIX + length);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    /** A whole window only where there is so much to read: a short file, or the live tail, needs little. */
    private int capacity(int n) {
        return (int) Math.max(n, Math.min(WINDOW, Math.max(1 << 14, segment.end - offset)));
    }

    /** Makes {@code n} bytes from {@link #offset} present in memory. @return false when the file does not have them */
    private boolean window(int n) throws IOException {
        if (offset - windowAt + n <= windowLength) {
            return true;
        }
        int keep = (int) Math.max(0, windowAt + windowLength - offset);
        byte[] next = n > bytes.length ? new byte[capacity(n)] : bytes;
        System.arraycopy(bytes, windowLength - keep, next, 0, keep);
        bytes = next;
        windowAt = offset;
        // Never beyond the segment's end: the bytes there may still be changing.
        int wanted = (int) Math.min(bytes.length, segment.end - offset);
        ByteBuffer rest = ByteBuffer.wrap(bytes, keep, Math.max(0, wanted - keep));
        Segments.readFully(file, rest, offset + keep);
        windowLength = rest.position();
        if (windowLength < n) {
            Arrays.fill(bytes, windowLength, Math.min(n, bytes.length), (byte) 0);
        }
        return windowLength >= n;
    }
}
