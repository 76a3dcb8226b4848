package org.penstock.core.telemetry;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Closes every hour of readings with one event, {@link #GRACE_MICROS} after its end. What becomes a chunk later than that is
 * no forgery: it is kept apart until the hour is closed again, at the next full hour, by another event that says how many
 * readings of which streams were late. Whether the rest was still what had been closed is looked at then, and told.
 *
 * <p>Some streams of one hour a transaction ({@link HourGathering}), so that none is long. Projector's thread.
 */
final class HourClosing {
    static final String KIND = "telemetry.closed";
    static final long HOUR_MICROS = 3_600_000_000L;
    /** An hour is closed so long after its end: most of what is late has come by then. */
    static final long GRACE_MICROS = 900_000_000L;
    /** Year 1: before any reading. */
    static final long BEGIN_MICROS = -62_135_596_800_000_000L;
    /** An hour that changes again and again while its leaves are gathered is closed in one transaction at last. */
    private static final int PATIENCE = 3;

    private final ClosingRows rows;
    private final IntFunction<String> keys;
    private final HourReadings readings;
    private final Supplier<Forgotten> forgotten;
    private final IntSupplier streams;
    private @Nullable Long closedUntil;
    private long lateNo;
    private long amendUntil;
    /** Where nothing is closed yet, the question for a first hour is asked once an hour. */
    private long lookedAt = Long.MIN_VALUE;

    private @Nullable HourGathering gathering;
    private int begunAnew;

    /**
     * @param keys key of a stream, by its number
     * @param forgotten what went since it was closed, and is not missed when it is closed again
     * @param streams about the highest number of a stream
     */
    HourClosing(
            UUID site,
            IntFunction<String> keys,
            HourReadings readings,
            Supplier<Forgotten> forgotten,
            IntSupplier streams) {
        this.rows = new ClosingRows(site);
        this.keys = keys;
        this.readings = readings;
        this.forgotten = forgotten;
        this.streams = streams;
    }

    static long hourOf(long micros) {
        return Math.floorDiv(micros, HOUR_MICROS) * HOUR_MICROS;
    }

    /** Reads how far it has come: at the start, and after a transaction that was rolled back. */
    void load(DSLContext sql) {
        closedUntil = rows.closedUntil(sql);
        lateNo = rows.lateNo(sql);
        amendUntil = 0;
        lookedAt = Long.MIN_VALUE;
        gathering = null;
    }

    /** Readings that become part of chunks now: those of closed hours are kept apart. */
    void sealed(DSLContext sql, int stream, ReadingColumns fresh) {
        HourGathering under = gathering;
        if (under != null && fresh.from(under.fromMicros) < fresh.from(under.toMicros)) {
            gathering = null;
            lookedAt = Long.MIN_VALUE;
            begunAnew++;
        }
        Long until = closedUntil;
        if (until == null) {
            return;
        }
        int late = fresh.from(until);
        for (int from = 0; from < late; ) {
            long hour = hourOf(fresh.event(from));
            int to = Math.min(late, fresh.from(hour + HOUR_MICROS));
            // In parts: H2 holds 1 MiB in such a column.
            to = Math.min(to, from + SealedReadings.PART);
            rows.late(sql, ++lateNo, hour, stream, fresh.slice(from, to));
            from = to;
        }
    }

    /**
     * Goes on with the next hour that is due, or with one that was closed and is amended.
     *
     * @param wallMicros wall time of the newest frame
     * @param sealedUntil every reading before it that is not from the future is in a chunk
     */
    void advance(DSLContext sql, long wallMicros, long sealedUntil, List<Projection.Fact> facts) {
        HourGathering under = gathering;
        if (under == null || under.forgotten != forgotten.get()) {
            lookedAt = under == null ? lookedAt : Long.MIN_VALUE;
            under = begin(sql, hourOf(Math.min(wallMicros - GRACE_MICROS, sealedUntil)));
            gathering = under;
        }
        if (under == null) {
            return;
        }
        boolean all = under.some(sql, readings, begunAnew < PATIENCE ? streams.getAsInt() : 0);
        if (!all) {
            return;
        }
        gathering = null;
        begunAnew = 0;
        facts.add(under.close(sql, rows, wallMicros));
        Long until = closedUntil;
        if (until == null || under.toMicros > until) {
            closedUntil = under.toMicros;
            amendUntil = lateNo;
        } else {
            rows.inTime(sql, under.fromMicros);
        }
    }

    /** What is to be closed next; null when nothing is. */
    private @Nullable HourGathering begin(DSLContext sql, long due) {
        Long from = closedUntil;
        if (from == null) {
            if (due == lookedAt) {
                return null;
            }
            lookedAt = due;
            from = readings.next(sql, BEGIN_MICROS);
            if (from == null || from >= due) {
                return null;
            }
        }
        if (from < due) {
            Long next = readings.next(sql, from);
            long to = next == null || next > due ? due : next;
            return gathering(sql, from, to > from ? to : from + HOUR_MICROS, new TreeMap<>());
        }
        Long hour = amendUntil > 0 ? rows.lateHour(sql, amendUntil, due) : null;
        if (hour == null) {
            amendUntil = 0;
            return null;
        }
        return gathering(sql, hour, hour + HOUR_MICROS, rows.latecomers(sql, hour, hour + HOUR_MICROS));
    }

    private HourGathering gathering(DSLContext sql, long from, long to, SortedMap<Integer, ReadingColumns> late) {
        return new HourGathering(from, to, rows.before(sql, from), late, forgotten.get(), keys);
    }
}
