package org.penstock.core.telemetry;

import java.util.Arrays;
import org.penstock.core.quantity.QualityCode;

/**
 * The last {@link #MOST} identities of one stream, with their value and quality, to recognise what is delivered again.
 * Only a first look: what is older than this memory is settled by the store, exactly.
 */
final class RecentReadings {
    /** How many identities are remembered. */
    static final int MOST = 256;

    private long[] events = new long[8];
    private long[] values = new long[8];
    private byte[] qualities = new byte[8];
    private int size;
    private int next;
    private long newest = Long.MIN_VALUE;
    private long forgotten = Long.MIN_VALUE;

    /** What is known about a reading. */
    enum Verdict {
        /** Its identity was not seen. */
        NEW,
        /** Same identity, value and quality. */
        DUPLICATE,
        /** Same identity, other value or quality. */
        CONFLICT,
        /** Not remembered, and older than what is: may or may not have been seen. */
        UNKNOWN
    }

    /**
     * Looks a reading up.
     *
     * @param believable false for a time in the future: it may be remembered although it is not among the newest
     */
    Verdict look(long event, double value, int quality, boolean believable) {
        if (believable && event > newest) {
            return Verdict.NEW;
        }
        for (int i = 0; i < size; i++) {
            if (events[i] == event) {
                return values[i] == Double.doubleToLongBits(value) && sameQuality(qualities[i] & 0xff, quality)
                        ? Verdict.DUPLICATE
                        : Verdict.CONFLICT;
            }
        }
        return event <= forgotten ? Verdict.UNKNOWN : Verdict.NEW;
    }

    /**
     * Whether two qualities of one reading contradict each other. That its device was in maintenance when it was received
     * says nothing about the reading: delivered again, it is the same one.
     */
    static boolean sameQuality(int one, int other) {
        int maintenance = QualityCode.CALIBRATION.code();
        return one == other || one == maintenance || other == maintenance;
    }

    /**
     * Remembers a reading.
     *
     * @param believable false for a time in the future: a device that was in the year 2106 for a moment must not make
     *     everything after it look old
     */
    void remember(long event, double value, int quality, boolean believable) {
        if (size < MOST) {
            if (size == events.length) {
                grow();
            }
            next = size++;
        } else {
            next = (next + 1) % MOST;
            if (events[next] <= newest) {
                forgotten = Math.max(forgotten, events[next]);
            }
        }
        events[next] = event;
        values[next] = Double.doubleToLongBits(value);
        qualities[next] = (byte) quality;
        if (believable && event > newest) {
            newest = event;
        }
    }

    /** Forgets everything: after readings that could not be recorded. The store settles what comes again. */
    void clear() {
        size = 0;
        next = 0;
        newest = Long.MIN_VALUE;
        forgotten = Long.MIN_VALUE;
    }

    private void grow() {
        int capacity = Math.min(MOST, size * 2);
        events = Arrays.copyOf(events, capacity);
        values = Arrays.copyOf(values, capacity);
        qualities = Arrays.copyOf(qualities, capacity);
    }
}
