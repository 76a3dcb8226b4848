package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;

/** The rows of chunks, in the main database or in a day's file. @param site row of the site */
record ChunkRows(UUID site) {
    /**
     * Some chunks of a stream in order.
     *
     * @param chunks their parts by begin, decoded where a failure is still known to be that file's
     * @param whole whether nothing was left out at the end
     */
    record Page(NavigableMap<Long, List<ReadingColumns>> chunks, boolean whole) {
        static final Page EMPTY = new Page(new TreeMap<>(), true);
    }

    /**
     * Which chunks are the site's. The site stands in the statement itself: a server that plans once for whoever asks would look
     * at and lock the months of all sites.
     */
    Condition mine() {
        return READING_CHUNKS.SITE_ID.eq(DSL.inline(site));
    }

    Page page(DSLContext sql, int stream, long fromMicros, long toMicros, int most) {
        TreeMap<Long, List<ReadingColumns>> chunks = new TreeMap<>();
        int rows = take(
                sql.select(READING_CHUNKS.PAYLOAD)
                        .from(READING_CHUNKS)
                        .where(mine())
                        .and(READING_CHUNKS.STREAM_NO.eq(stream))
                        .and(READING_CHUNKS.T0.ge(EngineClock.instant(fromMicros)))
                        .and(READING_CHUNKS.T0.le(EngineClock.instant(toMicros)))
                        .orderBy(READING_CHUNKS.T0, READING_CHUNKS.PART)
                        .limit(most),
                chunks);
        if (rows < most) {
            return new Page(chunks, true);
        }
        var last = chunks.lastEntry();
        int _ = take(
                sql.select(READING_CHUNKS.PAYLOAD)
                        .from(READING_CHUNKS)
                        .where(mine())
                        .and(READING_CHUNKS.STREAM_NO.eq(stream))
                        .and(READING_CHUNKS.T0.eq(EngineClock.instant(last.getKey())))
                        .and(READING_CHUNKS.PART.ge(last.getValue().size()))
                        .orderBy(READING_CHUNKS.PART),
                chunks);
        return new Page(chunks, false);
    }

    /** As the driver has them: a record and a copy for each costs more than decoding it. @return how many */
    private static int take(ResultQuery<Record1<byte[]>> payloads, NavigableMap<Long, List<ReadingColumns>> to) {
        int n = 0;
        try (Cursor<Record1<byte[]>> cursor = payloads.fetchLazy()) {
            ResultSet rows = cursor.resultSet();
            while (rows.next()) {
                n++;
                add(to, rows.getBytes(1));
            }
        } catch (SQLException e) {
            throw new DataAccessException("Chunks cannot be read: " + e.getMessage(), e);
        }
        return n;
    }

    /** Where it belongs its first reading says, which spares a time for each row. */
    private static void add(NavigableMap<Long, List<ReadingColumns>> chunks, byte[] payload) {
        ReadingColumns c = ChunkCodec.decode(payload);
        if (c.size() > 0) {
            chunks.computeIfAbsent(SealedReadings.chunkOf(c.event(0)), _ -> new ArrayList<>(1))
                    .add(c);
        }
    }

    /** Begins of the chunks from {@code fromMicros} (inclusive) to {@code toMicros} (exclusive). */
    List<Long> begins(DSLContext sql, int stream, long fromMicros, long toMicros) {
        return sql.selectDistinct(READING_CHUNKS.T0)
                .from(READING_CHUNKS)
                .where(mine())
                .and(READING_CHUNKS.STREAM_NO.eq(stream))
                .and(READING_CHUNKS.T0.ge(EngineClock.instant(fromMicros)))
                .and(READING_CHUNKS.T0.lt(EngineClock.instant(toMicros)))
                .fetch(r -> EngineClock.micros(r.value1()));
    }

    /** Begin of the newest chunk that begins at or before {@code micros}. */
    OptionalLong newest(DSLContext sql, int stream, long micros) {
        return sql
                .select(READING_CHUNKS.T0)
                .from(READING_CHUNKS)
                .where(mine())
                .and(READING_CHUNKS.STREAM_NO.eq(stream))
                .and(READING_CHUNKS.T0.le(EngineClock.instant(micros)))
                .orderBy(READING_CHUNKS.T0.desc())
                .limit(1)
                .fetch(r -> EngineClock.micros(r.value1()))
                .stream()
                .mapToLong(Long::longValue)
                .findFirst();
    }

    /** Inserts rows of chunks: all columns in their order. */
    static void insert(DSLContext sql, List<Object[]> chunks) {
        sql.batch(
                        sql.insertInto(
                                        READING_CHUNKS,
                                        READING_CHUNKS.SITE_ID,
                                        READING_CHUNKS.STREAM_NO,
                                        READING_CHUNKS.T0,
                                        READING_CHUNKS.PART,
                                        READING_CHUNKS.FIRST_AT,
                                        READING_CHUNKS.LAST_AT,
                                        READING_CHUNKS.N,
                                        READING_CHUNKS.GOOD_N,
                                        READING_CHUNKS.MIN_VALUE,
                                        READING_CHUNKS.MAX_VALUE,
                                        READING_CHUNKS.SUM_VALUE,
                                        READING_CHUNKS.LAST_VALUE,
                                        READING_CHUNKS.PAYLOAD,
                                        READING_CHUNKS.HASH)
                                .values(
                                        (UUID) null,
                                        (Integer) null,
                                        (Instant) null,
                                        (Integer) null,
                                        (Instant) null,
                                        (Instant) null,
                                        (Integer) null,
                                        (Integer) null,
                                        (Double) null,
                                        (Double) null,
                                        (Double) null,
                                        (Double) null,
                                        (byte[]) null,
                                        (String) null),
                        chunks.toArray(Object[][]::new))
                .execute();
    }
}
