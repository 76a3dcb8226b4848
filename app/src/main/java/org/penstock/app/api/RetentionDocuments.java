package org.penstock.app.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.compliance.LegalHold;
import org.penstock.core.compliance.RetentionRuns;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.runtime.Retention;
import org.penstock.core.telemetry.StorageForecast;

/** Documents about what is kept of readings, and how long; described in API.md. */
public final class RetentionDocuments {
    private RetentionDocuments() {}

    /** {@code penstock.retention.1}. @param runs the newest first */
    public record Whole(String schema, Plan plan, List<Hold> holds, List<Run> runs, Storage storage) {}

    /** How long a class is kept. @param name "" for all streams of no class @param keep {@code 24 months}, by kind */
    public record StreamClass(String name, List<String> metrics, Map<String, String> keep) {
        static StreamClass of(RetentionPlan.StreamClass c) {
            SortedMap<String, String> keep = new TreeMap<>();
            for (ReadingKind kind : ReadingKind.values()) {
                keep.put(kind.word(), c.keep(kind).inWords());
            }
            return new StreamClass(
                    c.name(), c.metrics().stream().map(m -> m.key()).sorted().toList(), keep);
        }
    }

    /** The plan in force. @param disk how much of the disk readings may take; null = no limit but the disk */
    public record Plan(
            List<StreamClass> classes,
            String journal,
            @Nullable String disk) {
        static Plan of(RetentionPlan plan) {
            List<StreamClass> classes =
                    new ArrayList<>(plan.classes().stream().map(StreamClass::of).toList());
            classes.add(StreamClass.of(plan.rest()));
            RetentionPlan.Budget budget = plan.budget();
            return new Plan(classes, plan.journal().inWords(), budget == null ? null : budget.inWords());
        }
    }

    /** A legal hold. @param key "" for the site @param to null = until it is lifted @param inForce whether it keeps anything now */
    public record Hold(
            UUID id,
            String caseRef,
            String reason,
            String scope,
            String key,
            Instant from,
            @Nullable Instant to,
            String placedBy,
            Instant placed,
            @Nullable Instant expires,
            @Nullable Instant lifted,
            boolean inForce) {
        static Hold of(LegalHold h, Instant now) {
            return new Hold(
                    h.id(),
                    h.caseRef(),
                    h.reason(),
                    h.scope().word(),
                    h.scopeKey(),
                    h.from(),
                    h.to(),
                    h.placedBy(),
                    h.placedAt(),
                    h.expiresAt(),
                    h.liftedAt(),
                    h.inForce(now));
        }
    }

    /** {@code penstock.legal_holds.1}. */
    public record Holds(String schema, List<Hold> holds) {}

    /** {@code penstock.legal_hold.1}. @param forgotten what of it was gone before it was placed */
    public record OneHold(String schema, Hold hold, List<Documents.Forgotten> forgotten) {}

    /** A run. @param ended null while it goes on, and when it was cut short */
    public record Run(
            UUID id,
            String by,
            String reason,
            Instant started,
            @Nullable Instant ended,
            @Nullable Instant from,
            @Nullable Instant to,
            int pieces,
            long readings,
            long bytes,
            List<String> skipped,
            String trouble) {
        static Run of(RetentionRuns.Run r) {
            return new Run(
                    r.id(),
                    r.by(),
                    r.reason(),
                    r.startedAt(),
                    r.endedAt(),
                    r.from(),
                    r.to(),
                    r.pieces(),
                    r.readings(),
                    r.bytes(),
                    r.skipped(),
                    r.trouble());
        }
    }

    /** {@code penstock.retention_run.1}. */
    public record OneRun(String schema, Run run) {}

    /** {@code penstock.retention_preview.1}. @param readings raw readings that would go, of all pieces */
    public record Preview(String schema, Instant at, long readings, long bytes, List<Piece> pieces) {
        static Preview of(Retention.Preview p) {
            return new Preview(
                    "penstock.retention_preview.1",
                    p.at(),
                    p.readings(),
                    p.bytes(),
                    p.pieces().stream().map(Piece::of).toList());
        }
    }

    /** A day or month. @param streams how many go, by kind @param whole whether its file or partition goes */
    public record Piece(
            String name, Map<String, Integer> streams, long readings, long bytes, boolean whole, List<Kept> held) {
        static Piece of(Retention.Piece p) {
            SortedMap<String, Integer> streams = new TreeMap<>();
            p.streams().forEach((kind, n) -> streams.put(kind.word(), n));
            return new Piece(
                    p.name(),
                    streams,
                    p.readings(),
                    p.bytes(),
                    p.whole(),
                    p.held().stream()
                            .map(h -> new Kept(h.hold(), h.caseRef(), h.streams()))
                            .toList());
        }
    }

    /** What a hold keeps of a piece. */
    public record Kept(UUID hold, String caseRef, int streams) {}

    /** {@code penstock.storage.1}. @param left null = nobody knows @param full null = not within ten years */
    public record Storage(
            String schema,
            long bytes,
            long bytesPerDay,
            int daysLookedAt,
            @Nullable Long left,
            @Nullable Long budget,
            @Nullable LocalDate full,
            boolean soon) {
        static Storage of(StorageForecast f, LocalDate today) {
            return new Storage(
                    "penstock.storage.1",
                    f.bytes(),
                    f.perDay(),
                    f.days(),
                    f.room() < 0 && f.budget() < 0 ? null : f.room(),
                    f.budget() < 0 ? null : f.budget(),
                    f.full(),
                    f.soon(today));
        }
    }
}
