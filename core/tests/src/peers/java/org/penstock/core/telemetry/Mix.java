package org.penstock.core.telemetry;

import java.util.Random;

/** Readings as they come: 2,000 streams a second, every fiftieth second twice; and one stream for a month. */
final class Mix {
    static final int STREAMS = 2_000;
    static final int LONG = 1_999_999;
    static final long SECOND = 1_000_000;

    /** Readings of one second, or of one stream. */
    record Batch(int[] stream, long[] at, double[] value) {
        int size() {
            return stream.length;
        }
    }

    private final Random random = new Random(1);
    private final double[] values = new double[STREAMS];
    private long at;
    private double slow = 20;

    Mix(long beginMicros) {
        at = beginMicros;
    }

    Batch second() {
        at += SECOND;
        Batch b = new Batch(new int[STREAMS], new long[STREAMS], new double[STREAMS]);
        for (int s = 0; s < STREAMS; s++) {
            values[s] = SoakBench.next(values[s], s, random);
            b.stream[s] = s;
            b.at[s] = at - random.nextInt(15_000);
            b.value[s] = values[s];
        }
        return b;
    }

    /** So many seconds of the one stream, ending at {@code endMicros}. */
    Batch month(long endMicros, int seconds) {
        Batch b = new Batch(new int[seconds], new long[seconds], new double[seconds]);
        for (int i = 0; i < seconds; i++) {
            slow = Math.rint(slow * 10 + random.nextInt(3) - 1) / 10;
            b.stream[i] = LONG;
            b.at[i] = endMicros - (seconds - i) * SECOND + random.nextInt(15_000);
            b.value[i] = slow;
        }
        return b;
    }
}
