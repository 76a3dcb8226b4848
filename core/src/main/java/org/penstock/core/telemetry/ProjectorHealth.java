package org.penstock.core.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * How far the database follows the journal.
 *
 * @param position everything before it is in the database
 * @param seq number of the newest frame in the database
 * @param lagSeconds engine time since that frame while there is more to bring over; 0 when there is not
 * @param away why nothing can be brought over now, in one sentence; null when it can
 * @param records records brought over since the start
 */
public record ProjectorHealth(
        JournalPosition position,
        long seq,
        double lagSeconds,
        @Nullable String away,
        long records) {}
