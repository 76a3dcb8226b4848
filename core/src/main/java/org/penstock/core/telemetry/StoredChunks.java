package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.Result;
import org.jspecify.annotations.Nullable;
import org.penstock.core.place.ReadingKind;

/**
 * Chunks and short roll-ups wherever they lie: in the main database, where they are written, and in the files of the days,
 * where they are moved. What the main database has stands before the same in a file: it is newer. The main database is always
 * asked first, so that what is moved in between is seen twice and never missed. Any thread.
 */
final class StoredChunks {
    /** Chunks at once when much is wanted. */
    private static final int MOST = 512;

    private static final int USUAL = 300;

    private final UUID site;
    private final @Nullable DayFiles files;
    private volatile Forgotten forgotten = Forgotten.NOTHING;

    /**
     * @param site row of the site
     * @param files null where everything stays in the main database
     */
    StoredChunks(UUID site, @Nullable DayFiles files) {
        this.site = site;
        this.files = files;
    }

    UUID site() {
        return site;
    }

    @Nullable
    DayFiles files() {
        return files;
    }

    /** What went, as far as is known. */
    Forgotten forgotten() {
        return forgotten;
    }

    /** Something went. */
    void forgotten(Forgotten now) {
        forgotten = now;
    }

    /** The readings of one chunk; empty when there is none. */
    ReadingColumns chunk(DSLContext sql, int stream, long t0) {
        return range(sql, stream, t0, t0, Integer.MAX_VALUE);
    }

    /**
     * Readings of all chunks from the one that holds {@code fromMicros} to the one that holds {@code toMicros}, at most about
     * {@code most} from the first.
     */
    ReadingColumns range(DSLContext sql, int stream, long fromMicros, long toMicros, int most) {
        // By few chunks at a time: a year of one stream must not stand in memory to find its first thousand readings.
        Gathering gathering = new Gathering(fromMicros, most, Math.max(2, Math.min(MOST, most / USUAL)));
        long at = SealedReadings.chunkOf(fromMicros);
        while (at <= toMicros && !gathering.enough()) {
            Page main = page(sql, stream, at, toMicros, gathering.wanted);
            long until = main.whole ? toMicros : main.chunks.lastKey();
            gather(stream, at, until, main.chunks, gathering);
            at = until + 1;
        }
        return gathering.all;
    }

    /** What was found so far. */
    private static final class Gathering {
        final ReadingColumns all = new ReadingColumns(64);
        final int wanted;
        private final long fromMicros;
        private final int most;

        Gathering(long fromMicros, int most, int wanted) {
            this.fromMicros = fromMicros;
            this.most = most;
            this.wanted = wanted;
        }

        boolean enough() {
            return all.size() >= most && all.size() - all.from(fromMicros) >= most;
        }

        void take(List<ReadingColumns> parts) {
            parts.forEach(all::addAll);
        }
    }

    /** In order of time, so that what was gathered has no gap wherever it ends. */
    private void gather(
            int stream, long fromMicros, long untilMicros, NavigableMap<Long, List<ReadingColumns>> main, Gathering gathering) {
        long done = Long.MIN_VALUE;
        if (files != null) {
            for (long day : files.days(fromMicros, untilMicros)) {
                long at = Math.max(day, fromMicros);
                long end = Math.min(untilMicros, day + DayFiles.DAY_MICROS - 1);
                while (at <= end && !gathering.enough()) {
                    long from = at;
                    Page page = files.read(day, sql -> page(sql, stream, from, end, gathering.wanted))
                            .orElse(Page.EMPTY);
                    long until = page.whole ? end : page.chunks.lastKey();
                    TreeMap<Long, List<ReadingColumns>> merged = new TreeMap<>(page.chunks);
                    merged.putAll(main.subMap(done, false, until, true));
                    merged.values().forEach(gathering::take);
                    done = until;
                    at = until + 1;
                }
                if (gathering.enough()) {
                    return;
                }
            }
        }
        main.tailMap(done, false).values().forEach(gathering::take);
    }

    /**
     * Some chunks of a stream in order.
     *
     * @param chunks their parts by begin, decoded where a failure is still known to be that file's
     * @param whole whether nothing was left out at the end
     */
    private record Page(NavigableMap<Long, List<ReadingColumns>> chunks, boolean whole) {
        static final Page EMPTY = new Page(new TreeMap<>(), true);
    }

    private Page page(DSLContext sql, int stream, long fromMicros, long toMicros, int most) {
        TreeMap<Long, List<ReadingColumns>> chunks = new TreeMap<>();
        Result<Record3<java.time.Instant, Integer, byte[]>> rows = sql.select(
                        READING_CHUNKS.T0, READING_CHUNKS.PART, READING_CHUNKS.PAYLOAD)
                .from(READING_CHUNKS)
                .where(READING_CHUNKS.SITE_ID.eq(site))
                .and(READING_CHUNKS.STREAM_NO.eq(stream))
                .and(READING_CHUNKS.T0.ge(EngineClock.instant(fromMicros)))
                .and(READING_CHUNKS.T0.le(EngineClock.instant(toMicros)))
                .orderBy(READING_CHUNKS.T0, READING_CHUNKS.PART)
                .limit(most)
                .fetch();
        rows.forEach(row -> chunks.computeIfAbsent(EngineClock.micros(row.value1()), _ -> new ArrayList<>())
                .add(ChunkCodec.decode(row.value3())));
        if (rows.size() < most) {
            return new Page(chunks, true);
        }
        var last = rows.getLast();
        sql.select(READING_CHUNKS.PAYLOAD)
                .from(READING_CHUNKS)
                .where(READING_CHUNKS.SITE_ID.eq(site))
                .and(READING_CHUNKS.STREAM_NO.eq(stream))
                .and(READING_CHUNKS.T0.eq(last.value1()))
                .and(READING_CHUNKS.PART.gt(last.value2()))
                .orderBy(READING_CHUNKS.PART)
                .forEach(row -> chunks.lastEntry().getValue().add(ChunkCodec.decode(row.value1())));
        return new Page(chunks, false);
    }

    /** The newest reading not after {@code micros}, alone; empty when there is none. Found by the hours, which are few. */
    ReadingColumns asOf(DSLContext sql, int stream, long micros) {
        RollupRows rows = new RollupRows(site);
        long before = forgotten.before(stream, micros);
        while (true) {
            OptionalLong hour = rows.newest(sql, stream, RollupLevel.HOUR, before);
            if (hour.isEmpty()) {
                return new ReadingColumns(0);
            }
            long begin = hour.getAsLong();
            long end = Math.min(micros, begin + RollupLevel.HOUR.usualMicros() - 1);
            ReadingColumns all = range(sql, stream, begin, end, Integer.MAX_VALUE);
            int at = all.from(end + 1) - 1;
            if (at >= 0 && all.event(at) >= begin) {
                return all.slice(at, at + 1);
            }
            before = forgotten.before(stream, begin - 1);
        }
    }

    /** Roll-ups that begin in the span (end exclusive), by begin. */
    NavigableMap<Long, Statistics> rollups(
            DSLContext sql, int stream, RollupLevel level, long fromMicros, long toMicros) {
        if (files != null && level == RollupLevel.MINUTE) {
            return minutes(sql, stream, fromMicros, toMicros);
        }
        RollupRows rows = new RollupRows(site);
        NavigableMap<Long, Statistics> main = rows.read(sql, stream, level, fromMicros, toMicros);
        if (files == null || level == RollupLevel.HOUR || level == RollupLevel.DAY) {
            return main;
        }
        TreeMap<Long, Statistics> all = new TreeMap<>();
        for (long day : files.days(fromMicros, toMicros - 1)) {
            files.read(
                            day,
                            file -> rows.read(
                                    file,
                                    stream,
                                    level,
                                    Math.max(day, fromMicros),
                                    Math.min(toMicros, day + DayFiles.DAY_MICROS)))
                    .ifPresent(all::putAll);
        }
        all.putAll(main);
        return all;
    }

    /**
     * Where chunks have files minutes are not kept: they would take as much room as the readings, and are made as fast. Only
     * those are in the file that are to outlive their readings.
     */
    private NavigableMap<Long, Statistics> minutes(DSLContext sql, int stream, long fromMicros, long toMicros) {
        TreeMap<Long, Statistics> minutes = new TreeMap<>();
        DayFiles in = files;
        if (in != null && forgotten.any(ReadingKind.RAW, stream, fromMicros, toMicros)) {
            RollupRows rows = new RollupRows(site);
            for (long day : in.days(fromMicros, toMicros - 1)) {
                in.read(day, file -> rows.read(file, stream, RollupLevel.MINUTE, fromMicros, toMicros))
                        .ifPresent(minutes::putAll);
            }
        }
        Buckets.minutes(range(sql, stream, fromMicros, toMicros - 1, Integer.MAX_VALUE))
                .forEach(m -> minutes.put(m.beginMicros(), m.statistics()));
        return new TreeMap<>(minutes.subMap(fromMicros, true, toMicros, false));
    }
}
