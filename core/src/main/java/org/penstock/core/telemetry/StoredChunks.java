package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record1;
import org.jooq.ResultQuery;
import org.jooq.exception.DataAccessException;
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
        ReadingColumns all = new ReadingColumns(64);
        each(sql, stream, fromMicros, toMicros, Math.max(2, Math.min(MOST, most / USUAL)), chunk -> {
            all.addAll(chunk);
            return all.size() < most || all.size() - all.from(fromMicros) < most;
        });
        return all;
    }

    /** Takes chunks in order of time, one after the other. */
    interface Taker {
        /** @return whether more is wanted */
        boolean take(ReadingColumns chunk);
    }

    /** Gives all chunks from the one that holds {@code fromMicros} to the one that holds {@code toMicros}. */
    void each(DSLContext sql, int stream, long fromMicros, long toMicros, Taker taker) {
        each(sql, stream, fromMicros, toMicros, MOST, taker);
    }

    /** By {@code wanted} chunks at a time: a year of one stream must not stand in memory to find its first thousand readings. */
    private void each(DSLContext sql, int stream, long fromMicros, long toMicros, int wanted, Taker taker) {
        Giving giving = new Giving(stream, wanted, taker);
        long at = SealedReadings.chunkOf(fromMicros);
        while (at <= toMicros && giving.more) {
            Page main = page(sql, stream, at, toMicros, wanted);
            long until = main.whole ? toMicros : main.chunks.lastKey();
            giving.between(at, until, main.chunks);
            at = until + 1;
        }
    }

    /** Gives what it is shown until enough was taken. In order of time, so that what was taken has no gap wherever it ends. */
    private final class Giving {
        private final int stream;
        private final int wanted;
        private final Taker taker;
        private boolean more = true;

        Giving(int stream, int wanted, Taker taker) {
            this.stream = stream;
            this.wanted = wanted;
            this.taker = taker;
        }

        private void give(NavigableMap<Long, List<ReadingColumns>> chunks) {
            for (List<ReadingColumns> parts : chunks.values()) {
                for (ReadingColumns part : parts) {
                    more = more && taker.take(part);
                }
            }
        }

        /** @param main what the main database has in the span */
        void between(long fromMicros, long untilMicros, NavigableMap<Long, List<ReadingColumns>> main) {
            long done = files == null ? Long.MIN_VALUE : beside(files, fromMicros, untilMicros, main);
            give(main.tailMap(done, false));
        }

        /** @return until when everything was given */
        private long beside(
                DayFiles files, long fromMicros, long untilMicros, NavigableMap<Long, List<ReadingColumns>> main) {
            long done = Long.MIN_VALUE;
            for (long day : files.days(fromMicros, untilMicros)) {
                long at = Math.max(day, fromMicros);
                long end = Math.min(untilMicros, day + DayFiles.DAY_MICROS - 1);
                while (at <= end && more) {
                    long from = at;
                    Page page = files.read(day, sql -> page(sql, stream, from, end, wanted))
                            .orElse(Page.EMPTY);
                    long until = page.whole ? end : page.chunks.lastKey();
                    TreeMap<Long, List<ReadingColumns>> merged = new TreeMap<>(page.chunks);
                    merged.putAll(main.subMap(done, false, until, true));
                    give(merged);
                    done = until;
                    at = until + 1;
                }
            }
            return done;
        }
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
        int rows = take(
                sql.select(READING_CHUNKS.PAYLOAD)
                        .from(READING_CHUNKS)
                        .where(READING_CHUNKS.SITE_ID.eq(site))
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
                        .where(READING_CHUNKS.SITE_ID.eq(site))
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
