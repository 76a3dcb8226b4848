package org.penstock.core.control;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.CalibrationRows;
import org.penstock.core.facility.CalibrationRows.Calibration;
import org.penstock.core.facility.DeviceRows;
import org.penstock.core.facility.EnrolmentRows;
import org.penstock.core.identity.Actors;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Frame;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;

/**
 * Brings into rows and into the chain what people did to devices and sensors while the facility ran: maintenance,
 * calibrations, enrolments. Comes after {@link ConfigurationProjection}, whose devices and streams it points at.
 */
public final class DeviceProjection implements Projection {
    private static final int CERTIFICATE = 200;
    private static final long HOUR_MICROS = 3_600_000_000L;

    /** How long the row of an enrolment outlives its end; its events stay. */
    private static final Duration ENROLMENT_KEPT = Duration.ofDays(30);

    private static final Set<String> OVER = Set.of("completed", "failed", "expired");

    private final String organizationKey;
    private final String siteKey;
    private long purgedMicros = Long.MIN_VALUE / 2;

    /** @param organizationKey key of the organization of this data directory @param siteKey key of its site */
    public DeviceProjection(String organizationKey, String siteKey) {
        this.organizationKey = organizationKey;
        this.siteKey = siteKey;
    }

    @Override
    public void apply(DSLContext sql, JournalRecord record, List<Fact> events) {
        if (record instanceof JournalRecord.Inputs(Frame frame)
                && Math.abs(frame.wallMicros() - purgedMicros) >= HOUR_MICROS) {
            purge(sql, frame.wallMicros());
        }
        if (record instanceof JournalRecord.Effects effects) {
            for (int i = 0; i < effects.effects().size(); i++) {
                if (effects.effects().get(i) instanceof Effect.Record fact) {
                    recorded(sql, fact, effects.wallMicros()[i], events);
                }
            }
        }
    }

    /** By the time of the frame, so that the same journal makes the same rows; once an hour, and after a start. */
    private void purge(DSLContext sql, long wall) {
        PlaceRows.find(sql, organizationKey, siteKey).ifPresent(place -> {
            EnrolmentRows.purge(sql, place.siteId(), instant(wall).minus(ENROLMENT_KEPT));
            purgedMicros = wall;
        });
    }

    private void recorded(DSLContext sql, Effect.Record fact, long wall, List<Fact> events) {
        String key = fact.subject().substring(fact.subject().indexOf(':') + 1);
        switch (fact.kind()) {
            case DeviceDesk.CHANGED -> {
                Placed place = place(sql);
                DeviceRows.state(
                        sql,
                        place.siteId(),
                        key,
                        fact.data().getOrDefault("to", "active"),
                        instant(wall),
                        actor(sql, place, fact, wall),
                        ControlProjection.text(fact.data().getOrDefault("reason", "")));
            }
            case Calibrations.RECORDED -> {
                Placed place = place(sql);
                CalibrationRows.add(sql, place.siteId(), key, actor(sql, place, fact, wall), calibration(fact, wall));
            }
            default -> {
                if (!fact.kind().startsWith(Enrolments.KIND)) {
                    return;
                }
                enrolment(sql, place(sql), key, fact, wall);
            }
        }
        TreeMap<String, String> data = new TreeMap<>(fact.data());
        data.remove("code"); // what opens a door for an hour is not kept for ever
        String actor = data.remove("actor");
        events.add(new Fact(wall, actor == null ? Actors.SYSTEM : actor, fact.kind(), fact.subject(), data));
    }

    private static void enrolment(DSLContext sql, Placed place, String device, Effect.Record fact, long wall) {
        SortedMap<String, String> d = fact.data();
        UUID id = UUID.fromString(d.getOrDefault("id", ""));
        if (fact.kind().equals(Enrolments.OPENED)) {
            String code = d.getOrDefault("code", "");
            EnrolmentRows.open(
                    sql,
                    place.siteId(),
                    device,
                    new EnrolmentRows.Opened(
                            id,
                            d.getOrDefault("kind", "manual"),
                            d.getOrDefault("step", "reading"),
                            code.isEmpty() ? null : code,
                            actor(sql, place, fact, wall),
                            instant(wall),
                            instant(Long.parseLong(d.getOrDefault("expires_micros", "0")))));
            return;
        }
        String state = d.getOrDefault("state", "failed");
        EnrolmentRows.move(
                sql,
                place.siteId(),
                id,
                new EnrolmentRows.Standing(
                        state,
                        d.getOrDefault("step", "over"),
                        Integer.parseInt(d.getOrDefault("attempts", "0")),
                        ControlProjection.text(d.getOrDefault("error", "")),
                        ControlProjection.text(d.getOrDefault("presented", "")),
                        OVER.contains(state) ? instant(wall) : null));
    }

    private static UUID actor(DSLContext sql, Placed place, Effect.Record fact, long wall) {
        String key = Actors.keyFrom(fact.data().getOrDefault("actor", Actors.SYSTEM));
        return Actors.idOf(sql, place.organizationId(), key, instant(wall));
    }

    private static Calibration calibration(Effect.Record fact, long wall) {
        SortedMap<String, String> d = fact.data();
        String due = d.getOrDefault("due_micros", "");
        return new Calibration(
                instant(Long.parseLong(d.getOrDefault("from_micros", "0"))),
                instant(wall),
                number(d.getOrDefault("reference", "")),
                number(d.getOrDefault("found", "")),
                Double.parseDouble(d.getOrDefault("offset_before", "0")),
                Double.parseDouble(d.getOrDefault("offset", "0")),
                ControlProjection.text(d.getOrDefault("certificate", ""), CERTIFICATE),
                due.isEmpty() ? null : instant(Long.parseLong(due)),
                ControlProjection.text(d.getOrDefault("reason", "")));
    }

    private static @Nullable Double number(String text) {
        return text.isEmpty() ? null : Double.valueOf(text);
    }

    private Placed place(DSLContext sql) {
        return PlaceRows.find(sql, organizationKey, siteKey)
                .orElseThrow(() -> new IllegalStateException("the site " + organizationKey + "/" + siteKey
                        + " has no row: its configuration was not applied"));
    }

    private static Instant instant(long wallMicros) {
        return Instant.EPOCH.plus(wallMicros, ChronoUnit.MICROS);
    }
}
