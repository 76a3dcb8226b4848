package org.penstock.core.alert;

import static org.penstock.core.db.tables.tables.AlertEvents.ALERT_EVENTS;
import static org.penstock.core.db.tables.tables.Alerts.ALERTS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record1;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Actors;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;

/** Brings the transitions of alerts into the database: the alert as it stands, and a row for each transition. */
public final class AlertProjection implements Projection {
    private static final int TEXT = 1_000;
    private static final Set<String> TYPES = Set.of(
            "limit_high",
            "limit_low",
            "limit_range",
            "deviation",
            "rate_of_change",
            "missing_data",
            "quality",
            "monitoring_interrupted",
            "missed_manual_entry",
            "low_battery",
            "sensor_fault",
            "door_open",
            "cooling_failure",
            "calibration_due",
            "device_offline",
            "interlock",
            "command_failed",
            "clock",
            "chain",
            "backlog",
            "custom");

    private final String organizationKey;
    private final String siteKey;

    /** @param organizationKey key of the organization of this data directory @param siteKey key of its site */
    public AlertProjection(String organizationKey, String siteKey) {
        this.organizationKey = organizationKey;
        this.siteKey = siteKey;
    }

    @Override
    public void apply(DSLContext sql, JournalRecord record, List<Fact> events) {
        if (record instanceof JournalRecord.Effects effects) {
            for (int i = 0; i < effects.effects().size(); i++) {
                if (effects.effects().get(i) instanceof Effect.Record fact
                        && fact.kind().startsWith("alert.")
                        && fact.subject().startsWith("alert:")) {
                    long wall = effects.wallMicros()[i];
                    Instant at = Instant.EPOCH.plus(wall, ChronoUnit.MICROS);
                    switch (fact.kind()) {
                        case "alert.shelved" -> SuppressionRows.begin(sql, place(sql), fact, at);
                        case "alert.unshelved" -> SuppressionRows.end(sql, place(sql), fact, at);
                        default -> apply(sql, fact, at);
                    }
                    TreeMap<String, String> data = new TreeMap<>(fact.data());
                    String actor = data.remove("actor");
                    events.add(
                            new Fact(wall, actor == null ? Actors.SYSTEM : actor, fact.kind(), fact.subject(), data));
                }
            }
        }
    }

    private void apply(DSLContext sql, Effect.Record fact, Instant at) {
        Placed place = place(sql);
        long no = Long.parseLong(fact.subject().substring("alert:".length()));
        SortedMap<String, String> data = fact.data();
        UUID actor = Actors.idOf(sql, place.organizationId(), Actors.keyFrom(text(data, "actor")), at);
        UUID alert = find(sql, place.siteId(), no);
        if (alert == null) {
            alert = insert(sql, place.siteId(), no, data, at);
        } else {
            update(sql, alert, fact.kind(), data, actor, at);
        }
        Record1<Integer> last = sql.select(DSL.coalesce(DSL.max(ALERT_EVENTS.EVENT_NO), 0))
                .from(ALERT_EVENTS)
                .where(ALERT_EVENTS.ALERT_ID.eq(alert))
                .fetchSingle();
        sql.insertInto(ALERT_EVENTS)
                .set(ALERT_EVENTS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(ALERT_EVENTS.SITE_ID, place.siteId())
                .set(ALERT_EVENTS.ALERT_ID, alert)
                .set(ALERT_EVENTS.EVENT_NO, last.value1() + 1)
                .set(ALERT_EVENTS.HAPPENED_AT, at)
                .set(ALERT_EVENTS.STATE, text(data, "state"))
                .set(ALERT_EVENTS.SEVERITY, text(data, "severity"))
                .set(ALERT_EVENTS.ACTOR_ID, actor)
                .set(ALERT_EVENTS.REASON, cut(text(data, "reason"), TEXT))
                .execute();
    }

    private Placed place(DSLContext sql) {
        return PlaceRows.find(sql, organizationKey, siteKey)
                .orElseThrow(() -> new IllegalStateException("the site " + organizationKey + "/" + siteKey
                        + " has no row: its configuration was not applied"));
    }

    private static UUID insert(DSLContext sql, UUID site, long no, SortedMap<String, String> data, Instant at) {
        UUID alert = UuidCreator.getTimeOrderedEpoch();
        String type = text(data, "type");
        sql.insertInto(ALERTS)
                .set(ALERTS.ID, alert)
                .set(ALERTS.SITE_ID, site)
                .set(ALERTS.ALERT_NO, no)
                .set(ALERTS.SOURCE, cut(text(data, "source"), 200))
                .set(ALERTS.ALERT_KEY, cut(text(data, "alert_key"), 120))
                .set(ALERTS.ALERT_TYPE, TYPES.contains(type) ? type : "custom")
                .set(ALERTS.SEVERITY, text(data, "severity"))
                .set(ALERTS.STATE, text(data, "state"))
                .set(ALERTS.MESSAGE, cut(text(data, "text"), TEXT))
                .set(ALERTS.TRIP_VALUE, number(data, "value"))
                .set(ALERTS.LIMIT_VALUE, number(data, "limit"))
                .set(ALERTS.TOLD_COUNT, Integer.parseInt(text(data, "count")))
                .set(ALERTS.RAISED_AT, at)
                .set(ALERTS.REFRESHED_AT, at)
                .execute();
        return alert;
    }

    private static void update(
            DSLContext sql, UUID alert, String kind, SortedMap<String, String> data, UUID actor, Instant at) {
        Map<Field<?>, @Nullable Object> now = new LinkedHashMap<>();
        now.put(ALERTS.STATE, text(data, "state"));
        now.put(ALERTS.SEVERITY, text(data, "severity"));
        now.put(ALERTS.MESSAGE, cut(text(data, "text"), TEXT));
        now.put(ALERTS.TRIP_VALUE, number(data, "value"));
        now.put(ALERTS.TOLD_COUNT, Integer.parseInt(text(data, "count")));
        switch (kind) {
            case "alert.active" -> {
                // Again active: whoever acknowledged it before acknowledged something else.
                now.put(ALERTS.REFRESHED_AT, at);
                now.put(ALERTS.RETURNED_AT, null);
                now.put(ALERTS.ACKNOWLEDGED_AT, null);
                now.put(ALERTS.ACKNOWLEDGED_BY_ID, null);
            }
            case "alert.acknowledged" -> acknowledged(now, actor, at);
            case "alert.returned" -> now.put(ALERTS.RETURNED_AT, at);
            default -> {
                now.put(ALERTS.RESOLVED_AT, at);
                now.put(ALERTS.RETURNED_AT, DSL.coalesce(ALERTS.RETURNED_AT, at));
                if (!text(data, "actor").equals(Actors.SYSTEM)) {
                    acknowledged(now, actor, at);
                }
            }
        }
        sql.update(ALERTS).set(now).where(ALERTS.ID.eq(alert)).execute();
    }

    private static void acknowledged(Map<Field<?>, @Nullable Object> now, UUID actor, Instant at) {
        now.put(ALERTS.ACKNOWLEDGED_AT, at);
        now.put(ALERTS.ACKNOWLEDGED_BY_ID, actor);
    }

    private static @Nullable UUID find(DSLContext sql, UUID site, long no) {
        return sql.select(ALERTS.ID)
                .from(ALERTS)
                .where(ALERTS.SITE_ID.eq(site))
                .and(ALERTS.ALERT_NO.eq(no))
                .fetchOne(ALERTS.ID);
    }

    private static @Nullable Double number(SortedMap<String, String> data, String name) {
        String text = data.get(name);
        return text == null ? null : Double.valueOf(text);
    }

    private static String text(SortedMap<String, String> data, String name) {
        String value = data.get(name);
        return value == null ? "" : value;
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
