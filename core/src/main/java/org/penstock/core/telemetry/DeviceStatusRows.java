package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.DeviceStatus.DEVICE_STATUS;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.CurrentValues.Current;

/**
 * How each device was last heard, as rows: for people who look with tools of their own. Made of the newest readings of its
 * streams whenever those are written; nothing here reads it. Projector's thread.
 */
final class DeviceStatusRows {
    private final UUID site;
    private final ReadingSource sources;

    DeviceStatusRows(UUID site, ReadingSource sources) {
        this.site = site;
        this.sources = sources;
    }

    /**
     * Writes the rows of the devices of which a stream changed.
     *
     * @param all newest reading of every stream, by number
     * @param frameSeq newest frame that is in it
     */
    void write(DSLContext sql, Map<Integer, Current> all, Set<Integer> changed, long frameSeq) {
        if (changed.isEmpty()) {
            return;
        }
        Map<String, Current> newest = new TreeMap<>();
        Set<String> moved = new TreeSet<>();
        all.forEach((stream, c) -> {
            String device = SealedReadings.text(sources.of(stream).device(), 80);
            // A reading from the future says nothing about when the device was heard.
            if (!device.isEmpty() && c.quality() != QualityCode.FUTURE.code()) {
                newest.merge(device, c, (a, b) -> a.orderMicros() >= b.orderMicros() ? a : b);
                if (changed.contains(stream)) {
                    moved.add(device);
                }
            }
        });
        newest.keySet().retainAll(moved);
        if (newest.isEmpty()) {
            return;
        }
        Object[][] keys = newest.keySet().stream()
                .map(device -> new Object[] {site, device})
                .toArray(Object[][]::new);
        Object[][] rows = newest.entrySet().stream()
                .map(e -> new Object[] {
                    site,
                    e.getKey(),
                    EngineClock.instant(e.getValue().eventMicros()),
                    QualityCode.of(e.getValue().quality()).name().toLowerCase(Locale.ROOT),
                    frameSeq
                })
                .toArray(Object[][]::new);
        // As with current values: deleted and inserted is one plan for both databases.
        sql.batch(
                        sql.deleteFrom(DEVICE_STATUS)
                                .where(DEVICE_STATUS.SITE_ID.eq((UUID) null))
                                .and(DEVICE_STATUS.DEVICE_KEY.eq((String) null)),
                        keys)
                .execute();
        sql.batch(
                        sql.insertInto(
                                        DEVICE_STATUS,
                                        DEVICE_STATUS.SITE_ID,
                                        DEVICE_STATUS.DEVICE_KEY,
                                        DEVICE_STATUS.LAST_SEEN_AT,
                                        DEVICE_STATUS.HEALTH,
                                        DEVICE_STATUS.FRAME_SEQ)
                                .values((UUID) null, (String) null, (Instant) null, (String) null, (Long) null),
                        rows)
                .execute();
    }
}
