package org.penstock.core.telemetry;

import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Readings once more as rows of plain SQL ({@code sensor_readings}), for people with their own tools; the program itself never
 * asks them. Written in the transaction of the readings, so exactly those are there that were stored while it was switched on,
 * but for what the server refused ({@link RowsBeside}). PostgreSQL only. Projector's thread.
 */
final class RawRows {
    static final String NAME = "sensor_readings";

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
