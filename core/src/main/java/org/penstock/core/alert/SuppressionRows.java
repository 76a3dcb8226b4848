package org.penstock.core.alert;

import static org.penstock.core.db.tables.tables.Suppressions.SUPPRESSIONS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.SortedMap;
import org.jooq.DSLContext;
import org.penstock.core.identity.Actors;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.telemetry.Effect;

/** What was shelved when, by whom and why, and what ended it. */
final class SuppressionRows {
    private static final int TEXT = 1_000;

    private SuppressionRows() {}

    static void begin(DSLContext sql, Placed place, Effect.Record fact, Instant at) {
        SortedMap<String, String> data = fact.data();
        sql.insertInto(SUPPRESSIONS)
                .set(SUPPRESSIONS.ID, UuidCreator.getTimeOrderedEpoch())
                .set(SUPPRESSIONS.SITE_ID, place.siteId())
                .set(SUPPRESSIONS.KIND, "shelve")
                .set(SUPPRESSIONS.SCOPE, cut(text(data, "source"), 200))
                .set(SUPPRESSIONS.ALERT_KEY, cut(text(data, "alert_key"), 120))
                .set(SUPPRESSIONS.SEVERITY, text(data, "severity"))
                .set(SUPPRESSIONS.ALERT_NO, Long.valueOf(fact.subject().substring("alert:".length())))
                .set(SUPPRESSIONS.REASON, cut(text(data, "reason"), TEXT))
                .set(
                        SUPPRESSIONS.BEGUN_BY,
                        Actors.idOf(
                                sql,
                                place.organizationId(),
                                Actors.keyFrom(data.getOrDefault("actor", Actors.SYSTEM)),
                                at))
                .set(SUPPRESSIONS.BEGUN_AT, at)
                .set(SUPPRESSIONS.UNTIL_AT, Instant.parse(text(data, "until")))
                .execute();
    }

    static void end(DSLContext sql, Placed place, Effect.Record fact, Instant at) {
        SortedMap<String, String> data = fact.data();
        sql.update(SUPPRESSIONS)
                .set(
                        SUPPRESSIONS.ENDED_BY,
                        Actors.idOf(
                                sql,
                                place.organizationId(),
                                Actors.keyFrom(data.getOrDefault("actor", Actors.SYSTEM)),
                                at))
                .set(SUPPRESSIONS.ENDED_AT, at)
                .set(SUPPRESSIONS.ENDED_WHY, cut(text(data, "reason"), TEXT))
                .where(SUPPRESSIONS.SITE_ID.eq(place.siteId()))
                .and(SUPPRESSIONS.SCOPE.eq(cut(text(data, "source"), 200)))
                .and(SUPPRESSIONS.ALERT_KEY.eq(cut(text(data, "alert_key"), 120)))
                .and(SUPPRESSIONS.ENDED_AT.isNull())
                .execute();
    }

    private static String text(SortedMap<String, String> data, String name) {
        return data.getOrDefault(name, "");
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }
}
