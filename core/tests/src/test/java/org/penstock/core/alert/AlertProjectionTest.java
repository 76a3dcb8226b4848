package org.penstock.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Actors.ACTORS;
import static org.penstock.core.db.tables.tables.AlertEvents.ALERT_EVENTS;
import static org.penstock.core.db.tables.tables.Alerts.ALERTS;
import static org.penstock.core.db.tables.tables.Suppressions.SUPPRESSIONS;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.junit.jupiter.api.DisplayName;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;
import org.penstock.core.telemetry.Severity;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.TestDatabase;

@DisplayName("Alerts in the database")
class AlertProjectionTest {
    private static final long JUNE = 1_780_293_600_000_000L;

    private final AlertLogic logic = new AlertLogic();
    private final List<Projection.Fact> facts = new ArrayList<>();
    private long seconds;

    @BothDatabases
    void aLifeIsOneRowAndARowForEachStep(TestDatabase db) {
        Northglass.put(db.database());
        tell(db, logic.raise(told(Severity.WARNING, 33), wall()));
        tell(db, logic.raise(told(Severity.CRITICAL, 40), wall()));
        tell(db, logic.acknowledge(1, "anna", "I look at it", wall()).transitions());
        tell(db, logic.clear("stream:air-temp", "air-hot", "back", wall()));

        db.database().run(sql -> {
            var alert = sql.selectFrom(ALERTS).fetchSingle();
            assertEquals("resolved", alert.getState());
            assertEquals("critical", alert.getSeverity());
            assertEquals("limit_high", alert.getAlertType());
            assertEquals(40, alert.getTripValue());
            assertEquals(32, alert.getLimitValue());
            assertEquals(2, alert.getToldCount());
            assertEquals(1_000_000, micros(alert.getRaisedAt()) - JUNE);
            assertEquals(2_000_000, micros(alert.getRefreshedAt()) - JUNE);
            assertEquals(3_000_000, micros(alert.getAcknowledgedAt()) - JUNE);
            assertEquals(4_000_000, micros(alert.getResolvedAt()) - JUNE);
            assertNull(alert.getOpenKey(), "a resolved alert stands in nobody's way");
            assertEquals(
                    "anna",
                    sql.select(ACTORS.ACTOR_KEY)
                            .from(ACTORS)
                            .where(ACTORS.ID.eq(alert.getAcknowledgedById()))
                            .fetchSingle(ACTORS.ACTOR_KEY));
            assertEquals(
                    List.of(
                            "1 active ", "2 active severity raised from warning to critical",
                            "3 acknowledged I look at it", "4 resolved back"),
                    sql.selectFrom(ALERT_EVENTS)
                            .orderBy(ALERT_EVENTS.EVENT_NO)
                            .fetch()
                            .map(r -> r.getEventNo() + " " + r.getState() + " " + r.getReason()));
        });
        assertEquals(
                List.of(
                        "alert.active system",
                        "alert.active system",
                        "alert.acknowledged anna",
                        "alert.resolved system"),
                facts.stream().map(f -> f.kind() + " " + f.actor()).toList());
    }

    @BothDatabases
    void aCauseThatComesBackIsActiveAgainAndAcknowledgedByNobody(TestDatabase db) {
        Northglass.put(db.database());
        tell(db, logic.raise(told(Severity.WARNING, 33), wall()));
        tell(db, logic.clear("stream:air-temp", "air-hot", "back", wall()));
        db.database().run(sql -> {
            assertEquals("returned", sql.selectFrom(ALERTS).fetchSingle().getState());
            assertNotNull(sql.selectFrom(ALERTS).fetchSingle().getReturnedAt());
        });
        tell(db, logic.raise(told(Severity.WARNING, 34), wall()));
        db.database().run(sql -> {
            var alert = sql.selectFrom(ALERTS).fetchSingle();
            assertEquals("active", alert.getState());
            assertNull(alert.getReturnedAt());
            assertNull(alert.getAcknowledgedById());
            assertEquals("stream:air-temp", alert.getOpenKey());
        });
        tell(db, logic.clear("stream:air-temp", "air-hot", "back", wall()));
        tell(db, logic.acknowledge(1, "anna", "", wall()).transitions());
        tell(db, logic.raise(told(Severity.WARNING, 35), wall()));
        db.database()
                .run(sql -> assertEquals(
                        List.of("1 resolved", "2 active"),
                        sql.selectFrom(ALERTS)
                                .orderBy(ALERTS.ALERT_NO)
                                .fetch()
                                .map(r -> r.getAlertNo() + " " + r.getState())));
    }

    @BothDatabases
    void theTableItselfRefusesASecondOpenOne(TestDatabase db) {
        Northglass.put(db.database());
        tell(db, logic.raise(told(Severity.WARNING, 33), wall()));
        DataAccessException second = assertThrows(
                DataAccessException.class,
                () -> db.database().run(sql -> {
                    var row = sql.selectFrom(ALERTS).fetchSingle();
                    sql.insertInto(ALERTS)
                            .set(ALERTS.ID, UUID.randomUUID())
                            .set(ALERTS.SITE_ID, row.getSiteId())
                            .set(ALERTS.ALERT_NO, 99L)
                            .set(ALERTS.SOURCE, row.getSource())
                            .set(ALERTS.ALERT_KEY, row.getAlertKey())
                            .set(ALERTS.ALERT_TYPE, row.getAlertType())
                            .set(ALERTS.SEVERITY, row.getSeverity())
                            .set(ALERTS.STATE, "active")
                            .set(ALERTS.MESSAGE, "")
                            .set(ALERTS.TOLD_COUNT, 1)
                            .set(ALERTS.RAISED_AT, row.getRaisedAt())
                            .set(ALERTS.REFRESHED_AT, row.getRefreshedAt())
                            .execute();
                }));
        assertTrue(String.valueOf(second.getMessage()).toLowerCase(Locale.ROOT).contains("alerts_open"));
    }

    @BothDatabases
    void aShelfIsARowUntilItEndsAndNoAlertIsResolvedByIt(TestDatabase db) {
        Northglass.put(db.database());
        tell(db, logic.raise(told(Severity.WARNING, 33), wall()));
        shelf(db, "alert.shelved", Map.of("actor", "anna", "reason", "fan", "until", "2026-06-01T08:00:00Z"));
        db.database().run(sql -> {
            var row = sql.selectFrom(SUPPRESSIONS).fetchSingle();
            assertEquals(
                    "shelve stream:air-temp air-hot 1 fan",
                    String.join(
                            " ",
                            row.getKind(),
                            row.getScope(),
                            row.getAlertKey(),
                            "" + row.getAlertNo(),
                            row.getReason()));
            assertEquals("stream:air-temp", row.getOpenScope());
            assertEquals("active", sql.selectFrom(ALERTS).fetchSingle().getState());
        });
        assertThrows(
                DataAccessException.class,
                () -> shelf(db, "alert.shelved", Map.of("reason", "twice", "until", "2026-06-01T08:00:00Z")));
        shelf(db, "alert.unshelved", Map.of("reason", "its time is over"));
        db.database().run(sql -> {
            var row = sql.selectFrom(SUPPRESSIONS).fetchSingle();
            assertEquals("its time is over", row.getEndedWhy());
            assertNotNull(row.getEndedAt());
            assertNull(row.getOpenScope());
        });
        assertEquals(
                List.of("alert.active system", "alert.shelved anna", "alert.unshelved system"),
                facts.stream().map(f -> f.kind() + " " + f.actor()).toList());
    }

    private void shelf(TestDatabase db, String kind, Map<String, String> more) {
        SortedMap<String, String> data =
                new TreeMap<>(Map.of("source", "stream:air-temp", "alert_key", "air-hot", "severity", "warning"));
        data.putAll(more);
        AlertProjection projection = new AlertProjection(Northglass.SITE.organizationKey(), Northglass.SITE.key());
        JournalRecord.Effects effects = new JournalRecord.Effects(
                1, new long[] {JUNE + seconds * 1_000_000}, List.of(new Effect.Record("alert:1", kind, data)));
        List<Projection.Fact> here = new ArrayList<>();
        db.database().run(sql -> projection.apply(sql, effects, here));
        facts.addAll(here);
    }

    @BothDatabases
    void anOddTypeOrAnEndlessTextDoesNotStopTheRecord(TestDatabase db) {
        Northglass.put(db.database());
        tell(
                db,
                logic.raise(
                        new Effect.Raise(
                                "site", "odd", "brand_new", Severity.INFO, "x".repeat(5_000), Double.NaN, Double.NaN),
                        wall()));
        db.database().run(sql -> {
            var alert = sql.selectFrom(ALERTS).fetchSingle();
            assertEquals("custom", alert.getAlertType());
            assertEquals(1_000, alert.getMessage().length());
            assertNull(alert.getTripValue());
        });
    }

    private void tell(TestDatabase db, List<AlertLogic.Transition> transitions) {
        AlertProjection projection = new AlertProjection(Northglass.SITE.organizationKey(), Northglass.SITE.key());
        List<Effect> effects = new ArrayList<>();
        for (AlertLogic.Transition t : transitions) {
            SortedMap<String, String> data = new TreeMap<>();
            String[] words = AlertRecord.of(t.alert(), t.actor(), t.reason());
            for (int i = 0; i < words.length; i += 2) {
                data.put(words[i], words[i + 1]);
            }
            effects.add(new Effect.Record(
                    "alert:" + t.alert().no(), "alert." + t.what().word(), data));
        }
        long[] walls = new long[effects.size()];
        java.util.Arrays.fill(walls, JUNE + seconds * 1_000_000);
        db.database().run(sql -> projection.apply(sql, new JournalRecord.Effects(1, walls, effects), facts));
    }

    private long wall() {
        return JUNE + ++seconds * 1_000_000;
    }

    private static long micros(java.time.Instant at) {
        return at.getEpochSecond() * 1_000_000 + at.getNano() / 1_000;
    }

    private static Effect.Raise told(Severity severity, double value) {
        return new Effect.Raise("stream:air-temp", "air-hot", "limit_high", severity, value + " °C", value, 32);
    }
}
