package org.penstock.core.telemetry;

import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jooq.DSLContext;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.MonthPartitions;

/**
 * Readings once more as rows of plain SQL ({@code sensor_readings}), for people with their own tools; the program itself never
 * asks them. Written in the transaction of the readings, so exactly those are there that were stored while it was switched on,
 * but for what the server refused ({@link RowsBeside}). PostgreSQL only. Projector's thread.
 */
final class RawRows {
    static final String NAME = "sensor_readings";
    static final MonthPartitions MONTHS = new MonthPartitions(NAME, "event_at");

    /**
     * Hours and the rest apart: a number of microseconds times an interval goes through a double, which has no room for those
     * of a device whose clock is centuries ahead.
     */
    private static final String INSERT =
            "insert into sensor_readings (site_id, stream_no, event_at, value, quality, flags)"
                    + " select ?, stream, timestamptz 'epoch' + micros / 3600000000 * interval '1 hour'"
                    + " + micros % 3600000000 * interval '1 microsecond', value, quality, flags"
                    + " from unnest(?, ?, ?, ?, ?) as r (stream, micros, value, quality, flags) on conflict do nothing";

    private final UUID site;
    private final BooleanSupplier wanted;
    private boolean made;

    /** @param wanted whether they are written; asked each time */
    RawRows(UUID site, BooleanSupplier wanted) {
        this.site = site;
        this.wanted = wanted;
    }

    /** Whether the months of the table are the program's to make: not where TimescaleDB makes its own. */
    static boolean byMonth(DSLContext sql) {
        return sql.fetchSingle("select relkind = 'p' from pg_class where oid = to_regclass(?)", NAME)
                .get(0, Boolean.class);
    }

    /**
     * The table alone, or an exception after two seconds: others read it for as long as they like, and whoever waits for them
     * makes the projector wait behind him.
     */
    static void alone(DSLContext sql) {
        String usual = sql.fetchSingle("select current_setting('lock_timeout')").get(0, String.class);
        hurry(sql);
        sql.execute("lock table sensor_readings in access exclusive mode");
        sql.fetch("select set_config('lock_timeout', ?, true)", usual);
    }

    /** No statement of this transaction waits longer than two seconds for others who use a table. */
    static void hurry(DSLContext sql) {
        sql.fetch("select set_config('lock_timeout', '2s', true)");
    }

    /** Whether it was others who use a table. */
    static boolean inUse(DataAccessException e) {
        return e.sqlState().equals("55P03");
    }

    /**
     * Takes note of new readings, by stream, and writes them when it is run: as the last of the transaction, for whoever
     * forgets locks chunks and roll-ups first and these rows last.
     *
     * @return null when none are wanted
     */
    @Nullable
    Runnable of(DSLContext sql, Map<Integer, ReadingColumns> fresh) {
        if (!wanted.getAsBoolean()) {
            made = false;
            return null;
        }
        int n = fresh.values().stream().mapToInt(ReadingColumns::size).sum();
        Integer[] stream = new Integer[n];
        Long[] micros = new Long[n];
        Double[] value = new Double[n];
        Short[] quality = new Short[n];
        Short[] flags = new Short[n];
        int at = 0;
        for (var entry : fresh.entrySet()) {
            ReadingColumns c = entry.getValue();
            for (int i = 0; i < c.size(); i++, at++) {
                stream[at] = entry.getKey();
                micros[at] = c.event(i);
                value[at] = c.value(i);
                quality[at] = (short) c.quality(i);
                flags[at] = (short) c.flags(i);
            }
        }
        return () -> {
            if (!made) {
                sql.fetch("select sensor_readings_made()");
                made = true;
            }
            if (n > 0) {
                sql.execute(
                        INSERT,
                        site,
                        DSL.val(stream),
                        DSL.val(micros),
                        DSL.val(value),
                        DSL.val(quality),
                        DSL.val(flags));
            }
        };
    }

    /** The transaction is not committed. */
    void rolledBack() {
        made = false;
    }
}
