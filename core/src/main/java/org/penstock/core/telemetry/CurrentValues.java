package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.CurrentValues.CURRENT_VALUES;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
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
    private final Set<Integer> changed = new HashSet<>();

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
        values.clear();
        changed.clear();
        sql.selectFrom(CURRENT_VALUES).where(CURRENT_VALUES.SITE_ID.eq(site)).forEach(r -> {
            Instant sealed = r.getSealedAt();
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
        if (before == null || order >= before.orderMicros) {
            values.put(stream, new Current(event, order, value, quality, flags, sealed(before)));
            changed.add(stream);
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

    /**
     * Writes the rows that changed since they were written last. {@link #written} must follow the commit.
     *
     * @param between called between small pieces of work, without the lock; may wait a little
     */
    void write(DSLContext sql, Runnable between) {
        List<Integer> streams;
        synchronized (this) {
            streams = List.copyOf(changed);
        }
        for (int from = 0; from < streams.size(); from += ROWS) {
            write(sql, streams.subList(from, Math.min(streams.size(), from + ROWS)));
            between.run();
        }
    }

    private synchronized void write(DSLContext sql, List<Integer> streams) {
        Object[][] rows = new Object[streams.size()][];
        Object[][] keys = new Object[streams.size()][];
        int i = 0;
        for (int stream : streams) {
            Current c = values.get(stream);
            if (c == null) {
                throw new IllegalStateException("stream " + stream + " changed and is not there");
            }
            keys[i] = new Object[] {site, stream};
            rows[i++] = new Object[] {
                site,
                stream,
                EngineClock.instant(c.eventMicros),
                EngineClock.instant(c.orderMicros),
                c.value,
                c.quality,
                c.flags,
                c.sealedMicros == Long.MIN_VALUE ? null : EngineClock.instant(c.sealedMicros)
            };
        }
        // Deleted and inserted: one plan for both databases, and three times as fast as the merge jOOQ would write.
        sql.batch(
                        sql.deleteFrom(CURRENT_VALUES)
                                .where(CURRENT_VALUES.SITE_ID.eq((UUID) null))
                                .and(CURRENT_VALUES.STREAM_NO.eq((Integer) null)),
                        keys)
                .execute();
        sql.batch(
                        sql.insertInto(
                                        CURRENT_VALUES,
                                        CURRENT_VALUES.SITE_ID,
                                        CURRENT_VALUES.STREAM_NO,
                                        CURRENT_VALUES.EVENT_AT,
                                        CURRENT_VALUES.ORDER_AT,
                                        CURRENT_VALUES.READING_VALUE,
                                        CURRENT_VALUES.QUALITY,
                                        CURRENT_VALUES.FLAGS,
                                        CURRENT_VALUES.SEALED_AT)
                                .values(
                                        (UUID) null,
                                        (Integer) null,
                                        (Instant) null,
                                        (Instant) null,
                                        (Double) null,
                                        (Integer) null,
                                        (Integer) null,
                                        (Instant) null),
                        rows)
                .execute();
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

    /** The streams whose newest reading, or place in the chunks, changed since they were written last. */
    synchronized Set<Integer> changed() {
        return new HashSet<>(changed);
    }

    /** The transaction of {@link #write} is committed. */
    synchronized void written() {
        changed.clear();
    }

    private static long sealed(@Nullable Current c) {
        return c == null ? Long.MIN_VALUE : c.sealedMicros;
    }
}
