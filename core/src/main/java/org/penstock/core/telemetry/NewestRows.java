package org.penstock.core.telemetry;

import java.util.Collection;
import org.jooq.DSLContext;

/**
 * Writes the newest readings of streams and devices now and then. What became chunks in a transaction is always among them:
 * where it ended is only said there. Projector's thread, inside its transaction.
 *
 * @param everyMicros each row is written about so often
 */
record NewestRows(CurrentValues current, DeviceStatusRows devices, long everyMicros) {
    /** Where others read the same database. */
    static final long SHARED_MICROS = 10_000_000L;
    /** Where nobody else can: a row that is written less often is less to write. */
    static final long ALONE_MICROS = 60_000_000L;

    /** Rows in one transaction. */
    private static final int MOST = 500;
    /** They are written when so many are due, which share pages: one by one each would write its page. */
    private static final int TOGETHER = 150;

    /** When some were written last, engine time, µs. */
    record Written(long streamsMicros, long devicesMicros) {
        static final Written NEVER = new Written(Long.MIN_VALUE, Long.MIN_VALUE);
    }

    /** Writes what is due. @param sealed streams of which chunks were made @param between as of {@link ReadingIntake#append} */
    Written some(
            DSLContext sql,
            Written last,
            Collection<Integer> sealed,
            long monoMicros,
            long frameSeq,
            Runnable between) {
        if (last.streamsMicros == Long.MIN_VALUE) {
            all(sql, frameSeq, between);
            return new Written(monoMicros, monoMicros);
        }
        current.write(sql, sealed, between);
        int waiting = current.waiting();
        double part = Math.max(0, monoMicros - last.streamsMicros) / (double) everyMicros;
        int due = (int) Math.min(MOST, Math.ceil(part * waiting));
        Written now = last;
        if (due >= Math.min(TOGETHER, waiting)) {
            current.write(sql, due, between);
            now = new Written(monoMicros, now.devicesMicros);
        }
        if (monoMicros - last.devicesMicros >= everyMicros) {
            devices.write(sql, current.all(), current.heard(), frameSeq);
            now = new Written(now.streamsMicros, monoMicros);
        }
        return now;
    }

    /** Writes all that changed. */
    void all(DSLContext sql, long frameSeq, Runnable between) {
        devices.write(sql, current.all(), current.heard(), frameSeq);
        current.write(sql, Integer.MAX_VALUE, between);
    }
}
