package org.penstock.core.facility;

import static org.penstock.core.db.tables.tables.Devices.DEVICES;
import static org.penstock.core.db.tables.tables.Enrolments.ENROLMENTS;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Actors;

/** The rows of {@code enrolments}: one for each way of a device into the facility, at most one of a device open. */
public final class EnrolmentRows {
    private EnrolmentRows() {}

    /**
     * How one begins.
     *
     * @param kind word of the kind
     * @param step word of what it waits for
     * @param code what the device must present, null where it presents none
     */
    public record Opened(
            UUID id, String kind, String step, @Nullable String code, UUID actorId, Instant started, Instant expires) {}

    /**
     * Where one stands.
     *
     * @param error cut to what the column holds
     * @param presented likewise
     * @param ended null while it is open
     */
    public record Standing(
            String state,
            String step,
            int attempts,
            String error,
            String presented,
            @Nullable Instant ended) {}

    /** One row with the names around it. @param actor who opened it */
    public record Listed(
            UUID id,
            String device,
            String deviceName,
            String kind,
            Standing standing,
            @Nullable String code,
            String actor,
            Instant started,
            Instant expires) {}

    /** Opens one. @throws IllegalStateException when the device has no row */
    public static void open(DSLContext sql, UUID siteId, String deviceKey, Opened o) {
        UUID device = sql.select(DEVICES.ID)
                .from(DEVICES)
                .where(DEVICES.SITE_ID.eq(siteId))
                .and(DEVICES.DEVICE_KEY.eq(deviceKey))
                .fetchOptional(DEVICES.ID)
                .orElseThrow(() -> new IllegalStateException(
                        "the device " + deviceKey + " has no row: its configuration was not applied"));
        sql.insertInto(ENROLMENTS)
                .set(ENROLMENTS.ID, o.id())
                .set(ENROLMENTS.SITE_ID, siteId)
                .set(ENROLMENTS.DEVICE_ID, device)
                .set(ENROLMENTS.KIND, o.kind())
                .set(ENROLMENTS.STATE, "pending")
                .set(ENROLMENTS.STEP, o.step())
                .set(ENROLMENTS.CODE, o.code())
                .set(ENROLMENTS.ACTOR_ID, o.actorId())
                .set(ENROLMENTS.STARTED_AT, o.started())
                .set(ENROLMENTS.EXPIRES_AT, o.expires())
                .execute();
    }

    /** Moves one; with its end its code is forgotten. */
    public static void move(DSLContext sql, UUID siteId, UUID id, Standing s) {
        var update = sql.update(ENROLMENTS)
                .set(ENROLMENTS.STATE, s.state())
                .set(ENROLMENTS.STEP, s.step())
                .set(ENROLMENTS.ATTEMPTS, s.attempts())
                .set(ENROLMENTS.LAST_ERROR, s.error())
                .set(ENROLMENTS.PRESENTED, s.presented())
                .set(ENROLMENTS.ENDED_AT, s.ended());
        if (s.ended() != null) {
            update = update.setNull(ENROLMENTS.CODE);
        }
        update.where(ENROLMENTS.SITE_ID.eq(siteId)).and(ENROLMENTS.ID.eq(id)).execute();
    }

    /** Deletes those that were over before {@code before}. @return how many */
    public static int purge(DSLContext sql, UUID siteId, Instant before) {
        return sql.deleteFrom(ENROLMENTS)
                .where(ENROLMENTS.SITE_ID.eq(siteId))
                .and(ENROLMENTS.ENDED_AT.lt(before))
                .execute();
    }

    /** The newest first. @param deviceKey only of this device, null for every one */
    public static List<Listed> newest(DSLContext sql, UUID siteId, @Nullable String deviceKey, int most) {
        Condition which = ENROLMENTS.SITE_ID.eq(siteId);
        if (deviceKey != null) {
            which = which.and(DEVICES.DEVICE_KEY.eq(deviceKey));
        }
        var rows = sql.select(ENROLMENTS.fields())
                .select(DEVICES.DEVICE_KEY, DEVICES.NAME)
                .from(ENROLMENTS)
                .join(DEVICES)
                .on(DEVICES.SITE_ID.eq(ENROLMENTS.SITE_ID))
                .and(DEVICES.ID.eq(ENROLMENTS.DEVICE_ID))
                .where(which)
                .orderBy(ENROLMENTS.STARTED_AT.desc(), ENROLMENTS.ID.desc())
                .limit(most)
                .fetch();
        Map<UUID, String> actors = Actors.keysOf(sql, rows.getValues(ENROLMENTS.ACTOR_ID));
        return rows.map(r -> new Listed(
                r.get(ENROLMENTS.ID),
                r.get(DEVICES.DEVICE_KEY),
                r.get(DEVICES.NAME),
                r.get(ENROLMENTS.KIND),
                new Standing(
                        r.get(ENROLMENTS.STATE),
                        r.get(ENROLMENTS.STEP),
                        r.get(ENROLMENTS.ATTEMPTS),
                        r.get(ENROLMENTS.LAST_ERROR),
                        r.get(ENROLMENTS.PRESENTED),
                        r.get(ENROLMENTS.ENDED_AT)),
                r.get(ENROLMENTS.CODE),
                actors.getOrDefault(r.get(ENROLMENTS.ACTOR_ID), ""),
                r.get(ENROLMENTS.STARTED_AT),
                r.get(ENROLMENTS.EXPIRES_AT)));
    }
}
