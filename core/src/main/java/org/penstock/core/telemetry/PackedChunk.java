package org.penstock.core.telemetry;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a chunk as {@link PackedLongs}. Times are tried as distances and as deviations from a regular beat, in the
 * largest unit that divides them: a device that is asked once a second wavers by some milliseconds and does not drift.
 * Values are decimals of one scale or bits, as the neighbours' differences or as they are; what is shorter is kept.
 */
final class PackedChunk {
    private static final long[] UNITS = {1_000_000, 1_000};
    private static final int DISTANCES = 0;
    private static final int BEAT = 1;
    private static final int DIFFERENCES = 0;
    private static final int PLAIN = 1;

    private PackedChunk() {}

    /** Times of at least one reading. */
    static void times(ReadingColumns c, ByteSink out) {
        int n = c.size() - 1;
        long[] steps = new long[n];
        long unit = UNITS[0];
        for (int i = 0; i < n; i++) {
            steps[i] = c.event(i + 1) - c.event(i);
            unit = steps[i] % unit == 0 ? unit : steps[i] % UNITS[1] == 0 ? UNITS[1] : 1;
        }
        out.zigzag(c.event(0));
        out.varint(unit);
        for (int i = 0; i < n; i++) {
            steps[i] /= unit;
        }
        ByteSink distances = new ByteSink(n * 2);
        PackedLongs.write(steps, n, distances);
        ByteSink beat = shortest(steps);
        boolean regular = beat.size() < distances.size();
        out.u8(regular ? BEAT : DISTANCES);
        out.all(regular ? beat.copy() : distances.copy());
    }

    /** By the usual distance as people set it, 1 s and not 1.000127, and by what it comes to on the whole. */
    private static ByteSink shortest(long[] steps) {
        if (steps.length == 0) {
            return beat(steps, 1);
        }
        long[] sorted = steps.clone();
        Arrays.sort(sorted);
        long usual = sorted[sorted.length / 2];
        long power = 1;
        while (usual / power >= 100) {
            power *= 10;
        }
        ByteSink set = beat(steps, (usual + power / 2) / power * power);
        long all = 0;
        for (long step : steps) {
            all += step;
        }
        long beats = Math.max(1, Math.floorDiv(all + usual / 2, usual));
        ByteSink whole = beat(steps, Math.max(1, all / beats));
        return set.size() <= whole.size() ? set : whole;
    }

    private static ByteSink beat(long[] steps, long period) {
        int n = steps.length;
        ByteSink out = new ByteSink(n * 2);
        long[] beats = new long[n];
        long[] off = new long[n];
        long at = 0;
        long beat = 0;
        for (int i = 0; i < n; i++) {
            at += steps[i];
            long now = Math.floorDiv(at + period / 2, period);
            beats[i] = now - beat;
            off[i] = at - now * period;
            beat = now;
        }
        out.varint(period);
        PackedLongs.write(beats, n, out);
        PackedLongs.write(off, n, out);
        return out;
    }

    static long[] times(int n, ByteSource in) {
        long[] event = new long[n];
        event[0] = in.zigzag();
        long unit = in.varint();
        int how = in.u8();
        if (how == BEAT) {
            long period = in.varint() * unit;
            long[] beats = PackedLongs.read(n - 1, in);
            long[] off = PackedLongs.read(n - 1, in);
            long at = event[0];
            for (int i = 1; i < n; i++) {
                at += beats[i - 1] * period;
                event[i] = at + off[i - 1] * unit;
            }
        } else if (how == DISTANCES) {
            long[] steps = PackedLongs.read(n - 1, in);
            for (int i = 1; i < n; i++) {
                event[i] = event[i - 1] + steps[i - 1] * unit;
            }
        } else {
            throw new ByteSource.Malformed("times of kind " + how);
        }
        return event;
    }

    /** Values as decimals; at the places in {@code aside} the number is whatever is shortest. */
    static void decimals(ReadingColumns c, int places, boolean[] aside, ByteSink out) {
        long[] scaled = new long[c.size()];
        long last = 0;
        for (int i = scaled.length - 1; i >= 0; i--) {
            if (!aside[i]) {
                last = Decimals.scaled(c.value(i), places);
            }
            scaled[i] = last;
        }
        shorter(scaled, out);
    }

    /** @param aside places whose values are there already; null when there are none */
    static void decimals(double[] value, int places, boolean @Nullable [] aside, ByteSource in) {
        long[] scaled = numbers(value.length, in);
        double power = Decimals.power(places);
        if (aside == null) {
            for (int i = 0; i < scaled.length; i++) {
                value[i] = scaled[i] / power;
            }
            return;
        }
        for (int i = 0; i < scaled.length; i++) {
            if (!aside[i]) {
                value[i] = scaled[i] / power;
            }
        }
    }

    /** Values bit for bit, without the low bits that all of them have not: a float as a double has 29 of them. */
    static void bits(ReadingColumns c, ByteSink out) {
        long[] bits = new long[c.size()];
        long any = 1L << 63;
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Double.doubleToRawLongBits(c.value(i));
            any |= bits[i];
        }
        int none = Long.numberOfTrailingZeros(any);
        out.u8(none);
        for (int i = 0; i < bits.length; i++) {
            bits[i] >>>= none;
        }
        shorter(bits, out);
    }

    static void bits(double[] value, ByteSource in) {
        int none = in.u8();
        long[] bits = numbers(value.length, in);
        for (int i = 0; i < bits.length; i++) {
            value[i] = Double.longBitsToDouble(bits[i] << none);
        }
    }

    private static void shorter(long[] numbers, ByteSink out) {
        int n = numbers.length;
        ByteSink plain = new ByteSink(n);
        PackedLongs.write(numbers, n, plain);
        long[] steps = new long[n];
        for (int i = 1; i < n; i++) {
            steps[i] = numbers[i] - numbers[i - 1];
        }
        steps[0] = n > 1 ? steps[1] : 0;
        ByteSink differences = new ByteSink(n);
        differences.zigzag(numbers[0] - steps[0]);
        PackedLongs.write(steps, n, differences);
        boolean steady = differences.size() < plain.size();
        out.u8(steady ? DIFFERENCES : PLAIN);
        out.all(steady ? differences.copy() : plain.copy());
    }

    private static long[] numbers(int n, ByteSource in) {
        int how = in.u8();
        if (how == PLAIN) {
            return PackedLongs.read(n, in);
        }
        if (how != DIFFERENCES) {
            throw new ByteSource.Malformed("values of kind " + how);
        }
        long last = in.zigzag();
        long[] numbers = PackedLongs.read(n, in);
        for (int i = 0; i < n; i++) {
            last += numbers[i];
            numbers[i] = last;
        }
        return numbers;
    }
}
