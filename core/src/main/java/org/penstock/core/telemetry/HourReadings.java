package org.penstock.core.telemetry;

import org.jooq.DSLContext;
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
    default void each(DSLContext sql, long fromMicros, long toMicros, Taker taker) {
        each(sql, fromMicros, toMicros, 0, Integer.MAX_VALUE, taker);
    }

    /** As {@link #each(DSLContext, long, long, Taker)}, streams {@code first} to {@code last} (inclusive). */
    void each(DSLContext sql, long fromMicros, long toMicros, int first, int last, Taker taker);

    /** Begin of the first hour at or after {@code fromMicros} with readings, or null. */
    @Nullable
    Long next(DSLContext sql, long fromMicros);

    /** Readings in chunks. */
    static HourReadings inChunks(StoredChunks stored) {
        return new HourChunks(stored);
    }
}
