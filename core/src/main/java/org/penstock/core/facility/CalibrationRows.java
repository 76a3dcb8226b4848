package org.penstock.core.facility;

import static org.penstock.core.db.tables.tables.Calibrations.CALIBRATIONS;
import static org.penstock.core.db.tables.tables.SensorStreams.SENSOR_STREAMS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Actors;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** The rows of {@code calibrations}. Append only. */
public final class CalibrationRows {
    private CalibrationRows() {}

    /**
     * One calibration of one stream. Numbers are in the canonical unit of the metric.
     *
     * @param from event time of the first reading the offset is added to
     * @param at when it was recorded
     * @param reference what the reference showed, null where an offset was set without one
     * @param found what the stream showed before, null where nobody looked
     * @param before offset until then
     * @param expires when the next one is due, null when nobody said
     */
    public record Calibration(
            Instant from,
            Instant at,
            @Nullable Double reference,
            @Nullable Double found,
            double before,
            double offset,
            String certificate,
            @Nullable Instant expires,
            String reason) {
        /** What the stream shows for the same thing afterwards; null where nobody looked before. */
        public @Nullable Double left() {
            return found == null ? null : Double.valueOf(found - before + offset);
        }
    }

    /** One row with the names around it. @param unit the one the device speaks @param actor who recorded it */
    public record Listed(
            String stream, String streamName, Metric metric, Unit unit, String actor, Calibration calibration) {}

    /** Adds a calibration. @throws IllegalStateException when the stream has no row */
    public static void add(DSLContext sql, UUID siteId, String streamKey, UUID actorId, Calibration c) {
        UUID stream = sql.select(SENSOR_STREAMS.ID)
                .from(SENSOR_STREAMS)
                .where(SENSOR_STREAMS.SITE_ID.eq(siteId))
                .and(SENSOR_STREAMS.STREAM_KEY.eq(streamKey))
                .fetchOptional(SENSOR_STREAMS.ID)
                .orElseThrow(() -> new IllegalStateException(
                        "the stream " + streamKey + " has no row: its configuration was not applied"));
        sql.insertInto(CALIBRATIONS)
                .set(CALIBRATIONS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(CALIBRATIONS.SITE_ID, siteId)
                .set(CALIBRATIONS.STREAM_ID, stream)
                .set(CALIBRATIONS.EFFECTIVE_FROM, c.from())
                .set(CALIBRATIONS.RECORDED_AT, c.at())
                .set(CALIBRATIONS.ACTOR_ID, actorId)
                .set(CALIBRATIONS.REFERENCE_VALUE, c.reference())
                .set(CALIBRATIONS.FOUND_VALUE, c.found())
                .set(CALIBRATIONS.LEFT_VALUE, c.left())
                .set(CALIBRATIONS.OFFSET_BEFORE, c.before())
                .set(CALIBRATIONS.OFFSET_VALUE, c.offset())
                .set(CALIBRATIONS.CERTIFICATE, c.certificate())
                .set(CALIBRATIONS.EXPIRES_AT, c.expires())
                .set(CALIBRATIONS.REASON, c.reason())
                .execute();
    }

    /** The newest calibrations first. @param streamKey only of this stream, null for every one */
    public static List<Listed> newest(DSLContext sql, UUID siteId, @Nullable String streamKey, int most) {
        Condition which = CALIBRATIONS.SITE_ID.eq(siteId);
        if (streamKey != null) {
            which = which.and(SENSOR_STREAMS.STREAM_KEY.eq(streamKey));
        }
        var rows = sql.select(CALIBRATIONS.fields())
                .select(
                        SENSOR_STREAMS.STREAM_KEY,
                        SENSOR_STREAMS.NAME,
                        SENSOR_STREAMS.METRIC,
                        SENSOR_STREAMS.SOURCE_UNIT)
                .from(CALIBRATIONS)
                .join(SENSOR_STREAMS)
                .on(SENSOR_STREAMS.SITE_ID.eq(CALIBRATIONS.SITE_ID))
                .and(SENSOR_STREAMS.ID.eq(CALIBRATIONS.STREAM_ID))
                .where(which)
                .orderBy(CALIBRATIONS.RECORDED_AT.desc(), CALIBRATIONS.EFFECTIVE_FROM.desc())
                .limit(most)
                .fetch();
        Map<UUID, String> actors = Actors.keysOf(sql, rows.getValues(CALIBRATIONS.ACTOR_ID));
        return rows.map(r -> {
            Metric metric = Metric.of(r.get(SENSOR_STREAMS.METRIC)).orElse(Metric.COUNT);
            return new Listed(
                    r.get(SENSOR_STREAMS.STREAM_KEY),
                    r.get(SENSOR_STREAMS.NAME),
                    metric,
                    Unit.of(r.get(SENSOR_STREAMS.SOURCE_UNIT), metric).orElse(metric.canonical()),
                    actors.getOrDefault(r.get(CALIBRATIONS.ACTOR_ID), ""),
                    new Calibration(
                            r.get(CALIBRATIONS.EFFECTIVE_FROM),
                            r.get(CALIBRATIONS.RECORDED_AT),
                            r.get(CALIBRATIONS.REFERENCE_VALUE),
                            r.get(CALIBRATIONS.FOUND_VALUE),
                            r.get(CALIBRATIONS.OFFSET_BEFORE),
                            r.get(CALIBRATIONS.OFFSET_VALUE),
                            r.get(CALIBRATIONS.CERTIFICATE),
                            r.get(CALIBRATIONS.EXPIRES_AT),
                            r.get(CALIBRATIONS.REASON)));
        });
    }
}
