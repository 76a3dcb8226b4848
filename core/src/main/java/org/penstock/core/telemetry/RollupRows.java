package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingRollups.READING_ROLLUPS;

import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Query;
import org.jooq.Record;
import org.jooq.impl.DSL;

/** The rows of roll-ups, wherever the table is. @param site row of the site */
record RollupRows(UUID site) {
    private static final List<Field<?>> COLUMNS = List.of(
            READING_ROLLUPS.SITE_ID,
            READING_ROLLUPS.STREAM_NO,
            READING_ROLLUPS.ROLLUP_LEVEL,
            READING_ROLLUPS.BUCKET_AT,
            READING_ROLLUPS.N,
            READING_ROLLUPS.BAD_N,
            READING_ROLLUPS.OUT_N,
            READING_ROLLUPS.MIN_VALUE,
            READING_ROLLUPS.MAX_VALUE,
            READING_ROLLUPS.SUM_VALUE,
            READING_ROLLUPS.LAST_VALUE);

    /** Which rows are the site's; as {@link ChunkRows#mine}. */
    Condition mine() {
        return READING_ROLLUPS.SITE_ID.eq(DSL.inline(site));
    }

    /** A row for {@link #insert}. */
    Object[] row(int stream, RollupLevel level, long begin, Statistics s) {
        return new Object[] {
            site,
            stream,
            level.word(),
            EngineClock.instant(begin),
            s.n(),
            s.badN(),
            s.outN(),
            s.min(),
            s.max(),
            s.sum(),
            s.last()
        };
    }

    void insert(DSLContext sql, List<Object[]> rows) {
        if (rows.isEmpty()) {
            return;
        }
        sql.batch(
                        sql.insertInto(READING_ROLLUPS, COLUMNS).values(new Object[COLUMNS.size()]),
                        rows.toArray(Object[][]::new))
                .execute();
    }

    /** The rows of a stream, of some levels, as {@link #insert} takes them. */
    List<Object[]> of(DSLContext sql, int stream, Collection<String> levels) {
        return sql.select(COLUMNS)
                .from(READING_ROLLUPS)
                .where(mine())
                .and(READING_ROLLUPS.STREAM_NO.eq(stream))
                .and(READING_ROLLUPS.ROLLUP_LEVEL.in(levels))
                .orderBy(READING_ROLLUPS.ROLLUP_LEVEL, READING_ROLLUPS.BUCKET_AT)
                .fetch(Record::intoArray);
    }

    /** Deletes what begins in the span. */
    Query delete(DSLContext sql, int stream, RollupLevel level, long fromMicros, long toMicros) {
        return sql.deleteFrom(READING_ROLLUPS)
                .where(mine())
                .and(READING_ROLLUPS.STREAM_NO.eq(stream))
                .and(READING_ROLLUPS.ROLLUP_LEVEL.eq(level.word()))
                .and(READING_ROLLUPS.BUCKET_AT.ge(EngineClock.instant(fromMicros)))
                .and(READING_ROLLUPS.BUCKET_AT.lt(EngineClock.instant(toMicros)));
    }

    /** Begin of the newest bucket that begins at or before {@code micros}. */
    OptionalLong newest(DSLContext sql, int stream, RollupLevel level, long micros) {
        return sql
                .select(READING_ROLLUPS.BUCKET_AT)
                .from(READING_ROLLUPS)
                .where(mine())
                .and(READING_ROLLUPS.STREAM_NO.eq(stream))
                .and(READING_ROLLUPS.ROLLUP_LEVEL.eq(level.word()))
                .and(READING_ROLLUPS.BUCKET_AT.le(EngineClock.instant(micros)))
                .orderBy(READING_ROLLUPS.BUCKET_AT.desc())
                .limit(1)
                .fetch(r -> EngineClock.micros(r.value1()))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** What begins in the span, by begin. */
    NavigableMap<Long, Statistics> read(DSLContext sql, int stream, RollupLevel level, long fromMicros, long toMicros) {
        TreeMap<Long, Statistics> rows = new TreeMap<>();
        sql.select(
                        READING_ROLLUPS.BUCKET_AT,
                        READING_ROLLUPS.N,
                        READING_ROLLUPS.BAD_N,
                        READING_ROLLUPS.OUT_N,
                        READING_ROLLUPS.MIN_VALUE,
                        READING_ROLLUPS.MAX_VALUE,
                        READING_ROLLUPS.SUM_VALUE,
                        READING_ROLLUPS.LAST_VALUE)
                .from(READING_ROLLUPS)
                .where(mine())
                .and(READING_ROLLUPS.STREAM_NO.eq(stream))
                .and(READING_ROLLUPS.ROLLUP_LEVEL.eq(level.word()))
                .and(READING_ROLLUPS.BUCKET_AT.ge(EngineClock.instant(fromMicros)))
                .and(READING_ROLLUPS.BUCKET_AT.lt(EngineClock.instant(toMicros)))
                .forEach(r -> rows.put(
                        EngineClock.micros(r.value1()),
                        new Statistics(
                                r.value2(), r.value3(), r.value4(), r.value5(), r.value6(), r.value7(), r.value8())));
        return rows;
    }
}
