package org.penstock.app.testsupport;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.penstock.core.compliance.LegalHold;
import org.penstock.core.compliance.LegalHolds;
import org.penstock.core.compliance.RetentionRuns;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.place.Keep;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.quantity.Metric;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.Retention;
import org.penstock.core.telemetry.StorageForecast;
import org.penstock.core.telemetry.StreamSet;

/** Readings of two years, some of them old enough to go. Rights are asked for as in the real one; nothing is kept. */
public final class FakeRetention implements Retention {
    private static final RetentionPlan PLAN = new RetentionPlan(
            new RetentionPlan.StreamClass("", Set.of(), Map.of()),
            List.of(new RetentionPlan.StreamClass(
                    "Air",
                    Set.of(Metric.CO2, Metric.HUMIDITY),
                    Map.of(ReadingKind.RAW, Keep.months(3), ReadingKind.MINUTE, Keep.months(3)))),
            Keep.days(30),
            new RetentionPlan.Budget(0, 80));

    /** What was done, in order. */
    public final List<String> done = new ArrayList<>();
    /** When there is no room left; null = never. */
    public volatile LocalDate full = LocalDate.of(2031, 8, 14);

    private final List<LegalHold> holds = new ArrayList<>();
    private final List<RetentionRuns.Run> runs = new ArrayList<>();
    private final FakePersons persons;
    private final FakeStock signing;
    private final InstantSource wall;
    private boolean gone;

    /** @param signing where sign-offs that are asked for wait */
    public FakeRetention(FakePersons persons, FakeStock signing, InstantSource wall) {
        this.persons = persons;
        this.signing = signing;
        this.wall = wall;
    }

    /** Somebody placed one on the room of the fire. */
    public synchronized FakeRetention withHold(String caseRef, String by) {
        holds.add(new LegalHold(
                new UUID(8, holds.size() + 1L),
                caseRef,
                "The insurer asks for every reading of the week of the fire.",
                LegalHold.Scope.LOCATION,
                "bay-1",
                StreamSet.of(List.of(1, 2, 3)),
                Instant.parse("2024-02-19T00:00:00Z"),
                Instant.parse("2024-02-26T00:00:00Z"),
                by,
                wall.instant().minusSeconds(90_000),
                null,
                null,
                null));
        return this;
    }

    /** Something went. */
    public synchronized FakeRetention withRun(String by, String reason) {
        runs.addFirst(new RetentionRuns.Run(
                new UUID(7, runs.size() + 1L),
                by,
                reason,
                wall.instant().minusSeconds(3_600L * (24 - runs.size())),
                wall.instant().minusSeconds(3_500L * (24 - runs.size())),
                Instant.parse("2024-02-17T00:00:00Z"),
                Instant.parse("2024-02-19T00:00:00Z"),
                2,
                345_600_000,
                934_000_000,
                List.of("2024/118 kept location bay-1 from 2024-02-19 to 2024-02-25 (7)"),
                ""));
        return this;
    }

    @Override
    public RetentionPlan plan(Asker asker) {
        return PLAN;
    }

    @Override
    public synchronized List<RetentionRuns.Run> runs(Asker asker, int most) {
        return List.copyOf(runs);
    }

    @Override
    public synchronized Preview preview(Asker asker) {
        if (gone) {
            return new Preview(wall.instant(), List.of());
        }
        List<Held> held = holds.stream()
                .filter(h -> h.inForce(wall.instant()))
                .map(h -> new Held(h.id(), h.caseRef(), 3))
                .toList();
        return new Preview(
                wall.instant(),
                List.of(
                        new Piece(
                                "2024-02-26",
                                Map.of(ReadingKind.RAW, 2_000, ReadingKind.FIVE_MINUTES, 2_000),
                                172_800_000,
                                467_000_000,
                                true,
                                List.of()),
                        new Piece(
                                "2024-02-27",
                                Map.of(ReadingKind.RAW, 1_997, ReadingKind.FIVE_MINUTES, 1_997),
                                172_540_800,
                                466_300_000,
                                false,
                                held)));
    }

    @Override
    public synchronized RetentionRuns.Run run(Asker asker, String reason) {
        Provenance by = persons.admit(asker, Permission.RETENTION_RUN);
        done.add(by.actor() + " lets go: " + reason);
        gone = true;
        withRun(by.actor(), reason);
        return runs.getFirst();
    }

    @Override
    public synchronized List<LegalHold> holds(Asker asker, boolean over) {
        return holds.stream().filter(h -> over || h.inForce(wall.instant())).toList();
    }

    @Override
    public List<FacilityRecord.Forgotten> gone(Asker asker, UUID hold) {
        return List.of(new FacilityRecord.Forgotten(
                Instant.parse("2024-02-19T00:00:00Z"), Instant.parse("2024-02-20T00:00:00Z")));
    }

    @Override
    public synchronized LegalHold place(Asker asker, LegalHolds.Placing p) {
        Provenance by = persons.admit(asker, Permission.LEGAL_HOLD_PLACE);
        LegalHold placed = new LegalHold(
                new UUID(8, holds.size() + 1L),
                p.caseRef(),
                p.reason(),
                p.scope(),
                p.scopeKey(),
                StreamSet.NONE,
                p.from(),
                p.to(),
                by.actor(),
                wall.instant(),
                p.expiresAt(),
                null,
                null);
        holds.add(placed);
        done.add(by.actor() + " keeps " + placed.where() + " from " + p.from() + " for " + p.caseRef());
        return placed;
    }

    @Override
    public synchronized Signoff lift(Asker asker, UUID hold, String reason) {
        Provenance by = persons.admit(asker, Permission.LEGAL_HOLD_REMOVAL);
        LegalHold h =
                holds.stream().filter(o -> o.id().equals(hold)).findFirst().orElseThrow();
        done.add(by.actor() + " asks to lift " + h.caseRef() + ": " + reason);
        return signing.signoff(
                Action.LEGAL_HOLD_REMOVAL,
                h.subject(),
                "Lift the legal hold for " + h.caseRef(),
                new TreeMap<>(Map.of("case", h.caseRef())),
                by,
                reason);
    }

    @Override
    public StorageForecast storage(Asker asker) {
        return new StorageForecast(341_000_000_000L, 467_000_000L, 14, 459_000_000_000L, 800_000_000_000L, full);
    }
}
