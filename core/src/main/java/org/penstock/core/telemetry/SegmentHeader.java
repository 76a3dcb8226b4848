package org.penstock.core.telemetry;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a segment file. They are made durable before the first record is written.
 *
 * @param ordinal 1, 2, 3 … without gaps; says when a file is missing
 * @param firstSeq number of the first frame in it
 * @param firstWallMicros wall time of that frame, for keeping
 * @param previousEnd where the records of the segment before end: what lies behind it in that file was never
 *     acknowledged (a torn write, or one whose sync failed and which was written again here) and is never read
 */
record SegmentHeader(long ordinal, long firstSeq, long firstWallMicros, long previousEnd) {
    static final int SIZE = 48;
    private static final long MAGIC = 0x504e_5354_4b4a_524eL; // PNSTKJRN
    private static final int VERSION = 1;

    ByteBuffer bytes() {
        ByteBuffer b = ByteBuffer.allocate(SIZE);
        b.putLong(MAGIC).putInt(VERSION).putLong(ordinal).putLong(firstSeq).putLong(firstWallMicros);
        b.putLong(previousEnd);
        b.putInt(checksum(b.array()));
        return b.flip();
    }

    /** The header in {@code bytes}, or null when it is none. */
    static @Nullable SegmentHeader read(byte[] bytes) {
        ByteBuffer b = ByteBuffer.wrap(bytes);
        if (bytes.length < SIZE || b.getLong() != MAGIC || b.getInt() != VERSION) {
            return null;
        }
        SegmentHeader header = new SegmentHeader(b.getLong(), b.getLong(), b.getLong(), b.getLong());
        return b.getInt() == checksum(bytes) ? header : null;
    }

    String fileName() {
        return "%020d.journal".formatted(firstSeq);
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, SIZE - 4);
        return (int) crc.getValue();
    }
}
