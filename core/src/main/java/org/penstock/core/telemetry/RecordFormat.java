package org.penstock.core.telemetry;

import java.util.zip.CRC32C;

/**
 * How a record lies in a segment: {@code length u32, crc32c u32, type u8, payload}. The length counts type and payload;
 * the checksum covers length, type and payload, so that a damaged length cannot lead anywhere.
 */
final class RecordFormat {
    /** Bytes before the type. */
    static final int PREFIX = 8;
    /** A longer record is never written, and never believed. */
    static final int LONGEST = 64 << 20;

    private RecordFormat() {}

    /** Appends {@code record} to {@code out}. @return bytes appended */
    static int write(JournalRecord record, ByteSink out) {
        int start = out.size();
        out.u32(0);
        out.u32(0);
        out.u8(JournalCodec.type(record));
        JournalCodec.write(record, out);
        int length = out.size() - start - PREFIX;
        out.u32At(start, length);
        out.u32At(start + 4, checksum(out.array(), start, length));
        return out.size() - start;
    }

    /** Length of type and payload at {@code at}, or 0 when no record can begin there. */
    static int length(byte[] bytes, int at) {
        int length = new ByteSource(bytes, at, at + 4).u32();
        return length < 1 || length > LONGEST ? 0 : length;
    }

    /** Whether the record at {@code at}, {@code length} long and wholly in {@code bytes}, is what was written. */
    static boolean intact(byte[] bytes, int at, int length) {
        return new ByteSource(bytes, at + 4, at + 8).u32() == checksum(bytes, at, length);
    }

    /** Decodes the intact record at {@code at}. */
    static JournalRecord read(byte[] bytes, int at, int length) {
        int type = bytes[at + PREFIX] & 0xff;
        return JournalCodec.read(type, new ByteSource(bytes, at + PREFIX + 1, at + PREFIX + length));
    }

    private static int checksum(byte[] bytes, int at, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, at, 4);
        crc.update(bytes, at + PREFIX, length);
        return (int) crc.getValue();
    }
}
