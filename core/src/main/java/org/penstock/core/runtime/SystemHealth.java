package org.penstock.core.runtime;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * How the program itself is.
 *
 * @param engineStopped why the engine no longer works, what was done about it and what to do, or null; then values,
 *     runs and alerts are those of its last scan
 * @param journalAway why the journal cannot be written, or null
 * @param journalMillis last time from frame to durable, ms
 * @param databaseAway why the database cannot be written, or null
 * @param lagSeconds how far the database is behind the journal
 * @param clockInDoubt dated starts wait for a person
 * @param readings accepted since the start
 * @param dropped dropped since the start, all reasons
 * @param room null until it was looked at
 */
public record SystemHealth(
        @Nullable String engineStopped,
        @Nullable String journalAway,
        double journalMillis,
        @Nullable String databaseAway,
        double lagSeconds,
        boolean clockInDoubt,
        long readings,
        long dropped,
        double scansPerSecond,
        @Nullable Room room) {
    /**
     * The room that readings take, and when there is none left.
     *
     * @param perDay bytes a day, 0 = nothing can be said yet
     * @param left bytes, −1 = nobody knows
     * @param full the day it is full, null = not within ten years
     * @param why what a person should know; "" when there is room
     */
    public record Room(
            long bytes, long perDay, long left, @Nullable LocalDate full, String why) {}
}
