package org.penstock.core.compliance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.LegalHolds.LEGAL_HOLDS;
import static org.penstock.core.db.tables.tables.RetentionRuns.RETENTION_RUNS;
import static org.penstock.core.testsupport.StoryStore.OTTO;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Refusal;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.place.Keep;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.ReadingForgetting.Piece;
import org.penstock.core.telemetry.StreamSet;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.EvidenceTables;
import org.penstock.core.testsupport.StoryPeople;
import org.penstock.core.testsupport.StoryStore;
import org.penstock.core.testsupport.TestDatabase;

/** What a court wants kept: placed by one, lifted by two others, on record with every column, and stronger than the plan. */
class LegalHoldsTest {
    private static final Provenance CARA = StoryPeople.by("cara", Role.COMPLIANCE);
    private static final Provenance BOB = StoryPeople.by("bob", Role.COMPLIANCE);
    private static final Provenance SVEN = StoryPeople.by("sven", Role.SUPERVISOR);

    private static LegalHolds.Placing on(LegalHold.Scope scope, String key, String from, @Nullable Instant expires) {
        return new LegalHolds.Placing("2024/118", "a claim", scope, key, Instant.parse(from), null, expires);
    }

    private static Piece day(String day) {
        long from = EngineClock.micros(Instant.parse(day + "T00:00:00Z"));
        return new Piece(day, from, from + 86_400_000_000L);
    }

    @BothDatabases
    void onePlacesTwoOthersLift(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        LegalHolds holds = new LegalHolds(store.chain);
        LegalHold placed = store.in(sql -> holds.place(
                sql,
                on(LegalHold.Scope.LOCATION, "bay-1", "2024-05-01T00:00:00Z", null),
                StreamSet.of(List.of(3, 4, 5)),
                CARA,
                store.now));
        assertTrue(placed.inForce(store.now.plus(Duration.ofDays(10_000))));
        assertThrows(
                LegalHoldRefused.class,
                () -> store.in(sql -> holds.place(
                        sql,
                        on(LegalHold.Scope.SITE, "", "2024-05-01T00:00:00Z", store.now),
                        StreamSet.NONE,
                        CARA,
                        store.now)),
                "it would have expired");

        Signoff asked = store.asked(store.in(sql -> holds.wish(sql, placed.id(), "withdrawn")));
        assertInstanceOf(
                Refusal.class,
                assertThrows(SignoffRefused.class, () -> store.signs(asked, CARA, Meaning.APPROVED))
                        .refusal());
        store.signs(asked, BOB, Meaning.APPROVED);
        assertEquals(1, store.in(sql -> holds.inForce(sql, store.now)).size(), "one signature lifts nothing");
        Signoff approved = store.signs(asked, SVEN, Meaning.APPROVED);
        assertInstanceOf(
                Execution.Done.class, store.in(sql -> holds.lift(sql, approved.id(), placed.id(), OTTO, store.now)));
        assertEquals(List.of(), store.in(sql -> holds.inForce(sql, store.now)));
        assertEquals(1, store.in(sql -> holds.list(sql, true, store.now)).size());
        assertThrows(LegalHoldRefused.class, () -> store.in(sql -> holds.wish(sql, placed.id(), "again")));

        UUID run = UUID.randomUUID();
        RetentionRuns runs = new RetentionRuns(store.chain);
        store.database.run(sql -> runs.begin(sql, run, "daily", OTTO, store.now));
        store.database.run(sql ->
                runs.end(sql, run, store.now, store.now, 3, 12, 99, List.of("2024/118 kept it"), "", OTTO, store.now));
        assertEquals(12, store.in(sql -> runs.list(sql, 10)).getFirst().readings());

        EvidenceTables tables = new EvidenceTables(store.database, store.chain, new RetentionVerifier());
        assertEquals(List.of(), tables.findings());
        tables.unguard("legal_holds", "retention_runs");
        int tried = tables.everyColumn(LEGAL_HOLDS, "id", LEGAL_HOLDS.ID.isNotNull(), Set.of())
                + tables.everyColumn(RETENTION_RUNS, "id", RETENTION_RUNS.ID.isNotNull(), Set.of());
        assertTrue(tried > 20, tried + " changes");
        assertEquals(
                List.of("legal_holds " + placed.id()),
                EvidenceTables.names(
                        tables.after(sql -> sql.deleteFrom(LEGAL_HOLDS).execute())));
    }

    private static RetentionRules rules(LegalHold... holds) {
        RetentionPlan plan = new RetentionPlan(
                new RetentionPlan.StreamClass("", Set.of(), Map.of(ReadingKind.RAW, Keep.months(12))),
                List.of(new RetentionPlan.StreamClass(
                        "Air", Set.of(Metric.CO2), Map.of(ReadingKind.RAW, Keep.days(90)))),
                Keep.days(30),
                null);
        return new RetentionRules(
                plan,
                Map.of(1, Metric.TEMPERATURE, 2, Metric.TEMPERATURE, 3, Metric.CO2),
                List.of(holds),
                Instant.parse("2026-03-02T08:00:00Z"));
    }

    private static LegalHold hold(LegalHold.Scope scope, List<Integer> streams, String from, @Nullable String to) {
        return new LegalHold(
                UUID.randomUUID(),
                "2024/118",
                "a claim",
                scope,
                scope == LegalHold.Scope.SITE ? "" : "bay-1",
                StreamSet.of(streams),
                Instant.parse(from),
                to == null ? null : Instant.parse(to),
                "cara",
                Instant.EPOCH,
                null,
                null,
                null);
    }

    @Test
    void aClassGoesWhenItsTimeIsOverAndAHoldWinsOverIt() {
        assertEquals("", rules().allowed(day("2025-12-02")).of(ReadingKind.RAW).text(), "not a day too early");
        assertEquals("3", rules().allowed(day("2025-12-01")).of(ReadingKind.RAW).text());
        assertEquals(
                "1-3", rules().allowed(day("2025-03-01")).of(ReadingKind.RAW).text());
        assertEquals(
                "",
                rules().allowed(day("2025-03-01")).of(ReadingKind.FIVE_MINUTES).text(),
                "24 months as usual");
        assertEquals(day("2025-12-01").toMicros(), rules().beforeMicros());

        LegalHold bay = hold(LegalHold.Scope.LOCATION, List.of(2, 3), "2025-03-01T12:00:00Z", "2025-03-01T13:00:00Z");
        RetentionRules held = rules(bay);
        assertEquals("1", held.allowed(day("2025-03-01")).of(ReadingKind.RAW).text(), "an hour keeps its day");
        assertEquals(
                "2-3",
                held.kept(day("2025-03-01"))
                        .values()
                        .iterator()
                        .next()
                        .of(ReadingKind.RAW)
                        .text());
        assertEquals("1-3", held.allowed(day("2025-02-28")).of(ReadingKind.RAW).text());
        RetentionRules site = rules(hold(LegalHold.Scope.SITE, List.of(), "2025-01-01T00:00:00Z", null));
        assertTrue(site.allowed(day("2025-03-01")).isEmpty(), "also streams that nobody knew when it was placed");
        assertEquals("1-3", site.allowed(day("2024-12-31")).of(ReadingKind.RAW).text());
    }
}
