package org.penstock.app.window.model.retention;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Section;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.core.compliance.LegalHold;
import org.penstock.core.compliance.RetentionRuns;
import org.penstock.core.identity.Permission;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.runtime.Retention;
import org.penstock.core.telemetry.StorageForecast;

/** Each line of the page whole. */
final class RetentionEntry {
    /** More pieces than a person reads; the sum stands above. */
    private static final int MOST_PIECES = 60;

    private static final double MEGA = 1e6;

    private RetentionEntry() {}

    /** {@code 12.5 MB}, {@code 1.250 GB}. */
    static String size(long bytes, Pen pen) {
        double mega = bytes / MEGA;
        return mega >= 1_000
                ? pen.of("retention.gigabytes", pen.words().number(mega / 1_000, 1))
                : pen.of("retention.megabytes", pen.words().number(mega, 1));
    }

    /** With its year: these are years ago. */
    private static String dated(Instant at, Pen pen) {
        return pen.of("retention.dated", pen.times().date(at), pen.times().minute(at));
    }

    private static String count(long n, Pen pen) {
        return pen.words().number(n, 0);
    }

    static String full(StorageForecast f, Pen pen) {
        if (f.full() != null) {
            return pen.of("retention.full-on", f.full().toString());
        }
        return pen.of(f.days() == 0 ? "retention.no-day-yet" : "retention.never-full");
    }

    static Entry room(StorageForecast f, boolean soon, Pen pen) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(pen.of("retention.takes"), size(f.bytes(), pen)));
        facts.add(new Fact(
                pen.of("retention.a-day"),
                f.days() == 0
                        ? pen.of("retention.no-day-yet")
                        : pen.of("retention.mean-of", size(f.perDay(), pen), Integer.toString(f.days()))));
        facts.add(new Fact(
                pen.of("retention.left"),
                f.room() < 0 && f.budget() < 0 ? pen.of("retention.unknown") : size(Math.max(0, f.room()), pen)));
        facts.add(new Fact(
                pen.of("retention.budget"), f.budget() < 0 ? pen.of("retention.no-budget") : size(f.budget(), pen)));
        facts.add(new Fact(pen.of("retention.full"), full(f, pen)));
        return new Entry(
                pen.of("retention.room"),
                pen.of(soon ? "retention.room-short" : "retention.room-text"),
                List.of(new Section(pen.of("retention.room"), facts)),
                List.of());
    }

    static String plan(RetentionPlan plan, Pen pen) {
        return pen.of(
                "retention.plan-says",
                plan.rest().keep(ReadingKind.RAW).inWords(),
                plan.rest().keep(ReadingKind.DAY).inWords());
    }

    static Entry plan(RetentionPlan plan, Function<Permission, String> why, Pen pen) {
        List<Section> sections = new ArrayList<>();
        plan.classes()
                .forEach(c -> sections.add(new Section(
                        pen.of(
                                "retention.class",
                                c.name(),
                                c.metrics().stream()
                                        .map(m -> m.key().replace('_', ' '))
                                        .sorted()
                                        .collect(Collectors.joining(", "))),
                        facts(c, pen))));
        sections.add(new Section(
                pen.of(plan.classes().isEmpty() ? "retention.all-streams" : "retention.other-streams"),
                facts(plan.rest(), pen)));
        sections.add(new Section(
                pen.of("retention.beside"),
                List.of(new Fact(pen.of("retention.journal"), plan.journal().inWords()))));
        return new Entry(
                pen.of("retention.plan"),
                why.apply(Permission.CONFIGURATION_APPLY).isEmpty()
                        ? pen.of("retention.plan-change")
                        : pen.of("retention.plan-text"),
                sections,
                List.of());
    }

    private static List<Fact> facts(RetentionPlan.StreamClass c, Pen pen) {
        List<Fact> facts = new ArrayList<>();
        for (ReadingKind kind : ReadingKind.values()) {
            facts.add(new Fact(
                    pen.word("retention.kind.", kind.word()), c.keep(kind).inWords()));
        }
        return facts;
    }

    static String due(Retention.Preview p, Pen pen) {
        return pen.of(
                "retention.due",
                count(p.readings(), pen),
                p.pieces().getFirst().name(),
                p.pieces().getLast().name());
    }

    static Entry now(Retention.Preview p, Offer run, Pen pen) {
        List<Fact> facts = new ArrayList<>();
        p.pieces().stream().limit(MOST_PIECES).forEach(piece -> facts.add(new Fact(piece.name(), piece(piece, pen))));
        if (p.pieces().size() > MOST_PIECES) {
            facts.add(new Fact(
                    "…", pen.of("retention.more", Integer.toString(p.pieces().size() - MOST_PIECES))));
        }
        boolean nothing = p.readings() == 0 && p.bytes() == 0;
        return new Entry(
                pen.of("retention.now"),
                nothing
                        ? pen.of("retention.nothing-due-text")
                        : pen.of("retention.due-text", count(p.readings(), pen), size(p.bytes(), pen)),
                List.of(new Section(pen.of("retention.by-piece"), facts, pen.of("retention.nothing-due"))),
                List.of(
                        nothing && run.open()
                                ? new Offer(run.key(), run.letter(), run.name(), pen.of("retention.nothing-to-run"))
                                : run));
    }

    private static String piece(Retention.Piece piece, Pen pen) {
        List<String> says = new ArrayList<>();
        if (!piece.streams().isEmpty()) {
            says.add(pen.of(
                    piece.whole() ? "retention.all-of-it" : "retention.part-of-it",
                    count(piece.readings(), pen),
                    size(piece.bytes(), pen)));
        }
        piece.held().forEach(h -> says.add(pen.of("retention.kept-by", h.caseRef(), Integer.toString(h.streams()))));
        return String.join("; ", says);
    }

    static String where(LegalHold hold, Pen pen) {
        String on = hold.scope() == LegalHold.Scope.SITE
                ? pen.of("retention.scope.site")
                : pen.of(
                        "retention.scope-of",
                        pen.word("retention.scope.", hold.scope().word()),
                        hold.scopeKey());
        return hold.to() == null
                ? pen.of("retention.hold-from", on, dated(hold.from(), pen))
                : pen.of("retention.hold-span", on, dated(hold.from(), pen), dated(hold.to(), pen));
    }

    static Entry hold(LegalHold hold, Kept kept, Offer lift, Pen pen) {
        boolean inForce = hold.inForce(pen.now());
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact(pen.of("retention.case"), hold.caseRef()),
                new Fact(pen.of("form.reason"), hold.reason()),
                new Fact(pen.of("retention.keeps"), where(hold, pen)),
                new Fact(
                        pen.of("retention.placed"),
                        pen.of("destruction.by-at", pen.name(hold.placedBy()), pen.moment(hold.placedAt())))));
        facts.add(new Fact(pen.of("retention.ends"), ends(hold, pen)));
        List<Fact> gone = kept.gone().stream()
                .map(f -> new Fact(
                        pen.of("handover.bullet"),
                        pen.of("retention.from-to", dated(f.from(), pen), dated(f.to(), pen))))
                .limit(MOST_PIECES)
                .toList();
        List<Fact> keeps = kept.preview().pieces().stream()
                .flatMap(p -> p.held().stream()
                        .filter(h -> h.hold().equals(hold.id()))
                        .map(h -> new Fact(p.name(), pen.of("retention.streams", Integer.toString(h.streams())))))
                .limit(MOST_PIECES)
                .toList();
        return new Entry(
                pen.of("retention.hold", hold.caseRef()),
                pen.of(inForce ? "retention.hold-text" : "retention.hold-over"),
                List.of(
                        new Section(pen.of("retention.hold-facts"), facts),
                        new Section(pen.of("retention.keeps-now"), keeps, pen.of("retention.keeps-nothing-yet")),
                        new Section(pen.of("retention.gone-before"), gone)),
                List.of(
                        inForce || !lift.open()
                                ? lift
                                : new Offer(lift.key(), lift.letter(), lift.name(), pen.of("retention.hold-over"))));
    }

    private static String ends(LegalHold hold, Pen pen) {
        if (hold.liftedAt() != null) {
            return pen.of("retention.lifted-at", dated(hold.liftedAt(), pen));
        }
        return hold.expiresAt() == null
                ? pen.of("retention.two-lift-it")
                : pen.of("retention.expires-at", dated(hold.expiresAt(), pen));
    }

    static String went(RetentionRuns.Run run, Pen pen) {
        return run.pieces() == 0
                ? pen.of("retention.nothing-went")
                : pen.of("retention.went", count(run.readings(), pen), count(run.pieces(), pen));
    }

    static Entry run(RetentionRuns.Run run, Pen pen) {
        List<Fact> facts = new ArrayList<>(List.of(
                new Fact(
                        pen.of("retention.ran-by"),
                        pen.of("destruction.by-at", pen.name(run.by()), pen.moment(run.startedAt()))),
                new Fact(pen.of("form.reason"), pen.word("retention.because.", run.reason())),
                new Fact(pen.of("retention.went-title"), went(run, pen))));
        if (run.from() != null && run.to() != null) {
            facts.add(new Fact(
                    pen.of("retention.span"),
                    pen.of("retention.from-to", dated(run.from(), pen), dated(run.to(), pen))));
        }
        facts.add(new Fact(pen.of("retention.freed"), size(run.bytes(), pen)));
        if (!run.trouble().isEmpty()) {
            facts.add(new Fact(pen.of("retention.trouble"), run.trouble()));
        }
        List<Fact> skipped = run.skipped().stream()
                .map(s -> new Fact(pen.of("handover.bullet"), s))
                .toList();
        return new Entry(
                pen.of("retention.ran", pen.moment(run.startedAt())),
                pen.of(run.endedAt() == null ? "retention.cut-short" : "retention.on-record"),
                List.of(
                        new Section(pen.of("retention.run-facts"), facts),
                        new Section(pen.of("retention.skipped"), skipped)),
                List.of());
    }
}
