package org.penstock.core.telemetry;

import java.util.Arrays;
import org.penstock.core.quantity.QualityCode;

/**
 * The readings of one frame in columns: what the gate accepted, in order. Columns, because 300,000 readings a second
 * must become durable without an object each. Immutable once built; the arrays never leave this class.
 */
public final class Samples {
    /** The reading is older than its stream's live window: stored and rolled up, never acts, never tells. */
    public static final int LATE = 1;
    /** The device gave no time: event time is the received time. */
    public static final int ASSUMED_TIME = 2;
    /** Same stream and event time as an earlier reading, other value or quality: kept apart, the first stands. */
    public static final int CONFLICT = 4;
    /** A retained value replayed by a broker. */
    public static final int RETAINED = 8;
    /** A person brought it in from a file; always {@link #LATE}. */
    public static final int IMPORTED = 16;
    /** A good reading outside the limits of its stream's alert rules, as they were when it was received. */
    public static final int OUT_OF_LIMIT = 32;

    /** No readings. */
    public static final Samples NONE = new Builder(0).build();

    private final int size;
    private final int[] stream;
    private final double[] value;
    private final long[] eventMicros;
    private final long[] bornMicros;
    private final byte[] quality;
    private final byte[] flags;

    private Samples(Builder b) {
        size = b.size;
        stream = Arrays.copyOf(b.stream, size);
        value = Arrays.copyOf(b.value, size);
        eventMicros = Arrays.copyOf(b.eventMicros, size);
        bornMicros = Arrays.copyOf(b.bornMicros, size);
        quality = Arrays.copyOf(b.quality, size);
        flags = Arrays.copyOf(b.flags, size);
    }

    /** Number of readings. */
    public int size() {
        return size;
    }

    /** Number of the stream of reading {@code i}. */
    public int stream(int i) {
        return stream[i];
    }

    /** Value in the metric's canonical unit; may be NaN when the quality is {@link QualityCode#NOT_A_NUMBER}. */
    public double value(int i) {
        return value[i];
    }

    /** Event time, µs since 1970 UTC. With the stream it is the identity of the reading. */
    public long eventMicros(int i) {
        return eventMicros[i];
    }

    /**
     * The instant of engine time (µs, {@link Frame#monoMicros} scale) at which the value was true: receipt minus
     * (received − event), that difference never below zero. Age at any instant = that instant − this.
     */
    public long bornMicros(int i) {
        return bornMicros[i];
    }

    /** The numeric {@link QualityCode} as the gate judged it. */
    public int qualityCode(int i) {
        return quality[i] & 0xff;
    }

    /** Sum of the flags {@link #LATE} to {@link #OUT_OF_LIMIT}. */
    public int flags(int i) {
        return flags[i];
    }

    /** Whether reading {@code i} carries {@code flag}. */
    public boolean has(int i, int flag) {
        return (flags[i] & flag) != 0;
    }

    /** Collects readings; single-threaded, reusable after {@link #build}. */
    public static final class Builder {
        private int size;
        private int[] stream;
        private double[] value;
        private long[] eventMicros;
        private long[] bornMicros;
        private byte[] quality;
        private byte[] flags;

        public Builder(int capacity) {
            stream = new int[capacity];
            value = new double[capacity];
            eventMicros = new long[capacity];
            bornMicros = new long[capacity];
            quality = new byte[capacity];
            flags = new byte[capacity];
        }

        /** Adds one reading; see the accessors of {@link Samples} for units. */
        public Builder add(int stream, double value, long eventMicros, long bornMicros, int qualityCode, int flags) {
            if (size == this.stream.length) {
                grow();
            }
            this.stream[size] = stream;
            this.value[size] = value;
            this.eventMicros[size] = eventMicros;
            this.bornMicros[size] = bornMicros;
            this.quality[size] = (byte) qualityCode;
            this.flags[size] = (byte) flags;
            size++;
            return this;
        }

        /** Number collected so far. */
        public int size() {
            return size;
        }

        /** The collected readings; the builder is empty afterwards. */
        public Samples build() {
            Samples built = new Samples(this);
            size = 0;
            return built;
        }

        private void grow() {
            int capacity = Math.max(16, size * 2);
            stream = Arrays.copyOf(stream, capacity);
            value = Arrays.copyOf(value, capacity);
            eventMicros = Arrays.copyOf(eventMicros, capacity);
            bornMicros = Arrays.copyOf(bornMicros, capacity);
            quality = Arrays.copyOf(quality, capacity);
            flags = Arrays.copyOf(flags, capacity);
        }
    }
}
