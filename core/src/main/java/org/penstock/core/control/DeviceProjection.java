package org.penstock.core.control;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.CalibrationRows;
import org.penstock.core.facility.CalibrationRows.Calibration;
import org.penstock.core.facility.DeviceRows;
import org.penstock.core.identity.Actors;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;

/**
 * Brings into rows and into the chain what people did to devices and sensors while the facility ran: maintenance and
 * calibrations. Comes after {@link ConfigurationProjection}, whose devices and streams it points at.
 */
public final class DeviceProjection implements Projection {
    private static final int CERTIFICATE = 200;

    private final String organizationKey;
    private final String siteKey;

    /** @param organizationKey key of the organization of this data directory @param siteKey key of its site */
    public DeviceProjection(String organizationKey, String siteKey) {
        this.organizationKey = organizationKey;
        this.siteKey = siteKey;
    }

    @Override
    public void apply(DSLContext sql, JournalRecord record, List<Fact> events) {
        if (record instanceof JournalRecord.Effects effects) {
            for (int i = 0; i < effects.effects().size(); i++) {
                if (effects.effects().get(i) instanceof Effect.Record fact) {
                    recorded(sql, fact, effects.wallMicros()[i], events);
                }
            }
        }
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
                return;
            }
        }
        TreeMap<String, String> data = new TreeMap<>(fact.data());
        String actor = data.remove("actor");
        events.add(new Fact(wall, actor == null ? Actors.SYSTEM : actor, fact.kind(), fact.subject(), data));
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
