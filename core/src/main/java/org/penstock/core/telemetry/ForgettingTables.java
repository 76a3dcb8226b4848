package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;
import static org.penstock.core.db.tables.tables.ReadingClosings.READING_CLOSINGS;
import static org.penstock.core.db.tables.tables.ReadingConflicts.READING_CONFLICTS;
import static org.penstock.core.db.tables.tables.ReadingLatecomers.READING_LATECOMERS;
import static org.penstock.core.db.tables.tables.ReadingLeaves.READING_LEAVES;
import static org.penstock.core.db.tables.tables.ReadingRollups.READING_ROLLUPS;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.telemetry.ReadingForgetting.Piece;

/** The tables that readings lie in, as those see them who forget; the same in the database and in a day's file. @param site row of the site */
record ForgettingTables(UUID site) {
    /** About what a row of a roll-up takes. */
    private static final long ROLLUP_BYTES = 60;

    private static final long CHUNK_BYTES = 120;

    /** The first time of which there ever was anything, or null. */
    @Nullable
    Long first(DSLContext sql) {
        return sql.select(READING_CLOSINGS.FROM_AT)
                .from(READING_CLOSINGS)
                .where(READING_CLOSINGS.SITE_ID.eq(site))
                .orderBy(READING_CLOSINGS.FROM_AT)
                .limit(1)
                .fetchOptional(r -> EngineClock.micros(r.value1()))
                .orElse(null);
    }

    /** The first chunk at or after a time, or null. */
    @Nullable
    Long firstChunk(DSLContext sql, long fromMicros) {
        return sql.select(READING_CHUNKS.T0)
                .from(READING_CHUNKS)
                .where(new ChunkRows(site).mine())
                .and(READING_CHUNKS.T0.ge(EngineClock.instant(fromMicros)))
                .orderBy(READING_CHUNKS.T0)
                .limit(1)
                .fetchOptional(r -> EngineClock.micros(r.value1()))
                .orElse(null);
    }

    /** Whether the database itself holds chunks of the piece, or an hour of it is to be closed again. */
    boolean onTheWay(DSLContext sql, Piece piece) {
        return sql.fetchExists(READING_CHUNKS, new ChunkRows(site).mine().and(chunks(piece)))
                || late(sql, piece);
    }

    /** Whether an hour of it is to be closed again. */
    boolean late(DSLContext sql, Piece piece) {
        return sql.fetchExists(
                READING_LATECOMERS,
                READING_LATECOMERS
                        .SITE_ID
                        .eq(site)
                        .and(READING_LATECOMERS.HOUR_AT.ge(EngineClock.instant(piece.fromMicros())))
                        .and(READING_LATECOMERS.HOUR_AT.lt(EngineClock.instant(piece.toMicros()))));
    }

    private static Condition chunks(Piece piece) {
        return READING_CHUNKS
                .T0
                .ge(EngineClock.instant(piece.fromMicros()))
                .and(READING_CHUNKS.T0.lt(EngineClock.instant(piece.toMicros())));
    }

    private static Condition rollups(Piece piece) {
        return READING_ROLLUPS
                .BUCKET_AT
                .ge(EngineClock.instant(piece.fromMicros()))
                .and(READING_ROLLUPS.BUCKET_AT.lt(EngineClock.instant(piece.toMicros())));
    }

    /** Counts what there is of some kinds. */
    void look(
            DSLContext sql,
            Piece piece,
            Collection<ReadingKind> kinds,
            Map<ReadingKind, Map<Integer, Long>> n,
            Map<ReadingKind, Map<Integer, Long>> bytes) {
        if (kinds.contains(ReadingKind.RAW)) {
            Map<Integer, Long> readings = new TreeMap<>();
            Map<Integer, Long> sizes = new TreeMap<>();
            sql.select(
                            READING_CHUNKS.STREAM_NO,
                            DSL.sum(READING_CHUNKS.N),
                            DSL.sum(DSL.octetLength(READING_CHUNKS.PAYLOAD.coerce(String.class))),
                            DSL.count())
                    .from(READING_CHUNKS)
                    .where(new ChunkRows(site).mine())
                    .and(chunks(piece))
                    .groupBy(READING_CHUNKS.STREAM_NO)
                    .forEach(r -> {
                        readings.put(r.value1(), r.value2().longValue());
                        sizes.put(r.value1(), r.value3().longValue() + CHUNK_BYTES * r.value4());
                    });
            n.put(ReadingKind.RAW, readings);
            bytes.put(ReadingKind.RAW, sizes);
        }
        List<String> levels = kinds.stream()
                .filter(kind -> kind != ReadingKind.RAW)
                .map(ReadingKind::word)
                .toList();
        sql.select(READING_ROLLUPS.STREAM_NO, READING_ROLLUPS.ROLLUP_LEVEL, DSL.count())
                .from(READING_ROLLUPS)
                .where(new RollupRows(site).mine())
                .and(READING_ROLLUPS.ROLLUP_LEVEL.in(levels))
                .and(rollups(piece))
                .groupBy(READING_ROLLUPS.STREAM_NO, READING_ROLLUPS.ROLLUP_LEVEL)
                .forEach(r -> ReadingKind.of(r.value2()).ifPresent(kind -> {
                    n.computeIfAbsent(kind, _ -> new TreeMap<>()).put(r.value1(), (long) r.value3());
                    bytes.computeIfAbsent(kind, _ -> new TreeMap<>()).put(r.value1(), ROLLUP_BYTES * r.value3());
                }));
    }

    /** As {@link #look}, only of streams that may go: by the key, for this table is large and not in order of time. */
    void lookFor(
            DSLContext sql,
            Piece piece,
            Going going,
            Collection<ReadingKind> kinds,
            Map<ReadingKind, Map<Integer, Long>> n,
            Map<ReadingKind, Map<Integer, Long>> bytes) {
        for (ReadingKind kind : kinds) {
            going.of(kind).stream().forEach(stream -> {
                long rows = sql.fetchCount(
                        READING_ROLLUPS,
                        new RollupRows(site).mine()
                                .and(READING_ROLLUPS.STREAM_NO.eq(stream))
                                .and(READING_ROLLUPS.ROLLUP_LEVEL.eq(kind.word()))
                                .and(rollups(piece)));
                if (rows > 0) {
                    n.computeIfAbsent(kind, _ -> new TreeMap<>()).put(stream, rows);
                    bytes.computeIfAbsent(kind, _ -> new TreeMap<>()).put(stream, ROLLUP_BYTES * rows);
                }
            });
        }
    }

    /** Deletes what goes of some kinds. */
    void delete(DSLContext sql, Piece piece, Going going, Collection<ReadingKind> kinds) {
        for (ReadingKind kind : kinds) {
            StreamSet streams = going.of(kind);
            if (!streams.isEmpty()) {
                if (kind == ReadingKind.RAW) {
                    sql.deleteFrom(READING_CHUNKS)
                            .where(new ChunkRows(site).mine())
                            .and(chunks(piece))
                            .and(streams.has(READING_CHUNKS.STREAM_NO))
                            .execute();
                } else {
                    streams.stream()
                            .forEach(stream -> new RollupRows(site)
                                    .delete(
                                            sql,
                                            stream,
                                            RollupLevel.valueOf(kind.name()),
                                            piece.fromMicros(),
                                            piece.toMicros())
                                    .execute());
                }
            }
        }
    }

    /** Which of the rows for other tools are of streams that go. */
    Condition rows(StreamSet streams) {
        return field("site_id", UUID.class).eq(DSL.inline(site)).and(streams.has(field("stream_no", Integer.class)));
    }

    /** Deletes rows for other tools; on a server, nowhere else is their table. */
    void deleteRows(DSLContext sql, Piece piece, Condition goes) {
        Field<Instant> at = field("event_at", Instant.class);
        sql.deleteFrom(DSL.table(DSL.name(RawRows.NAME)))
                .where(goes)
                .and(at.ge(EngineClock.instant(piece.fromMicros())))
                .and(at.lt(EngineClock.instant(piece.toMicros())))
                .execute();
    }

    private static <T> Field<T> field(String name, Class<T> type) {
        return DSL.field(DSL.name(RawRows.NAME, name), type);
    }

    /** What is kept beside readings goes with them: second values; and, when none is left, the leaves of their hours. */
    void deleteBeside(DSLContext sql, Piece piece, StreamSet raw, boolean whole) {
        if (raw.isEmpty()) {
            return;
        }
        sql.deleteFrom(READING_CONFLICTS)
                .where(READING_CONFLICTS.SITE_ID.eq(site))
                .and(raw.has(READING_CONFLICTS.STREAM_NO))
                .and(READING_CONFLICTS.EVENT_AT.ge(EngineClock.instant(piece.fromMicros())))
                .and(READING_CONFLICTS.EVENT_AT.lt(EngineClock.instant(piece.toMicros())))
                .execute();
        if (whole) {
            sql.deleteFrom(READING_LEAVES)
                    .where(READING_LEAVES.SITE_ID.eq(site))
                    .and(READING_LEAVES.FROM_AT.ge(EngineClock.instant(piece.fromMicros())))
                    .and(READING_LEAVES.FROM_AT.lt(EngineClock.instant(piece.toMicros())))
                    .execute();
        }
    }
}
