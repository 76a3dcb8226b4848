package org.penstock.core.telemetry;

import java.nio.charset.StandardCharsets;

/**
 * Reads what {@link ByteSink} wrote. Every method throws {@link Malformed} instead of reading outside its bytes or
 * believing a length that cannot be.
 */
final class ByteSource {
    private final byte[] bytes;
    private final int end;
    private int at;

    /** The bytes are not what they should be. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Malformed(String message) {
            super(message);
        }
    }

    ByteSource(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int remaining() {
        return end - at;
    }

    /** The inner array, for {@link #skip}. */
    byte[] array() {
        return bytes;
    }

    /** Passes over so many bytes. @return where they begin in {@link #array} */
    int skip(int n) {
        need(n);
        int from = at;
        at += n;
        return from;
    }

    int u8() {
        need(1);
        return bytes[at++] & 0xff;
    }

    int u32() {
        need(4);
        int v = (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | (bytes[at + 3] & 0xff);
        at += 4;
        return v;
    }

    long u64() {
        return ((long) u32() << 32) | (u32() & 0xffff_ffffL);
    }

    double raw() {
        return Double.longBitsToDouble(u64());
    }

    long varint() {
        long v = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int b = u8();
            v |= (long) (b & 0x7f) << shift;
            if (b < 0x80) {
                return v;
            }
        }
        throw new Malformed("a number of more than 64 bits");
    }

    long zigzag() {
        long v = varint();
        return (v >>> 1) ^ -(v & 1);
    }

    /** A number of things of at least {@code bytesEach} bytes: never more than the remaining bytes can hold. */
    int count(int bytesEach) {
        long n = varint();
        if (n < 0 || n > remaining() / bytesEach) {
            throw new Malformed("a count of " + n + " with " + remaining() + " bytes left");
        }
        return (int) n;
    }

    /** A number between 0 and {@code most}, for run-length coded columns. */
    int atMost(int most) {
        long n = varint();
        if (n < 0 || n > most) {
            throw new Malformed("a count of " + n + " where " + most + " is the most");
        }
        return (int) n;
    }

    String text() {
        int n = count(1);
        String s = new String(bytes, at, n, StandardCharsets.UTF_8);
        at += n;
        return s;
    }

    double decimal() {
        long head = varint();
        int places = (int) (head & 7);
        if (places == Decimals.RAW) {
            return raw();
        }
        long zigzag = head >>> 3;
        return Decimals.value((zigzag >>> 1) ^ -(zigzag & 1), places);
    }

    void end() {
        if (at != end) {
            throw new Malformed(remaining() + " bytes too many");
        }
    }

    private void need(int n) {
        if (end - at < n) {
            throw new Malformed("ends " + (n - (end - at)) + " bytes early");
        }
    }
}
