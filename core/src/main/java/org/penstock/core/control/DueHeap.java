package org.penstock.core.control;

import java.util.Arrays;

/**
 * Earliest-first queue of instants, one for each small number. Setting a number again moves it. Equal instants come in
 * order of number, so that the order never depends on history.
 */
final class DueHeap {
    private static final int ABSENT = -1;

    private final long[] due;
    private final int[] place;
    private final int[] heap;
    private int size;

    /** For numbers 0 to {@code count} − 1. */
    DueHeap(int count) {
        due = new long[count];
        place = new int[count];
        heap = new int[count];
        Arrays.fill(place, ABSENT);
    }

    /** The earliest instant, {@link Long#MAX_VALUE} when empty. */
    long earliest() {
        return size == 0 ? Long.MAX_VALUE : due[heap[0]];
    }

    /** The number with the earliest instant; only when not empty. */
    int first() {
        return heap[0];
    }

    boolean has(int id) {
        return place[id] != ABSENT;
    }

    void set(int id, long at) {
        due[id] = at;
        int p = place[id];
        if (p == ABSENT) {
            p = size++;
            heap[p] = id;
            place[id] = p;
        }
        up(p);
        down(place[id]);
    }

    void remove(int id) {
        int p = place[id];
        if (p == ABSENT) {
            return;
        }
        place[id] = ABSENT;
        int last = heap[--size];
        if (last != id) {
            heap[p] = last;
            place[last] = p;
            up(p);
            down(place[last]);
        }
    }

    private boolean before(int a, int b) {
        return due[a] < due[b] || (due[a] == due[b] && a < b);
    }

    private void up(int from) {
        int p = from;
        int id = heap[p];
        while (p > 0) {
            int parent = (p - 1) >>> 1;
            if (!before(id, heap[parent])) {
                break;
            }
            heap[p] = heap[parent];
            place[heap[p]] = p;
            p = parent;
        }
        heap[p] = id;
        place[id] = p;
    }

    private void down(int from) {
        int p = from;
        int id = heap[p];
        while (2 * p + 1 < size) {
            int child = 2 * p + 1;
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], id)) {
                break;
            }
            heap[p] = heap[child];
            place[heap[p]] = p;
            p = child;
        }
        heap[p] = id;
        place[id] = p;
    }
}
