package org.penstock.app.window;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Field.Choice;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.model.retention.Kept;
import org.penstock.app.window.model.retention.RetentionDeed;
import org.penstock.app.window.model.retention.RetentionForms;
import org.penstock.app.window.model.retention.RetentionList;
import org.penstock.app.window.view.Going;
import org.penstock.core.compliance.LegalHold;
import org.penstock.core.compliance.LegalHolds;
import org.penstock.core.compliance.RetentionRuns;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.Retention;

/** The page of what is kept of readings. */
final class Retentions extends RegisterPage {
    private static final int MOST = 200;
    private static final long PREVIEW_SECONDS = 60;

    private volatile @Nullable Kept now;
    /** A preview opens files: it is read anew when a person comes or does something, not every few seconds. */
    private volatile Retention.@Nullable Preview preview;

    private volatile @Nullable Instant previewed;

    Retentions(ControlRoom room, Desk desk, WindowOptions options, Words words, Executor screen, Going going) {
        super(Kind.RETENTION, RetentionList.shape(words), room, desk, options, words, screen, going);
    }

    @Override
    Told read(String chosen, Set<String> on, Asker asker, Pen pen) {
        String shut = why(asker, Permission.RECORD_READ);
        if (!shut.isEmpty()) {
            now = null;
            return (_, _) -> new Register(List.of(), "", shut, chosen, null, List.of());
        }
        Retention retention = room.retention();
        String hold = RetentionList.holdOf(chosen);
        Kept kept = new Kept(
                retention.plan(asker),
                retention.storage(asker),
                preview(retention, asker),
                retention.holds(asker, on.contains(RetentionList.OVER)),
                hold.isEmpty() ? List.of() : retention.gone(asker, UUID.fromString(hold)),
                retention.runs(asker, MOST));
        now = kept;
        Map<Permission, String> why = new EnumMap<>(Permission.class);
        for (RetentionDeed deed : RetentionDeed.values()) {
            why.put(deed.permission(), why(asker, deed.permission()));
        }
        why.put(Permission.CONFIGURATION_APPLY, why(asker, Permission.CONFIGURATION_APPLY));
        return (_, then) -> RetentionList.of(kept, chosen, p -> why.getOrDefault(p, ""), then);
    }

    private Retention.Preview preview(Retention retention, Asker asker) {
        Instant wall = options.wall().instant();
        Instant before = previewed;
        Retention.Preview known = preview;
        if (known == null || before == null || wall.isAfter(before.plusSeconds(PREVIEW_SECONDS))) {
            known = retention.preview(asker);
            preview = known;
            previewed = wall;
        }
        return known;
    }

    @Override
    public void press(String offer) {
        Kept kept = now;
        switch (RetentionDeed.of(offer).orElseThrow()) {
            case PLACE -> ask(RetentionForms.place(things(), pen()));
            case LIFT -> ask(RetentionForms.lift(chosen(), pen()));
            case RUN -> {
                if (kept != null) {
                    ask(RetentionForms.run(RetentionForms.due(kept, pen()), pen()));
                }
            }
        }
    }

    private List<Choice> things() {
        FacilitySnapshot snapshot = room.snapshot();
        List<Choice> things = new ArrayList<>();
        things.add(new Choice("site/", words.of("retention.on-site", snapshot.site().name())));
        snapshot.field().map().locations().forEach(l ->
                things.add(new Choice("location/" + l.key(), words.of("retention.on-location", l.name()))));
        snapshot.field().streams().forEach(s ->
                things.add(new Choice("stream/" + s.key(), words.of("retention.on-stream", s.name()))));
        return things;
    }

    @Override
    Done does(Form form, Filled filled, Asker asker, Pen pen) {
        Retention retention = room.retention();
        previewed = null;
        String reason = filled.text("reason");
        return switch (RetentionDeed.of(form.deed()).orElseThrow()) {
            case PLACE -> {
                LegalHold placed = retention.place(asker, placing(filled, pen));
                yield new Done(pen.of("retention.is-placed", placed.caseRef()), "hold:" + placed.id(), null);
            }
            case LIFT -> new Done(Lots.asked(retention.lift(asker, UUID.fromString(form.about()), reason), pen));
            case RUN -> {
                RetentionRuns.Run run = retention.run(asker, reason);
                yield new Done(
                        pen.of("retention.is-run", words.number(run.readings(), 0)), "run:" + run.id(), null);
            }
        };
    }

    private LegalHolds.Placing placing(Filled filled, Pen pen) {
        String on = filled.text("on");
        int slash = on.indexOf('/');
        ZoneId zone = room.snapshot().site().zone();
        Instant from = filled.moment("from", zone, pen.now(), words);
        return new LegalHolds.Placing(
                filled.text("case"),
                filled.text("reason"),
                LegalHold.Scope.of(on.substring(0, Math.max(0, slash))).orElseThrow(),
                on.substring(slash + 1),
                from == null ? Instant.EPOCH : from,
                filled.moment("to", zone, pen.now(), words),
                filled.moment("expires", zone, pen.now(), words));
    }
}
