package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;
import static org.penstock.core.db.tables.tables.ReadingRollups.READING_ROLLUPS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.tables.tables.records.ReadingChunksRecord;

/**
 * Some chunks of one day on their way from the main database into the day's file. They are copied, the file is synced, and
 * only then they are deleted in the main database, each only if it still is what was copied. Whoever is killed in between
 * has a chunk twice, equal or the main database's newer, and does it again: nothing is lost and nothing doubled, because a
 * chunk's place is its identity.
 */
final class DayMove {
    /** Rows at once: of more, H2 writes to the disk what it would need to take the transaction back. */
    private static final int MOST = 500;

    private static final int STREAMS = 80;
    /** Chunks before the year 2000 stay: a device without a clock must not make a file for each of its days. */
    private static final long FIRST = 946_684_800_000_000L;

    final long day;
    private final UUID site;
    private final RollupRows rollups;
    private final Map<Key, List<ReadingChunksRecord>> chunks = new TreeMap<>();

    /** Where a chunk is. */
    private record Key(long t0, int stream) implements Comparable<Key> {
        @Override
        public int compareTo(Key o) {
            int c = Integer.compare(stream, o.stream);
            return c != 0 ? c : Long.compare(t0, o.t0);
        }
    }

    private DayMove(UUID site, long day) {
        this.site = site;
        this.day = day;
        this.rollups = new RollupRows(site);
    }

    /** Chunks of the oldest hour of the main database that begin before {@code beforeMicros}; null when there are none. */
    static @Nullable DayMove next(DSLContext sql, UUID site, long beforeMicros) {
        Instant first = sql.select(READING_CHUNKS.T0)
                .from(READING_CHUNKS)
                .where(READING_CHUNKS.SITE_ID.eq(site))
                .and(READING_CHUNKS.T0.ge(EngineClock.instant(FIRST)))
                .and(READING_CHUNKS.T0.lt(EngineClock.instant(beforeMicros)))
                .orderBy(READING_CHUNKS.T0)
                .limit(1)
                .fetchOne(READING_CHUNKS.T0);
        if (first == null) {
            return null;
        }
        // An hour at a time and stream by stream: each page of an index is then written once for six chunks.
        long hour = HourClosing.hourOf(EngineClock.micros(first));
        Instant end = EngineClock.instant(Math.min(beforeMicros, hour + RollupLevel.HOUR.usualMicros()));
        Condition inHour = READING_CHUNKS
                .SITE_ID
                .eq(site)
                .and(READING_CHUNKS.T0.ge(first))
                .and(READING_CHUNKS.T0.lt(end));
        List<Integer> streams = sql.selectDistinct(READING_CHUNKS.STREAM_NO)
                .from(READING_CHUNKS)
                .where(inHour)
                .orderBy(READING_CHUNKS.STREAM_NO)
                .limit(STREAMS)
                .fetch(READING_CHUNKS.STREAM_NO);
        DayMove move = new DayMove(site, DayFiles.dayOf(EngineClock.micros(first)));
        List<ReadingChunksRecord> rows = sql.selectFrom(READING_CHUNKS)
                .where(inHour)
                .and(READING_CHUNKS.STREAM_NO.between(streams.getFirst(), streams.getLast()))
                .orderBy(READING_CHUNKS.STREAM_NO, READING_CHUNKS.T0, READING_CHUNKS.PART)
                .limit(MOST)
                .fetch();
        rows.forEach(row -> move.chunks
                .computeIfAbsent(key(row), _ -> new ArrayList<>())
                .add(row));
        if (rows.size() == MOST && move.chunks.size() > 1) {
            // Its last parts may be missing.
            move.chunks.remove(key(rows.getLast()));
        }
        return move;
    }

    private static Key key(ReadingChunksRecord row) {
        return new Key(EngineClock.micros(row.getT0()), row.getStreamNo());
    }

    /** Where all of them are, and maybe others. */
    private Condition around() {
        LongSummaryStatistics t0 =
                chunks.keySet().stream().mapToLong(Key::t0).summaryStatistics();
        IntSummaryStatistics streams =
                chunks.keySet().stream().mapToInt(Key::stream).summaryStatistics();
        return READING_CHUNKS
                .SITE_ID
                .eq(site)
                .and(READING_CHUNKS.STREAM_NO.between(streams.getMin(), streams.getMax()))
                .and(READING_CHUNKS.T0.between(
                        EngineClock.instant(t0.getMin()), EngineClock.instant(t0.getMax())));
    }

    /** Puts them into the day's file, in place of what is there. */
    void into(DSLContext file) {
        Set<Key> there = new HashSet<>(file.selectDistinct(READING_CHUNKS.T0, READING_CHUNKS.STREAM_NO)
                .from(READING_CHUNKS)
                .where(around())
                .fetch(r -> new Key(EngineClock.micros(r.value1()), r.value2())));
        there.retainAll(chunks.keySet());
        delete(file, there);
        List<Object[]> rows = new ArrayList<>();
        List<Object[]> fives = new ArrayList<>();
        chunks.forEach((key, parts) -> {
            parts.forEach(part -> rows.add(part.intoArray()));
            Buckets.fives(Buckets.minutes(readings(parts)))
                    .forEach(f -> fives.add(
                            rollups.row(key.stream, RollupLevel.FIVE_MINUTES, f.beginMicros(), f.statistics())));
        });
        ChunkRows.insert(file, rows);
        rollups.insert(file, fives);
    }

    /** Deletes in the main database those that are what was copied. The file is on the disk. */
    void outOf(DSLContext sql, Buckets buckets, StoredChunks stored) {
        Map<Key, List<String>> now = new TreeMap<>();
        sql.select(READING_CHUNKS.T0, READING_CHUNKS.STREAM_NO, READING_CHUNKS.HASH)
                .from(READING_CHUNKS)
                .where(around())
                .orderBy(READING_CHUNKS.T0, READING_CHUNKS.STREAM_NO, READING_CHUNKS.PART)
                .forEach(r -> now.computeIfAbsent(
                                new Key(EngineClock.micros(r.value1()), r.value2()), _ -> new ArrayList<>())
                        .add(r.value3()));
        Set<Key> same = new HashSet<>();
        chunks.forEach((key, parts) -> {
            List<String> hashes = parts.stream().map(ReadingChunksRecord::getHash).toList();
            if (hashes.equals(now.get(key))) {
                same.add(key);
            }
        });
        delete(sql, same);
        // Only now are there rows of their hours and days: until here these were made of the chunks that are moved.
        LongerRollups.Change change = new LongerRollups(rollups, stored::forgotten).new Change(buckets);
        same.forEach(key -> change.fives(
                key.stream, Buckets.fives(Buckets.minutes(readings(chunks.getOrDefault(key, List.of())))), false));
        change.write(sql, new StoredRollups(stored)::fives);
    }

    /** Chunks with their short roll-ups, which the main database had of an earlier release. */
    private void delete(DSLContext sql, Set<Key> keys) {
        if (keys.isEmpty()) {
            return;
        }
        List<Key> in = List.copyOf(keys);
        sql.batch(
                        sql.deleteFrom(READING_CHUNKS)
                                .where(READING_CHUNKS.SITE_ID.eq((UUID) null))
                                .and(READING_CHUNKS.STREAM_NO.eq((Integer) null))
                                .and(READING_CHUNKS.T0.eq((Instant) null)),
                        in.stream()
                                .map(k -> new Object[] {site, k.stream, EngineClock.instant(k.t0)})
                                .toArray(Object[][]::new))
                .execute();
        rollups(sql, in, RollupLevel.MINUTE);
        rollups(sql, in, RollupLevel.FIVE_MINUTES);
    }

    private void rollups(DSLContext sql, List<Key> keys, RollupLevel level) {
        sql.batch(
                        sql.deleteFrom(READING_ROLLUPS)
                                .where(READING_ROLLUPS.SITE_ID.eq((UUID) null))
                                .and(READING_ROLLUPS.STREAM_NO.eq((Integer) null))
                                .and(READING_ROLLUPS.ROLLUP_LEVEL.eq((String) null))
                                .and(READING_ROLLUPS.BUCKET_AT.ge((Instant) null))
                                .and(READING_ROLLUPS.BUCKET_AT.lt((Instant) null)),
                        keys.stream()
                                .map(k -> new Object[] {
                                    site,
                                    k.stream,
                                    level.word(),
                                    EngineClock.instant(k.t0),
                                    EngineClock.instant(k.t0 + SealedReadings.CHUNK_MICROS)
                                })
                                .toArray(Object[][]::new))
                .execute();
    }

    private static ReadingColumns readings(List<ReadingChunksRecord> parts) {
        ReadingColumns all = new ReadingColumns(64);
        parts.forEach(part -> all.addAll(ChunkCodec.decode(part.getPayload())));
        return all;
    }
}
