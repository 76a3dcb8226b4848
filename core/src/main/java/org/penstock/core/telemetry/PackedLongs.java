package org.penstock.core.telemetry;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Many whole numbers of about the same size in few bits: each is its distance from a common floor in a common number of
 * bits, and the few that do not fit give their upper bits in a list before them. Reads several hundred million a second.
 */
final class PackedLongs {
    /** Bits of an entry in the list without its number: where it is, and its length. */
    private static final int ENTRY_BITS = 16;

    /** One in so many may lie under the floor. */
    private static final int UNDER = 50;

    /** Bits that are read at once, whatever bit of a byte they begin at. */
    private static final int AT_ONCE = 57;

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private PackedLongs() {}

    /** Writes the first {@code n}. */
    static void write(long[] numbers, int n, ByteSink out) {
        long[] sorted = Arrays.copyOf(numbers, n);
        Arrays.sort(sorted);
        long floor = n == 0 ? 0 : sorted[0];
        long other = n == 0 ? 0 : sorted[n / UNDER];
        long bits = bits(sorted, floor);
        long otherBits = other == floor ? bits : bits(sorted, other);
        if (otherBits >> 8 < bits >> 8) {
            floor = other;
            bits = otherBits;
        }
        int width = (int) (bits & 0xff);
        out.zigzag(floor);
        out.u8(width);
        int larger = 0;
        for (int i = 0; i < n; i++) {
            larger += length(numbers[i] - floor) > width ? 1 : 0;
        }
        out.varint(larger);
        int from = 0;
        for (int i = 0; i < n && larger > 0; i++) {
            if (length(numbers[i] - floor) > width) {
                out.varint(i - from);
                out.varint((numbers[i] - floor) >>> width);
                from = i;
            }
        }
        out.all(packed(numbers, n, floor, width));
    }

    private static byte[] packed(long[] numbers, int n, long floor, int width) {
        byte[] packed = new byte[bytes(n, width)];
        for (int i = 0; i < n; i++) {
            long rest = width == 64 ? numbers[i] - floor : (numbers[i] - floor) & ((1L << width) - 1);
            long at = (long) i * width;
            for (int left = width; left > 0; ) {
                int bit = (int) (at & 7);
                packed[(int) (at >> 3)] |= (byte) (rest << bit);
                int done = Math.min(left, 8 - bit);
                rest >>>= done;
                at += done;
                left -= done;
            }
        }
        return packed;
    }

    /** Reads {@code n}. */
    static long[] read(int n, ByteSource in) {
        long floor = in.zigzag();
        int width = in.u8();
        if (width > 64) {
            throw new ByteSource.Malformed("numbers of " + width + " bits");
        }
        int larger = in.atMost(n);
        int[] where = new int[larger];
        long[] upper = new long[larger];
        int at = 0;
        for (int i = 0; i < larger; i++) {
            at += in.atMost(n - 1 - at);
            where[i] = at;
            upper[i] = in.varint();
        }
        long[] numbers = new long[n];
        if (width > 0) {
            int length = bytes(n, width);
            unpack(in.array(), in.skip(length), length, width, floor, numbers);
        } else {
            Arrays.fill(numbers, floor);
        }
        for (int i = 0; i < larger; i++) {
            numbers[where[i]] += width == 64 ? 0 : upper[i] << width;
        }
        return numbers;
    }

    private static void unpack(byte[] bytes, int start, int length, int width, long floor, long[] to) {
        long mask = width == 64 ? -1 : (1L << width) - 1;
        int n = to.length;
        // The last ones would be read from beyond the end; wide ones lie in nine bytes.
        int fast = width > AT_ONCE ? 0 : (int) Math.min(n, Math.max(0, (length - 8) * 8L / width));
        long at = 0;
        for (int i = 0; i < fast; i++) {
            to[i] = floor + (((long) LONGS.get(bytes, start + (int) (at >>> 3)) >>> (at & 7)) & mask);
            at += width;
        }
        for (int i = fast; i < n; i++) {
            long v = 0;
            for (int got = 0; got < width; ) {
                int bit = (int) (at & 7);
                int some = Math.min(width - got, 8 - bit);
                v |= ((bytes[start + (int) (at >>> 3)] & 0xffL) >>> bit & (1L << some) - 1) << got;
                got += some;
                at += some;
            }
            to[i] = floor + v;
        }
    }

    /** The number of bits that makes all of them shortest in the lowest byte, and above it how many bits that takes. */
    private static long bits(long[] sorted, long floor) {
        int[] of = new int[65];
        for (long v : sorted) {
            of[length(v - floor)]++;
        }
        long best = Long.MAX_VALUE;
        for (int width = 64; width >= 0; width--) {
            long all = (long) width * sorted.length;
            for (int longer = width + 1; longer <= 64; longer++) {
                all += of[longer] * (long) (ENTRY_BITS + (longer - width + 6) / 7 * 8);
            }
            best = Math.min(best, all << 8 | width);
        }
        return best;
    }

    private static int length(long unsigned) {
        return 64 - Long.numberOfLeadingZeros(unsigned);
    }

    private static int bytes(int n, int width) {
        return (int) (((long) n * width + 7) / 8);
    }
}
