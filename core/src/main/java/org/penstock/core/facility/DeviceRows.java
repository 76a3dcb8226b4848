package org.penstock.core.facility;

import static org.penstock.core.db.tables.tables.Devices.DEVICES;
import static org.penstock.core.db.tables.tables.SensorStreams.SENSOR_STREAMS;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** What happens to a device and its streams outside the facility file, in their rows. Inside the caller's transaction. */
public final class DeviceRows {
    private DeviceRows() {}

    /**
     * A device came into another state.
     *
     * @param state a word of the column: {@code active}, {@code maintenance}
     * @param at when, whole µs
     * @param reason cut to what the column holds
     */
    public static void state(
            DSLContext sql, UUID siteId, String deviceKey, String state, Instant at, UUID actorId, String reason) {
        sql.update(DEVICES)
                .set(DEVICES.STATE, state)
                .set(DEVICES.STATE_SINCE, at)
                .set(DEVICES.STATE_ACTOR_ID, actorId)
                .set(DEVICES.STATE_REASON, reason)
                .set(DEVICES.VERSION, DEVICES.VERSION.plus(1))
                .where(DEVICES.SITE_ID.eq(siteId))
                .and(DEVICES.DEVICE_KEY.eq(deviceKey))
                .execute();
    }

    /** Devices that left the file are retired, those that came back are active; a person's maintenance is told apart. */
    static void archived(DSLContext sql, UUID siteId) {
        sql.update(DEVICES)
                .set(DEVICES.STATE, "retired")
                .where(DEVICES.SITE_ID.eq(siteId))
                .and(DEVICES.ARCHIVED_AT.isNotNull())
                .and(DEVICES.STATE.ne("retired"))
                .execute();
        sql.update(DEVICES)
                .set(DEVICES.STATE, "active")
                .where(DEVICES.SITE_ID.eq(siteId))
                .and(DEVICES.ARCHIVED_AT.isNull())
                .and(DEVICES.STATE.eq("retired"))
                .execute();
    }

    /**
     * A stream as its row says it, also one that left the file.
     *
     * @param archived when it left, empty while it is in the file
     */
    public record StreamRow(int no, String key, String name, Metric metric, Unit unit, Optional<Instant> archived) {}

    /** What each stream measured, by its number, in the file or archived. */
    public static Map<Integer, Metric> metrics(DSLContext sql, UUID siteId) {
        Map<Integer, Metric> metrics = new TreeMap<>();
        sql.select(SENSOR_STREAMS.STREAM_NO, SENSOR_STREAMS.METRIC)
                .from(SENSOR_STREAMS)
                .where(SENSOR_STREAMS.SITE_ID.eq(siteId))
                .forEach(r -> Metric.of(r.value2()).ifPresent(metric -> metrics.put(r.value1(), metric)));
        return metrics;
    }

    /** Numbers of a device's streams, in the file or archived. */
    public static List<Integer> streamsOf(DSLContext sql, UUID siteId, String deviceKey) {
        return sql.select(SENSOR_STREAMS.STREAM_NO)
                .from(SENSOR_STREAMS)
                .join(DEVICES)
                .on(DEVICES.ID.eq(SENSOR_STREAMS.DEVICE_ID))
                .where(SENSOR_STREAMS.SITE_ID.eq(siteId))
                .and(DEVICES.DEVICE_KEY.eq(deviceKey))
                .fetch(SENSOR_STREAMS.STREAM_NO);
    }

    /** Numbers of the streams that measure, or measured when they left the file, at one of these locations. */
    public static List<Integer> streamsAt(DSLContext sql, UUID siteId, Collection<UUID> locations) {
        return sql.select(SENSOR_STREAMS.STREAM_NO)
                .from(SENSOR_STREAMS)
                .join(DEVICES)
                .on(DEVICES.ID.eq(SENSOR_STREAMS.DEVICE_ID))
                .where(SENSOR_STREAMS.SITE_ID.eq(siteId))
                .and(SENSOR_STREAMS.LOCATION_ID.in(locations).or(DEVICES.LOCATION_ID.in(locations)))
                .fetch(SENSOR_STREAMS.STREAM_NO);
    }

    /** The stream with this key, in the file or archived. */
    public static Optional<StreamRow> stream(DSLContext sql, UUID siteId, String key) {
        return sql.selectFrom(SENSOR_STREAMS)
                .where(SENSOR_STREAMS.SITE_ID.eq(siteId))
                .and(SENSOR_STREAMS.STREAM_KEY.eq(key))
                .fetchOptional()
                .flatMap(r -> Metric.of(r.getMetric())
                        .map(metric -> new StreamRow(
                                r.getStreamNo(),
                                r.getStreamKey(),
                                r.getName(),
                                metric,
                                Unit.of(r.getSourceUnit(), metric).orElse(metric.canonical()),
                                Optional.ofNullable(r.getArchivedAt()))));
    }
}
