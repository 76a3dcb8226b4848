package org.penstock.core.telemetry;

import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.penstock.core.place.ReadingKind;

/**
 * Roll-ups wherever they lie or can be made. Without day files they are rows, written with the chunks they are made of. With
 * day files, of what lies in the main database nothing is written: it is little, and made as fast as read. Five minutes lie
 * in the files of their days, hours and days in the main database, from the moment their chunks were moved. Any thread.
 */
record StoredRollups(StoredChunks stored) {
    /** Those that begin in the span (end exclusive), by begin. */
    NavigableMap<Long, Statistics> read(
            DSLContext sql, int stream, RollupLevel level, long fromMicros, long toMicros, Buckets buckets) {
        if (stored.files() == null) {
            return rows().read(sql, stream, level, fromMicros, toMicros);
        }
        return switch (level) {
            case MINUTE -> minutes(sql, stream, fromMicros, toMicros);
            case FIVE_MINUTES -> fives(sql, stream, fromMicros, toMicros);
            case HOUR, DAY -> longer(sql, stream, level, fromMicros, toMicros, buckets);
        };
    }

    /** Asked of the main database. */
    private ChunkRows chunks() {
        return new ChunkRows(stored.site());
    }

    private RollupRows rows() {
        return new RollupRows(stored.site());
    }

    /** The five minutes that begin in the span. */
    NavigableMap<Long, Statistics> fives(DSLContext sql, int stream, long fromMicros, long toMicros) {
        DayFiles files = stored.files();
        if (files == null) {
            return rows().read(sql, stream, RollupLevel.FIVE_MINUTES, fromMicros, toMicros);
        }
        // The main database first, as with every question; what it has stands before the same in a file.
        TreeMap<Long, Statistics> main = new TreeMap<>();
        stored.eachOfMain(sql, stream, fromMicros, toMicros - 1, chunk -> {
            Buckets.fives(Buckets.minutes(chunk)).forEach(f -> main.put(f.beginMicros(), f.statistics()));
            return true;
        });
        TreeMap<Long, Statistics> all = inFiles(files, stream, RollupLevel.FIVE_MINUTES, fromMicros, toMicros);
        all.putAll(main.subMap(fromMicros, true, toMicros, false));
        return all;
    }

    private TreeMap<Long, Statistics> inFiles(
            DayFiles files, int stream, RollupLevel level, long fromMicros, long toMicros) {
        TreeMap<Long, Statistics> all = new TreeMap<>();
        for (long day : files.days(fromMicros, toMicros - 1)) {
            long from = Math.max(day, fromMicros);
            long to = Math.min(toMicros, day + DayFiles.DAY_MICROS);
            files.read(day, file -> rows().read(file, stream, level, from, to)).ifPresent(all::putAll);
        }
        return all;
    }

    /**
     * Where chunks have files minutes are not kept: they would take as much room as the readings, and are made as fast. Only
     * those are in the file that are to outlive their readings.
     */
    private NavigableMap<Long, Statistics> minutes(DSLContext sql, int stream, long fromMicros, long toMicros) {
        TreeMap<Long, Statistics> minutes = new TreeMap<>();
        DayFiles files = stored.files();
        if (files != null && stored.forgotten().any(ReadingKind.RAW, stream, fromMicros, toMicros)) {
            minutes.putAll(inFiles(files, stream, RollupLevel.MINUTE, fromMicros, toMicros));
        }
        Buckets.minutes(stored.range(sql, stream, fromMicros, toMicros - 1, Integer.MAX_VALUE))
                .forEach(m -> minutes.put(m.beginMicros(), m.statistics()));
        return new TreeMap<>(minutes.subMap(fromMicros, true, toMicros, false));
    }

    /** Hours or days as they are written, but those of which a chunk is in the main database: they are made of their five minutes. */
    private NavigableMap<Long, Statistics> longer(
            DSLContext sql, int stream, RollupLevel level, long fromMicros, long toMicros, Buckets buckets) {
        if (fromMicros >= toMicros) {
            return new TreeMap<>();
        }
        TreeSet<Long> begins = new TreeSet<>();
        long end = buckets.end(level, buckets.begin(level, toMicros - 1));
        for (long t0 : chunks().begins(sql, stream, fromMicros - SealedReadings.CHUNK_MICROS, end)) {
            // Where days begin at a quarter to, one begins within a chunk.
            for (long at = t0; at < t0 + SealedReadings.CHUNK_MICROS; at += RollupLevel.FIVE_MINUTES.usualMicros()) {
                begins.add(buckets.begin(level, at));
            }
        }
        TreeMap<Long, Statistics> all = new TreeMap<>(rows().read(sql, stream, level, fromMicros, toMicros));
        for (long begin : begins.subSet(fromMicros, toMicros)) {
            long until = buckets.end(level, begin);
            if (!lessIsLeft(level, stream, begin, until)) {
                fives(sql, stream, begin, until).values().stream()
                        .reduce(Statistics::then)
                        .ifPresent(made -> all.put(begin, made));
            }
        }
        return all;
    }

    /** Whether what an hour or day is made of went, or it itself did: as it is written it says more. */
    private boolean lessIsLeft(RollupLevel level, int stream, long begin, long end) {
        return stored.forgotten().any(ReadingKind.FIVE_MINUTES, stream, begin, end)
                || stored.forgotten()
                        .any(level == RollupLevel.DAY ? ReadingKind.DAY : ReadingKind.HOUR, stream, begin, end);
    }

    /** Begin of the newest hour at or before {@code micros} in which something is. */
    OptionalLong newestHour(DSLContext sql, int stream, long micros) {
        OptionalLong chunk = stored.files() == null ? OptionalLong.empty() : chunks().newest(sql, stream, micros);
        OptionalLong written = rows().newest(sql, stream, RollupLevel.HOUR, micros);
        if (chunk.isEmpty()) {
            return written;
        }
        return OptionalLong.of(Math.max(HourClosing.hourOf(chunk.getAsLong()), written.orElse(Long.MIN_VALUE)));
    }
}
