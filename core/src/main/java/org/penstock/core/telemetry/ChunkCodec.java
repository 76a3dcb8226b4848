package org.penstock.core.telemetry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a chunk of one stream's readings, without loss to the last bit. Values are tried as decimals of one scale,
 * because that is what sensors send; a few that are none (NaN, a spike of noise) are kept aside whole, and a chunk full of
 * them is written as bits. Quality and flags are runs. A few readings, as of one projection, are written number by number,
 * times as differences of differences; a chunk as {@link PackedChunk}.
 */
final class ChunkCodec {
    /** Few readings: in bytes. */
    private static final int VERSION = 1;
    /** Many: in bits. */
    private static final int PACKED = 2;
    /** Fewer are not shorter when they are packed. */
    private static final int FEW = 12;

    private static final int MANY = 1 << 20;
    private static final int BITS = 7;
    /** One value in so many may be kept aside before the chunk is written as bits. */
    private static final int ASIDE = 8;

    private ChunkCodec() {}

    static byte[] encode(ReadingColumns c) {
        ByteSink out = new ByteSink(16 + c.size() * 4);
        if (c.size() < FEW || c.size() > MANY) {
            write(c, 0, out);
        } else {
            packed(c, out);
        }
        return out.copy();
    }

    static ReadingColumns decode(byte[] bytes) {
        ByteSource in = new ByteSource(bytes, 0, bytes.length);
        ReadingColumns read = read(0, in);
        in.end();
        return read;
    }

    /** Nearly all are good and without flags, which a new array says by itself. */
    private static void fill(byte[] column, int from, int to, int with) {
        if (with != 0) {
            Arrays.fill(column, from, to, (byte) with);
        }
    }

    /** @param base a time near the first one, known to the reader too */
    static void write(ReadingColumns c, long base, ByteSink out) {
        int n = c.size();
        out.u8(VERSION);
        out.varint(n);
        if (n == 0) {
            return;
        }
        long last = base;
        long step = 0;
        for (int i = 0; i < n; i++) {
            long next = c.event(i) - last;
            out.zigzag(next - step);
            step = i == 0 ? 0 : next;
            last = c.event(i);
        }
        int places = places(c);
        out.u8(places);
        if (places == BITS) {
            bits(c, out);
        } else {
            decimals(c, places, out);
        }
        runs(c, out);
    }

    private static void packed(ReadingColumns c, ByteSink out) {
        out.u8(PACKED);
        out.varint(c.size());
        PackedChunk.times(c, out);
        int places = places(c);
        out.u8(places);
        if (places == BITS) {
            PackedChunk.bits(c, out);
        } else {
            PackedChunk.decimals(c, places, aside(c, places, out), out);
        }
        runs(c, out);
    }

    private static void runs(ReadingColumns c, ByteSink out) {
        int n = c.size();
        for (int i = 0; i < n; ) {
            int run = 1;
            while (i + run < n && c.quality(i + run) == c.quality(i) && c.flags(i + run) == c.flags(i)) {
                run++;
            }
            out.varint(run);
            out.u8(c.quality(i));
            out.u8(c.flags(i));
            i += run;
        }
    }

    static ReadingColumns read(long base, ByteSource in) {
        int version = in.u8();
        if (version != VERSION && version != PACKED) {
            throw new ByteSource.Malformed("chunk version " + version + " is unknown");
        }
        boolean packed = version == PACKED;
        int n = packed ? in.atMost(MANY) : in.count(1);
        if (n == 0) {
            return new ReadingColumns(0);
        }
        long[] event = packed ? PackedChunk.times(n, in) : times(n, base, in);
        int places = in.u8();
        double[] value = new double[n];
        if (places == BITS && packed) {
            PackedChunk.bits(value, in);
        } else if (places == BITS) {
            bits(value, in);
        } else if (places > Decimals.MOST) {
            throw new ByteSource.Malformed("value scale " + places);
        } else {
            boolean[] aside = aside(value, in);
            if (packed) {
                PackedChunk.decimals(value, places, aside, in);
            } else {
                decimals(value, places, aside, in);
            }
        }
        byte[] quality = new byte[n];
        byte[] flags = new byte[n];
        for (int i = 0; i < n; ) {
            int run = in.atMost(n - i);
            if (run == 0) {
                throw new ByteSource.Malformed("an empty run");
            }
            fill(quality, i, i + run, in.u8());
            fill(flags, i, i + run, in.u8());
            i += run;
        }
        ReadingColumns read = ReadingColumns.of(event, value, quality, flags);
        if (read.size() != n) {
            throw new ByteSource.Malformed("a time twice");
        }
        return read;
    }

    private static long[] times(int n, long base, ByteSource in) {
        long[] event = new long[n];
        long last = base;
        long step = 0;
        for (int i = 0; i < n; i++) {
            long next = in.zigzag() + step;
            last += next;
            step = i == 0 ? 0 : next;
            event[i] = last;
        }
        return event;
    }

    /** The smallest scale that fits nearly all, or {@link #BITS}. */
    private static int places(ReadingColumns c) {
        int most = 0;
        int none = 0;
        for (int i = 0; i < c.size(); i++) {
            int places = Decimals.places(c.value(i));
            none += places < 0 ? 1 : 0;
            most = Math.max(most, places);
        }
        for (int i = 0; i < c.size() && none * ASIDE <= c.size(); i++) {
            none += Decimals.places(c.value(i)) >= 0 && !Decimals.fits(c.value(i), most) ? 1 : 0;
        }
        return none * ASIDE > c.size() ? BITS : most;
    }

    private static void decimals(ReadingColumns c, int places, ByteSink out) {
        boolean[] aside = aside(c, places, out);
        long last = 0;
        for (int i = 0; i < c.size(); i++) {
            if (!aside[i]) {
                long scaled = Decimals.scaled(c.value(i), places);
                out.zigzag(scaled - last);
                last = scaled;
            }
        }
    }

    private static void decimals(double[] value, int places, boolean @Nullable [] aside, ByteSource in) {
        long last = 0;
        for (int i = 0; i < value.length; i++) {
            if (aside == null || !aside[i]) {
                last += in.zigzag();
                value[i] = Decimals.value(last, places);
            }
        }
    }

    /** Writes the values that are no decimals of that scale. @return which */
    private static boolean[] aside(ReadingColumns c, int places, ByteSink out) {
        boolean[] aside = new boolean[c.size()];
        int n = 0;
        for (int i = 0; i < c.size(); i++) {
            aside[i] = !Decimals.fits(c.value(i), places);
            n += aside[i] ? 1 : 0;
        }
        out.varint(n);
        int from = 0;
        for (int i = 0; i < c.size() && n > 0; i++) {
            if (aside[i]) {
                out.varint(i - from);
                out.raw(c.value(i));
                from = i;
            }
        }
        return aside;
    }

    private static boolean @Nullable [] aside(double[] value, ByteSource in) {
        int n = in.atMost(value.length);
        if (n == 0) {
            return null;
        }
        boolean[] aside = new boolean[value.length];
        int at = 0;
        for (int i = 0; i < n; i++) {
            at += in.atMost(value.length - 1 - at);
            aside[at] = true;
            value[at] = in.raw();
        }
        return aside;
    }

    /** Each value's bits against the one before: how many bytes differ and from where, then these bytes. */
    private static void bits(ReadingColumns c, ByteSink out) {
        long last = 0;
        for (int i = 0; i < c.size(); i++) {
            long bits = Double.doubleToRawLongBits(c.value(i));
            long xor = bits ^ last;
            last = bits;
            int low = xor == 0 ? 0 : Long.numberOfTrailingZeros(xor) / 8;
            int length = xor == 0 ? 0 : 8 - Long.numberOfLeadingZeros(xor) / 8 - low;
            out.u8(low << 4 | length);
            for (int k = 0; k < length; k++) {
                out.u8((int) (xor >>> (8 * (low + k))));
            }
        }
    }

    private static void bits(double[] value, ByteSource in) {
        long last = 0;
        for (int i = 0; i < value.length; i++) {
            int head = in.u8();
            int low = head >> 4;
            int length = head & 15;
            if (low + length > 8) {
                throw new ByteSource.Malformed("a value of more than 8 bytes");
            }
            for (int k = 0; k < length; k++) {
                last ^= (long) in.u8() << (8 * (low + k));
            }
            value[i] = Double.longBitsToDouble(last);
        }
    }
}
