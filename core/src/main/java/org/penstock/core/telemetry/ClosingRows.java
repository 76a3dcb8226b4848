package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingClosings.READING_CLOSINGS;
import static org.penstock.core.db.tables.tables.ReadingLatecomers.READING_LATECOMERS;
import static org.penstock.core.db.tables.tables.ReadingLeaves.READING_LEAVES;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** The rows of closed hours: roots, leaves, and what came late. @param site whose */
record ClosingRows(UUID site) {
    /** Until when hours are closed; null when none is. */
    @Nullable
    Long closedUntil(DSLContext sql) {
        return sql.select(READING_CLOSINGS.TO_AT)
                .from(READING_CLOSINGS)
                .where(READING_CLOSINGS.SITE_ID.eq(site))
                .orderBy(READING_CLOSINGS.TO_AT.desc())
                .limit(1)
                .fetchOptional(r -> EngineClock.micros(r.value1()))
                .orElse(null);
    }

    /** Number of the newest that is kept apart; 0 when there is none. */
    long lateNo(DSLContext sql) {
        return sql.select(READING_LATECOMERS.LATE_NO)
                .from(READING_LATECOMERS)
                .where(READING_LATECOMERS.SITE_ID.eq(site))
                .orderBy(READING_LATECOMERS.LATE_NO.desc())
                .limit(1)
                .fetchOptional(READING_LATECOMERS.LATE_NO)
                .orElse(0L);
    }

    /** Keeps readings of a closed hour apart. */
    void late(DSLContext sql, long no, long hour, int stream, ReadingColumns readings) {
        sql.insertInto(READING_LATECOMERS)
                .set(READING_LATECOMERS.SITE_ID, site)
                .set(READING_LATECOMERS.LATE_NO, no)
                .set(READING_LATECOMERS.HOUR_AT, EngineClock.instant(hour))
                .set(READING_LATECOMERS.STREAM_NO, stream)
                .set(READING_LATECOMERS.PAYLOAD, ChunkCodec.encode(readings))
                .execute();
    }

    /** The first hour before {@code beforeMicros} of which something up to that number is kept apart, or null. */
    @Nullable
    Long lateHour(DSLContext sql, long untilNo, long beforeMicros) {
        return sql.select(READING_LATECOMERS.HOUR_AT)
                .from(READING_LATECOMERS)
                .where(READING_LATECOMERS.SITE_ID.eq(site))
                .and(READING_LATECOMERS.LATE_NO.le(untilNo))
                .and(READING_LATECOMERS.HOUR_AT.lt(EngineClock.instant(beforeMicros)))
                .orderBy(READING_LATECOMERS.HOUR_AT)
                .limit(1)
                .fetchOptional(r -> EngineClock.micros(r.value1()))
                .orElse(null);
    }

    /** Nothing of that hour is kept apart any more. */
    void inTime(DSLContext sql, long hour) {
        sql.deleteFrom(READING_LATECOMERS)
                .where(READING_LATECOMERS.SITE_ID.eq(site))
                .and(READING_LATECOMERS.HOUR_AT.eq(EngineClock.instant(hour)))
                .execute();
    }

    /** What is kept apart of some hours, by stream. @throws ByteSource.Malformed when it cannot be read */
    SortedMap<Integer, ReadingColumns> latecomers(DSLContext sql, long fromMicros, long toMicros) {
        SortedMap<Integer, ReadingColumns> late = new TreeMap<>();
        sql.select(READING_LATECOMERS.STREAM_NO, READING_LATECOMERS.PAYLOAD)
                .from(READING_LATECOMERS)
                .where(READING_LATECOMERS.SITE_ID.eq(site))
                .and(READING_LATECOMERS.HOUR_AT.ge(EngineClock.instant(fromMicros)))
                .and(READING_LATECOMERS.HOUR_AT.lt(EngineClock.instant(toMicros)))
                .orderBy(READING_LATECOMERS.LATE_NO)
                .forEach(r -> late.computeIfAbsent(r.value1(), _ -> new ReadingColumns(8))
                        .addAll(ChunkCodec.decode(r.value2())));
        return late;
    }

    /** Hours of which something is kept apart. */
    List<Long> lateHours(DSLContext sql, long fromMicros, long toMicros) {
        return sql.selectDistinct(READING_LATECOMERS.HOUR_AT)
                .from(READING_LATECOMERS)
                .where(READING_LATECOMERS.SITE_ID.eq(site))
                .and(READING_LATECOMERS.HOUR_AT.ge(EngineClock.instant(fromMicros)))
                .and(READING_LATECOMERS.HOUR_AT.lt(EngineClock.instant(toMicros)))
                .fetch(r -> EngineClock.micros(r.value1()));
    }

    /** The leaves of a closing, as they were stored. @throws ByteSource.Malformed when they cannot be read */
    List<HourTree.Leaf> leaves(DSLContext sql, long fromMicros, int no) {
        List<HourTree.Leaf> leaves = new ArrayList<>();
        sql.select(READING_LEAVES.PAYLOAD)
                .from(READING_LEAVES)
                .where(READING_LEAVES.SITE_ID.eq(site))
                .and(READING_LEAVES.FROM_AT.eq(EngineClock.instant(fromMicros)))
                .and(READING_LEAVES.CLOSING_NO.eq(no))
                .orderBy(READING_LEAVES.PART)
                .forEach(r -> Leaves.decode(r.value1(), leaves));
        return leaves;
    }

    /** Writes a closing and its leaves. */
    void insert(DSLContext sql, long from, long to, int no, long n, String root, List<HourTree.Leaf> leaves) {
        sql.insertInto(READING_CLOSINGS)
                .set(READING_CLOSINGS.SITE_ID, site)
                .set(READING_CLOSINGS.FROM_AT, EngineClock.instant(from))
                .set(READING_CLOSINGS.CLOSING_NO, no)
                .set(READING_CLOSINGS.TO_AT, EngineClock.instant(to))
                .set(READING_CLOSINGS.N, n)
                .set(READING_CLOSINGS.ROOT, root)
                .execute();
        int part = 0;
        for (byte[] payload : Leaves.encode(leaves)) {
            sql.insertInto(READING_LEAVES)
                    .set(READING_LEAVES.SITE_ID, site)
                    .set(READING_LEAVES.FROM_AT, EngineClock.instant(from))
                    .set(READING_LEAVES.CLOSING_NO, no)
                    .set(READING_LEAVES.PART, part++)
                    .set(READING_LEAVES.PAYLOAD, payload)
                    .execute();
        }
    }

    /** What was proven of an hour. @param no of the closing, 0 when the hour was closed with others */
    record Before(int no, String root, List<HourTree.Leaf> leaves) {}

    /** What was proven before: null where no closing reaches. */
    @Nullable
    Before before(DSLContext sql, long from) {
        var exact = sql.select(READING_CLOSINGS.CLOSING_NO, READING_CLOSINGS.ROOT, READING_CLOSINGS.TO_AT)
                .from(READING_CLOSINGS)
                .where(READING_CLOSINGS.SITE_ID.eq(site))
                .and(READING_CLOSINGS.FROM_AT.eq(EngineClock.instant(from)))
                .orderBy(READING_CLOSINGS.CLOSING_NO.desc())
                .limit(1)
                .fetchOptional();
        if (exact.isPresent()) {
            return new Before(
                    exact.get().value1(), exact.get().value2(), leaves(sql, from, exact.get().value1()));
        }
        Optional<String> span = sql.select(READING_CLOSINGS.ROOT)
                .from(READING_CLOSINGS)
                .where(READING_CLOSINGS.SITE_ID.eq(site))
                .and(READING_CLOSINGS.FROM_AT.lt(EngineClock.instant(from)))
                .and(READING_CLOSINGS.TO_AT.gt(EngineClock.instant(from)))
                .limit(1)
                .fetchOptional(READING_CLOSINGS.ROOT);
        return span.map(root -> new Before(0, root, List.of())).orElse(null);
    }
}
