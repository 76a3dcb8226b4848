package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;

import java.util.UUID;
import org.jooq.Cursor;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jspecify.annotations.Nullable;

/**
 * An hour of readings of all streams, whatever form they are kept in: the one door through which closing and proof look at
 * the record. Who keeps readings in another form gives another door and changes neither.
 */
interface HourReadings {
    /** Takes one stream of the hour. Streams come in order of their numbers, each once. */
    interface Taker {
        void stream(int stream, ReadingColumns readings);

        /** What is stored for a stream cannot be read. */
        void unreadable(int stream, String why);
    }

    /** Hands over every stream that has readings from {@code fromMicros} to {@code toMicros} (exclusive), µs UTC. */
    void each(DSLContext sql, long fromMicros, long toMicros, Taker taker);

    /** Begin of the first hour at or after {@code fromMicros} with readings, or null. */
    @Nullable
    Long next(DSLContext sql, long fromMicros);

    /** Readings in chunks. */
    static HourReadings inChunks(UUID site) {
        return new InChunks(site);
    }

    /** @param site row of the site */
    record InChunks(UUID site) implements HourReadings {
        private static final int FETCHED = 200;

        @Override
        public void each(DSLContext sql, long fromMicros, long toMicros, Taker taker) {
            int stream = -1;
            ReadingColumns readings = new ReadingColumns(0);
            String fault = null;
            try (Cursor<Record2<Integer, byte[]>> rows = sql.select(READING_CHUNKS.STREAM_NO, READING_CHUNKS.PAYLOAD)
                    .from(READING_CHUNKS)
                    .where(READING_CHUNKS.SITE_ID.eq(site))
                    .and(READING_CHUNKS.T0.ge(EngineClock.instant(fromMicros)))
                    .and(READING_CHUNKS.T0.lt(EngineClock.instant(toMicros)))
                    .orderBy(READING_CHUNKS.STREAM_NO, READING_CHUNKS.T0, READING_CHUNKS.PART)
                    .fetchSize(FETCHED)
                    .fetchLazy()) {
                for (Record2<Integer, byte[]> row : rows) {
                    if (row.value1() != stream) {
                        give(taker, stream, readings, fault);
                        stream = row.value1();
                        readings = new ReadingColumns(64);
                        fault = null;
                    }
                    try {
                        ReadingColumns chunk = ChunkCodec.decode(row.value2());
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
            give(taker, stream, readings, fault);
        }

        private static void give(Taker taker, int stream, ReadingColumns readings, @Nullable String fault) {
            if (fault != null) {
                taker.unreadable(stream, fault);
            } else if (readings.size() > 0) {
                taker.stream(stream, readings);
            }
        }

        @Override
        public @Nullable Long next(DSLContext sql, long fromMicros) {
            return sql.select(READING_CHUNKS.T0)
                    .from(READING_CHUNKS)
                    .where(READING_CHUNKS.SITE_ID.eq(site))
                    .and(READING_CHUNKS.T0.ge(EngineClock.instant(fromMicros)))
                    .orderBy(READING_CHUNKS.T0)
                    .limit(1)
                    .fetchOptional(r -> HourClosing.hourOf(EngineClock.micros(r.value1())))
                    .orElse(null);
        }
    }
}
