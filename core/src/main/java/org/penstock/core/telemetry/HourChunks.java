package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record3;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/** Hours of readings in chunks, in the main database and in the files of the days. @param stored where chunks lie */
record HourChunks(StoredChunks stored) implements HourReadings {
    private static final int FETCHED = 200;

    @Override
    public void each(DSLContext sql, long fromMicros, long toMicros, int first, int last, Taker taker) {
        DayFiles files = stored.files();
        if (files == null) {
            Giving giving = new Giving(new TreeMap<>(), taker);
            rows(sql, fromMicros, toMicros, first, last, giving::row);
            giving.end();
            return;
        }
        // As with every question: the main database first, and what it has stands before the same in a file.
        TreeMap<Integer, NavigableMap<Long, List<byte[]>>> main = new TreeMap<>();
        rows(sql, fromMicros, toMicros, first, last, (stream, t0, payload) -> main.computeIfAbsent(stream, _ -> new TreeMap<>())
                .computeIfAbsent(t0, _ -> new ArrayList<>())
                .add(payload));
        Giving giving = new Giving(main, taker);
        for (long day : files.days(fromMicros, toMicros - 1)) {
            boolean _ = files.read(day, file -> {
                        rows(file, fromMicros, toMicros, first, last, giving::row);
                        return true;
                    })
                    .isPresent();
        }
        giving.end();
    }

    /** Takes one part of a chunk. */
    private interface Row {
        void row(int stream, long t0, byte[] payload);
    }

    private void rows(DSLContext sql, long fromMicros, long toMicros, int first, int last, Row to) {
        try (Cursor<Record3<Integer, Instant, byte[]>> rows = sql.select(
                        READING_CHUNKS.STREAM_NO, READING_CHUNKS.T0, READING_CHUNKS.PAYLOAD)
                .from(READING_CHUNKS)
                .where(new ChunkRows(stored.site()).mine())
                .and(first == 0 && last == Integer.MAX_VALUE
                        ? DSL.noCondition()
                        : READING_CHUNKS.STREAM_NO.between(first, last))
                .and(READING_CHUNKS.T0.ge(EngineClock.instant(fromMicros)))
                .and(READING_CHUNKS.T0.lt(EngineClock.instant(toMicros)))
                .orderBy(READING_CHUNKS.STREAM_NO, READING_CHUNKS.T0, READING_CHUNKS.PART)
                .fetchSize(FETCHED)
                .fetchLazy()) {
            rows.forEach(row -> to.row(row.value1(), EngineClock.micros(row.value2()), row.value3()));
        }
    }

    @Override
    public @Nullable Long next(DSLContext sql, long fromMicros) {
        Long main = first(sql, fromMicros);
        DayFiles files = stored.files();
        if (files != null) {
            for (long day : files.days(fromMicros, main == null ? Long.MAX_VALUE : main)) {
                Long there = files.read(day, file -> java.util.Optional.ofNullable(first(file, fromMicros)))
                        .flatMap(found -> found)
                        .orElse(null);
                if (there != null) {
                    return main == null ? there : (Long) Math.min(main, there);
                }
            }
        }
        return main;
    }

    private @Nullable Long first(DSLContext sql, long fromMicros) {
        return sql.select(READING_CHUNKS.T0)
                .from(READING_CHUNKS)
                .where(new ChunkRows(stored.site()).mine())
                .and(READING_CHUNKS.T0.ge(EngineClock.instant(fromMicros)))
                .orderBy(READING_CHUNKS.T0)
                .limit(1)
                .fetchOptional(r -> HourClosing.hourOf(EngineClock.micros(r.value1())))
                .orElse(null);
    }

    /** Gives stream after stream to the taker, putting what the main database has in its place. */
    private static final class Giving {
        private final TreeMap<Integer, NavigableMap<Long, List<byte[]>>> main;
        private final Taker taker;
        private int stream = -1;
        private NavigableMap<Long, List<byte[]>> chunks = new TreeMap<>();

        Giving(TreeMap<Integer, NavigableMap<Long, List<byte[]>>> main, Taker taker) {
            this.main = main;
            this.taker = taker;
        }

        void row(int of, long t0, byte[] payload) {
            if (of != stream) {
                give();
                while (!main.isEmpty() && main.firstKey() < of) {
                    stream = main.firstKey();
                    give();
                }
                stream = of;
            }
            chunks.computeIfAbsent(t0, _ -> new ArrayList<>()).add(payload);
        }

        void end() {
            give();
            while (!main.isEmpty()) {
                stream = main.firstKey();
                give();
            }
        }

        private void give() {
            NavigableMap<Long, List<byte[]>> newer = main.remove(stream);
            if (newer != null) {
                chunks.putAll(newer);
            }
            if (chunks.isEmpty()) {
                return;
            }
            ReadingColumns readings = new ReadingColumns(64);
            String fault = null;
            for (List<byte[]> parts : chunks.values()) {
                for (byte[] payload : parts) {
                    try {
                        ReadingColumns chunk = ChunkCodec.decode(payload);
                        int before = readings.size();
                        readings.addAll(chunk);
                        if (readings.size() != before + chunk.size()) {
                            fault = "two chunks hold the same time";
                        }
                    } catch (RuntimeException e) {
                        fault = "a chunk cannot be read: " + e.getMessage();
                    }
                }
            }
            chunks = new TreeMap<>();
            if (fault != null) {
                taker.unreadable(stream, fault);
            } else if (readings.size() > 0) {
                taker.stream(stream, readings);
            }
        }
    }
}
