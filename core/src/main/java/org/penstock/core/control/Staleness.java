package org.penstock.core.control;

import java.util.Arrays;

/**
 * The instants at which watched streams become too old. A reading costs nothing here: a watch keeps the instant it was
 * set for, and only when that comes near is it moved to where the newest reading puts it.
 */
final class Staleness {
    private final int[] idle;
    private int[] stream = new int[16];
    private long[] maxAge = new long[16];
    private int[] nextOfStream = new int[16];
    private final int[] firstOfStream;
    private int count;
    private DueHeap due = new DueHeap(16);

    Staleness(int streams) {
        idle = new int[streams];
        firstOfStream = new int[streams];
        Arrays.fill(firstOfStream, -1);
    }

    /** Whether a watch of {@code s} waits for a reading. */
    boolean idle(int s) {
        return idle[s] > 0;
    }

    void watch(int s, long maxAgeMicros, long now, ProcessImage image) {
        for (int w = firstOfStream[s]; w >= 0; w = nextOfStream[w]) {
            if (maxAge[w] == maxAgeMicros) {
                return;
            }
        }
        if (count == stream.length) {
            grow();
        }
        int w = count++;
        stream[w] = s;
        maxAge[w] = maxAgeMicros;
        nextOfStream[w] = firstOfStream[s];
        firstOfStream[s] = w;
        arm(w, now, image);
    }

    private void grow() {
        int size = stream.length * 2;
        stream = Arrays.copyOf(stream, size);
        maxAge = Arrays.copyOf(maxAge, size);
        nextOfStream = Arrays.copyOf(nextOfStream, size);
        DueHeap larger = new DueHeap(size);
        while (due.earliest() != Long.MAX_VALUE) {
            int w = due.first();
            larger.set(w, due.earliest());
            due.remove(w);
        }
        due = larger;
    }

    private void arm(int w, long now, ProcessImage image) {
        long at = truly(w, image);
        if (at > now) {
            due.set(w, at);
        } else {
            idle[stream[w]]++;
        }
    }

    private long truly(int w, ProcessImage image) {
        long from = image.silentSince(stream[w]);
        long at = from + maxAge[w];
        return at < from ? Long.MAX_VALUE : at;
    }

    /** Sets every watch anew. */
    void armAll(long now, ProcessImage image) {
        for (int s = 0; s < idle.length; s++) {
            rearm(s, now, image);
        }
    }

    /** Sets the watches of {@code s} again: one of them waited for a reading, or the newest reading is the older one by age. */
    void rearm(int s, long now, ProcessImage image) {
        idle[s] = 0;
        for (int w = firstOfStream[s]; w >= 0; w = nextOfStream[w]) {
            due.remove(w);
            arm(w, now, image);
        }
    }

    /** Tells the image every stream that is too old by now. */
    void expire(long now, ProcessImage image) {
        while (due.earliest() <= now) {
            int w = due.first();
            long at = truly(w, image);
            if (at > now) {
                due.set(w, at);
            } else {
                due.remove(w);
                idle[stream[w]]++;
                image.becameStale(stream[w]);
            }
        }
    }

    /** The next instant; true when it is not after {@code horizon}, else it may be too early, never too late. */
    long next(long horizon, ProcessImage image) {
        while (due.earliest() != Long.MAX_VALUE && due.earliest() <= horizon) {
            int w = due.first();
            long at = truly(w, image);
            if (at == due.earliest()) {
                return at;
            }
            due.set(w, at);
        }
        return due.earliest();
    }
}
