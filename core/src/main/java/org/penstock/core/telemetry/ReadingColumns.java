package org.penstock.core.telemetry;

import java.util.Arrays;
import java.util.List;
import org.penstock.core.quantity.QualityCode;

/** Readings of one stream in columns, in order of event time, each time once. Grows; one thread. */
final class ReadingColumns {
    private long[] event;
    private double[] value;
    private byte[] quality;
    private byte[] flags;
    private int size;

    ReadingColumns(int capacity) {
        event = new long[capacity];
        value = new double[capacity];
        quality = new byte[capacity];
        flags = new byte[capacity];
    }

    /** Readings in these columns, which are not copied; of a time that comes twice the first stands. */
    static ReadingColumns of(long[] event, double[] value, byte[] quality, byte[] flags) {
        for (int i = 1; i < event.length; i++) {
            if (event[i] <= event[i - 1]) {
                ReadingColumns sorted = new ReadingColumns(event.length);
                for (int k = 0; k < event.length; k++) {
                    sorted.add(event[k], value[k], quality[k] & 0xff, flags[k]);
                }
                return sorted;
            }
        }
        ReadingColumns columns = new ReadingColumns(0);
        columns.event = event;
        columns.value = value;
        columns.quality = quality;
        columns.flags = flags;
        columns.size = event.length;
        return columns;
    }

    /** All of them in one; of a time that comes twice the first stands. Usually one follows the other, and each is copied once. */
    static ReadingColumns joined(List<ReadingColumns> parts) {
        ReadingColumns all =
                new ReadingColumns(parts.stream().mapToInt(ReadingColumns::size).sum());
        parts.forEach(all::addAll);
        return all;
    }

    int size() {
        return size;
    }

    long event(int i) {
        return event[i];
    }

    double value(int i) {
        return value[i];
    }

    int quality(int i) {
        return quality[i] & 0xff;
    }

    int flags(int i) {
        return flags[i];
    }

    StoredReading reading(int i) {
        return new StoredReading(event[i], value[i], QualityCode.of(quality(i)), flags[i]);
    }

    /** Whether reading {@code i} may enter a mean. */
    boolean good(int i) {
        return quality[i] == 0;
    }

    /** Whether reading {@code i} says the same as this; every NaN is the same. */
    boolean same(int i, double otherValue, int otherQuality) {
        return RecentReadings.sameQuality(quality(i), otherQuality)
                && Double.doubleToLongBits(value[i]) == Double.doubleToLongBits(otherValue);
    }

    /** What the readings {@code from} (inclusive) to {@code to} (exclusive) come to. */
    Statistics statistics(int from, int to) {
        if (from < to && allGood(from, to)) {
            return ofGood(from, to);
        }
        int n = 0;
        int out = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        double last = 0;
        for (int i = from; i < to; i++) {
            if (good(i)) {
                n++;
                out += (flags[i] & Samples.OUT_OF_LIMIT) != 0 ? 1 : 0;
                last = value[i];
                min = Math.min(min, last);
                max = Math.max(max, last);
                sum += last;
            }
        }
        int bad = to - from - n;
        return n == 0
                ? new Statistics(0, bad, 0, null, null, null, null)
                : new Statistics(n, bad, out, min, max, sum, last);
    }

    private boolean allGood(int from, int to) {
        byte[] q = quality;
        int any = 0;
        for (int i = from; i < to; i++) {
            any |= q[i];
        }
        return any == 0;
    }

    /** The same without asking each of them: a month at once is two and a half million. */
    private Statistics ofGood(int from, int to) {
        byte[] f = flags;
        double[] v = value;
        int out = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int i = from; i < to; i++) {
            out += f[i] & Samples.OUT_OF_LIMIT;
            sum += v[i];
        }
        for (int i = from; i < to; i++) {
            min = Math.min(min, v[i]);
        }
        for (int i = from; i < to; i++) {
            max = Math.max(max, v[i]);
        }
        return new Statistics(to - from, 0, out / Samples.OUT_OF_LIMIT, min, max, sum, v[to - 1]);
    }

    /** Where the reading of that time is, or {@code −(where it belongs) − 1}. */
    int find(long at) {
        if (size == 0 || at > event[size - 1]) {
            return -size - 1;
        }
        return Arrays.binarySearch(event, 0, size, at);
    }

    /** Index of the first reading at or after {@code at}. */
    int from(long at) {
        int found = find(at);
        return found >= 0 ? found : -found - 1;
    }

    /** Adds a reading in its place; nothing happens when its time is taken: the first stands. */
    void add(long at, double v, int q, int f) {
        int found = find(at);
        if (found >= 0) {
            return;
        }
        int i = -found - 1;
        if (size == event.length) {
            int capacity = Math.max(8, size + (size >> 1));
            event = Arrays.copyOf(event, capacity);
            value = Arrays.copyOf(value, capacity);
            quality = Arrays.copyOf(quality, capacity);
            flags = Arrays.copyOf(flags, capacity);
        }
        if (i < size) {
            System.arraycopy(event, i, event, i + 1, size - i);
            System.arraycopy(value, i, value, i + 1, size - i);
            System.arraycopy(quality, i, quality, i + 1, size - i);
            System.arraycopy(flags, i, flags, i + 1, size - i);
        }
        event[i] = at;
        value[i] = v;
        quality[i] = (byte) q;
        flags[i] = (byte) f;
        size++;
    }

    /** All at once where they lie behind those that are here. */
    private boolean append(ReadingColumns other) {
        if (other.size == 0 || size > 0 && other.event[0] <= event[size - 1]) {
            return other.size == 0;
        }
        if (size + other.size > event.length) {
            int capacity = Math.max(size + other.size, size + (size >> 1));
            event = Arrays.copyOf(event, capacity);
            value = Arrays.copyOf(value, capacity);
            quality = Arrays.copyOf(quality, capacity);
            flags = Arrays.copyOf(flags, capacity);
        }
        System.arraycopy(other.event, 0, event, size, other.size);
        System.arraycopy(other.value, 0, value, size, other.size);
        System.arraycopy(other.quality, 0, quality, size, other.size);
        System.arraycopy(other.flags, 0, flags, size, other.size);
        size += other.size;
        return true;
    }

    /** Adds all readings of {@code other} whose time is free. */
    void addAll(ReadingColumns other) {
        if (append(other)) {
            return;
        }
        for (int i = 0; i < other.size; i++) {
            add(other.event[i], other.value[i], other.quality(i), other.flags[i]);
        }
    }

    /** Those that are not in {@code other} bit for bit, copied. */
    ReadingColumns without(ReadingColumns other) {
        ReadingColumns rest = new ReadingColumns(size);
        for (int i = 0; i < size; i++) {
            int at = other.find(event[i]);
            boolean there = at >= 0
                    && Double.doubleToRawLongBits(other.value[at]) == Double.doubleToRawLongBits(value[i])
                    && other.quality[at] == quality[i]
                    && other.flags[at] == flags[i];
            if (!there) {
                rest.add(event[i], value[i], quality(i), flags[i]);
            }
        }
        return rest;
    }

    /** The readings {@code from} (inclusive) to {@code to} (exclusive), copied. */
    ReadingColumns slice(int from, int to) {
        ReadingColumns part = new ReadingColumns(to - from);
        System.arraycopy(event, from, part.event, 0, to - from);
        System.arraycopy(value, from, part.value, 0, to - from);
        System.arraycopy(quality, from, part.quality, 0, to - from);
        System.arraycopy(flags, from, part.flags, 0, to - from);
        part.size = to - from;
        return part;
    }
}
