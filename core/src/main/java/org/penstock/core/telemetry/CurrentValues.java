package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.CurrentValues.CURRENT_VALUES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.QualityCode;

/**
 * The newest reading of every stream, in memory, and now and then as rows. An older reading never replaces a newer one. A
 * reading from the future is only shown until there is any other, so that a device whose clock is in the year 2106 for a
 * moment cannot occupy the place. Projector's thread, except {@link #of}.
 */
final class CurrentValues {
    /** Written at once. */
    private static final int ROWS = 100;

    private final UUID site;
    private final Map<Integer, Current> values = new HashMap<>();
    /** Not written since they changed, those that wait longest first. */
    private final Set<Integer> changed = new LinkedHashSet<>();
    /** Heard since the devices were written. */
    private final Set<Integer> heard = new HashSet<>();

    private int highest;

    /** Streams with a row. */
    private final Set<Integer> rows = new HashSet<>();
    /** Written by the transaction that is not committed yet. */
    private final Set<Integer> writing = new LinkedHashSet<>();

    /**
     * @param orderMicros what is newer is decided by it: event time, 0 for a reading from the future, and no later than the
     *     wall time when that was set back
     * @param sealedMicros event time of the newest reading in any chunk
     */
    record Current(long eventMicros, long orderMicros, double value, int quality, int flags, long sealedMicros) {}

    CurrentValues(UUID site) {
        this.site = site;
    }

    synchronized void load(DSLContext sql) {
        highest = 0;
        values.clear();
        changed.clear();
        heard.clear();
        rows.clear();
        writing.clear();
        sql.selectFrom(CURRENT_VALUES).where(CURRENT_VALUES.SITE_ID.eq(site)).forEach(r -> {
            Instant sealed = r.getSealedAt();
            rows.add(r.getStreamNo());
            highest = Math.max(highest, r.getStreamNo());
            values.put(
                    r.getStreamNo(),
                    new Current(
                            EngineClock.micros(r.getEventAt()),
                            EngineClock.micros(r.getOrderAt()),
                            r.getReadingValue(),
                            r.getQuality(),
                            r.getFlags(),
                            sealed == null ? Long.MIN_VALUE : EngineClock.micros(sealed)));
        });
    }

    /** Takes a stored reading in. */
    synchronized void take(int stream, long event, double value, int quality, int flags) {
        long order = quality == QualityCode.FUTURE.code() ? 0 : event;
        Current before = values.get(stream);
        highest = Math.max(highest, stream);
        if (before == null || order >= before.orderMicros) {
            values.put(stream, new Current(event, order, value, quality, flags, sealed(before)));
            changed.add(stream);
            heard.add(stream);
        }
    }

    /** The wall clock was set back: what was received before must not stand in the way of what is received now. */
    synchronized void noLaterThan(long wallMicros) {
        values.replaceAll((stream, c) -> {
            if (c.orderMicros <= wallMicros) {
                return c;
            }
            changed.add(stream);
            return new Current(c.eventMicros, wallMicros, c.value, c.quality, c.flags, c.sealedMicros);
        });
    }

    /** Event time of the newest reading of the stream in any chunk, {@link Long#MIN_VALUE} when there is none. */
    synchronized long sealed(int stream) {
        return sealed(values.get(stream));
    }

    /** Notes the newest reading that went into a chunk. */
    synchronized void seal(int stream, long event) {
        Current c = values.get(stream);
        if (c != null && event > c.sealedMicros) {
            values.put(stream, new Current(c.eventMicros, c.orderMicros, c.value, c.quality, c.flags, event));
            changed.add(stream);
        }
    }

    /** The newest reading of a stream, or null. Any thread. */
    synchronized @Nullable StoredReading of(int stream) {
        Current c = values.get(stream);
        return c == null ? null : new StoredReading(c.eventMicros, c.value, QualityCode.of(c.quality), c.flags);
    }

    /** The highest number of a stream that was ever heard; 0 when none was. */
    synchronized int highest() {
        return highest;
    }

    /** How many changed since they were written last. */
    synchronized int waiting() {
        return changed.size();
    }

    /**
     * Writes rows that changed since they were written last, those first that wait longest. {@link #written} must follow the
     * commit.
     *
     * @param most so many
     * @param between called between small pieces of work, without the lock; may wait a little
     */
    void write(DSLContext sql, int most, Runnable between) {
        List<Integer> streams;
        synchronized (this) {
            streams = changed.stream()
                    .filter(stream -> !writing.contains(stream))
                    .limit(most)
                    .toList();
            writing.addAll(streams);
        }
        write(sql, streams, between);
    }

    /** As {@link #write(DSLContext, int, Runnable)}, those of some streams that changed. */
    void write(DSLContext sql, Collection<Integer> of, Runnable between) {
        List<Integer> streams;
        synchronized (this) {
            streams = of.stream().filter(changed::contains).sorted().toList();
            writing.addAll(streams);
        }
        write(sql, streams, between);
    }

    private void write(DSLContext sql, List<Integer> streams, Runnable between) {
        for (int from = 0; from < streams.size(); from += ROWS) {
            write(sql, streams.subList(from, Math.min(streams.size(), from + ROWS)));
            between.run();
        }
    }

    private synchronized void write(DSLContext sql, List<Integer> streams) {
        List<Integer> missing = new ArrayList<>();
        List<Integer> known = new ArrayList<>();
        streams.forEach(stream -> (rows.contains(stream) ? known : missing).add(stream));
        if (!known.isEmpty()) {
            // Updated and not merged: one plan for both databases, and several times as fast as what jOOQ would write.
            int[] found = sql.batch(sql.update(CURRENT_VALUES)
                            .set(CURRENT_VALUES.EVENT_AT, (Instant) null)
                            .set(CURRENT_VALUES.ORDER_AT, (Instant) null)
                            .set(CURRENT_VALUES.READING_VALUE, (Double) null)
                            .set(CURRENT_VALUES.QUALITY, (Integer) null)
                            .set(CURRENT_VALUES.FLAGS, (Integer) null)
                            .set(CURRENT_VALUES.SEALED_AT, (Instant) null)
                            .where(CURRENT_VALUES.SITE_ID.eq((UUID) null))
                            .and(CURRENT_VALUES.STREAM_NO.eq((Integer) null)))
                    .bind(known.stream().map(this::row).toArray(Object[][]::new))
                    .execute();
            for (int i = 0; i < found.length; i++) {
                if (found[i] == 0) {
                    missing.add(known.get(i));
                }
            }
        }
        if (!missing.isEmpty()) {
            sql.batch(sql.insertInto(
                                    CURRENT_VALUES,
                                    CURRENT_VALUES.EVENT_AT,
                                    CURRENT_VALUES.ORDER_AT,
                                    CURRENT_VALUES.READING_VALUE,
                                    CURRENT_VALUES.QUALITY,
                                    CURRENT_VALUES.FLAGS,
                                    CURRENT_VALUES.SEALED_AT,
                                    CURRENT_VALUES.SITE_ID,
                                    CURRENT_VALUES.STREAM_NO)
                            .values(
                                    (Instant) null,
                                    (Instant) null,
                                    (Double) null,
                                    (Integer) null,
                                    (Integer) null,
                                    (Instant) null,
                                    (UUID) null,
                                    (Integer) null))
                    .bind(missing.stream().map(this::row).toArray(Object[][]::new))
                    .execute();
        }
    }

    private Object[] row(int stream) {
        Current c = values.get(stream);
        if (c == null) {
            throw new IllegalStateException("stream " + stream + " changed and is not there");
        }
        return new Object[] {
            EngineClock.instant(c.eventMicros),
            EngineClock.instant(c.orderMicros),
            c.value,
            c.quality,
            c.flags,
            c.sealedMicros == Long.MIN_VALUE ? null : EngineClock.instant(c.sealedMicros),
            site,
            stream
        };
    }

    /** The newest reading of every stream. Any thread. */
    synchronized Map<Integer, StoredReading> readings() {
        Map<Integer, StoredReading> all = HashMap.newHashMap(values.size());
        values.forEach((stream, c) ->
                all.put(stream, new StoredReading(c.eventMicros, c.value, QualityCode.of(c.quality), c.flags)));
        return all;
    }

    /** The newest reading of every stream. */
    synchronized Map<Integer, Current> all() {
        return new HashMap<>(values);
    }

    /** The streams of which something was heard since this was asked last. */
    synchronized Set<Integer> heard() {
        Set<Integer> since = new HashSet<>(heard);
        heard.clear();
        return since;
    }

    /** The transaction of {@link #write} is committed. */
    synchronized void written() {
        changed.removeAll(writing);
        rows.addAll(writing);
        writing.clear();
    }

    private static long sealed(@Nullable Current c) {
        return c == null ? Long.MIN_VALUE : c.sealedMicros;
    }
}
