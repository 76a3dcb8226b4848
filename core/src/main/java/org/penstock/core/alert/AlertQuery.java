package org.penstock.core.alert;

import static org.penstock.core.db.tables.tables.Alerts.ALERTS;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.tables.tables.records.AlertsRecord;
import org.penstock.core.identity.Actors;
import org.penstock.core.telemetry.Severity;

/** Lists alerts from the record, newest first, open and resolved. */
public final class AlertQuery {
    private AlertQuery() {}

    /**
     * An alert as recorded.
     *
     * @param value value at the trip, NaN when there is none
     * @param limit limit that was crossed, NaN when there is none
     */
    public record Recorded(
            long no,
            String source,
            String type,
            Severity severity,
            String state,
            String text,
            double value,
            double limit,
            Instant raised,
            @Nullable Instant acknowledged,
            String acknowledgedBy,
            @Nullable Instant resolved,
            int count) {}

    /** The newest {@code most} alerts of a site. */
    public static List<Recorded> newest(DSLContext sql, UUID site, int most) {
        return list(sql, ALERTS.SITE_ID.eq(site), most);
    }

    /** The newest {@code most} that were open at some moment of a time. @param to exclusive */
    public static List<Recorded> between(DSLContext sql, UUID site, Instant from, Instant to, int most) {
        return list(
                sql,
                ALERTS.SITE_ID
                        .eq(site)
                        .and(ALERTS.RAISED_AT.lt(to))
                        .and(ALERTS.RESOLVED_AT.isNull().or(ALERTS.RESOLVED_AT.ge(from))),
                most);
    }

    private static List<Recorded> list(DSLContext sql, Condition which, int most) {
        List<AlertsRecord> rows = sql.selectFrom(ALERTS)
                .where(which)
                .orderBy(ALERTS.ALERT_NO.desc())
                .limit(most)
                .fetch();
        Map<UUID, String> actors = Actors.keysOf(
                sql,
                rows.stream()
                        .map(AlertsRecord::getAcknowledgedById)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return rows.stream()
                .map(r -> new Recorded(
                        r.getAlertNo(),
                        r.getSource(),
                        r.getAlertType(),
                        Severity.valueOf(r.getSeverity().toUpperCase(Locale.ROOT)),
                        r.getState(),
                        r.getMessage(),
                        orNan(r.getTripValue()),
                        orNan(r.getLimitValue()),
                        r.getRaisedAt(),
                        r.getAcknowledgedAt(),
                        r.getAcknowledgedById() == null ? "" : actors.getOrDefault(r.getAcknowledgedById(), ""),
                        r.getResolvedAt(),
                        r.getToldCount()))
                .toList();
    }

    private static double orNan(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
