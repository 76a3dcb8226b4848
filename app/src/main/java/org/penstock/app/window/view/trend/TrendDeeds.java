package org.penstock.app.window.view.trend;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.trend.Compare;
import org.penstock.app.window.model.trend.Line;
import org.penstock.app.window.model.trend.NoteMark;
import org.penstock.app.window.model.trend.Notes;
import org.penstock.app.window.model.trend.Present;
import org.penstock.app.window.model.trend.SheetMaker;
import org.penstock.app.window.model.trend.Span;
import org.penstock.app.window.model.trend.Trace;
import org.penstock.app.window.model.trend.TrendDoor;
import org.penstock.app.window.model.trend.TrendDoor.SavedView;
import org.penstock.app.window.model.trend.TrendDoor.Writing;
import org.penstock.app.window.model.trend.TrendForms;
import org.penstock.app.window.model.trend.TrendModel;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.register.FormPane;
import org.penstock.core.runtime.FacilitySnapshot;

/** What is asked for over a trend, and what becomes of it: comparing, noting, keeping views, taking out. JavaFX thread. */
final class TrendDeeds {

    private final TrendPanel panel;
    private final TrendModel model;
    private final Layer layer;
    private final TrendDoor door;
    private final Words words;
    private final Supplier<@Nullable FacilitySnapshot> snapshot;
    private final Consumer<String> open;
    private final Consumer<String> told;
    private Optional<TrendDoor.Fetch> carrying = Optional.empty();

    /** @param open shows a kept view, by its spec @param told says what was done */
    TrendDeeds(
            TrendPanel panel,
            Layer layer,
            TrendDoor door,
            Words words,
            Supplier<@Nullable FacilitySnapshot> snapshot,
            Consumer<String> open,
            Consumer<String> told) {
        this.panel = panel;
        this.model = panel.model();
        this.layer = layer;
        this.door = door;
        this.words = words;
        this.snapshot = snapshot;
        this.open = open;
        this.told = told;
    }

    void ask(TrendKeys.Deed deed) {
        Present present = model.present();
        FacilitySnapshot facility = snapshot.get();
        Optional<Trace> chosen = model.chosenTrace();
        if (present == null || facility == null || layer.open() != null) {
            return;
        }
        told.accept("");
        TrendForms forms = new TrendForms(words, model, present);
        if (deed == TrendKeys.Deed.VIEWS) {
            door.views(kept -> show(forms.views(kept), (pane, filled) -> views(pane, filled)), told);
            return;
        }
        if (chosen.isEmpty()) {
            told.accept(words.of("trend.nothing-drawn"));
            return;
        }
        Trace of = chosen.get();
        switch (deed) {
            case COMPARE ->
                show(forms.compare(of, facility), (pane, filled) -> compare(pane, filled, of, present, facility));
            case NOTE -> note(forms, of, present);
            case AMEND -> amend(forms);
            case EXPORT ->
                show(forms.file(TrendForms.Kind.CSV, door.folder()), (pane, filled) -> export(pane, filled, present));
            case PRINT ->
                show(forms.file(TrendForms.Kind.PDF, door.folder()), (pane, filled) -> print(pane, filled, present));
            case VIEWS -> {
                // Asked for above: it needs no line.
            }
        }
    }

    /** What becomes of what was filled in. */
    private interface Then {
        void filled(FormPane pane, Filled filled);
    }

    private FormPane show(Form form, Then then) {
        FormPane[] pane = new FormPane[1];
        pane[0] = new FormPane(words, form, filled -> then.filled(pane[0], filled), this::leave);
        layer.show(pane[0]);
        return pane[0];
    }

    private void leave() {
        carrying.ifPresent(TrendDoor.Fetch::end);
        carrying = Optional.empty();
        layer.hide();
    }

    private void done(FormPane pane, String what) {
        carrying = Optional.empty();
        if (layer.open() == pane) {
            layer.hide();
        }
        told.accept(what);
    }

    private void compare(FormPane pane, Filled filled, Trace of, Present present, FacilitySnapshot facility) {
        long from = model.shown().from();
        long to = model.shown().to();
        ZoneId zone = present.zone();
        switch (Compare.With.valueOf(filled.text(TrendForms.WITH))) {
            case YESTERDAY ->
                add(pane, List.of(of.line().back(Compare.days(1, to, zone)).text()));
            case LAST_WEEK ->
                add(pane, List.of(of.line().back(Compare.days(7, to, zone)).text()));
            case START -> {
                Optional<Instant> start = moment(pane, filled, present);
                start.ifPresent(at -> Compare.start(at, from)
                        .ifPresentOrElse(
                                back -> add(pane, List.of(of.line().back(back).text())),
                                () -> pane.tell(words.of("trend.compare.not-earlier"))));
            }
            case PLACE -> {
                FacilitySnapshot.Stream like = of.stream();
                List<String> there = like == null || !filled.texts().containsKey(TrendForms.PLACE)
                        ? List.of()
                        : Compare.at(filled.text(TrendForms.PLACE), like, facility);
                add(
                        pane,
                        there.stream()
                                .map(k -> Line.of(k).back(of.line().back()).text())
                                .toList());
            }
            case LOT ->
                door.stays(
                        filled.text(TrendForms.LOT),
                        List.of(of.line().stream()),
                        found -> {
                            if (found.isEmpty()) {
                                pane.tell(words.of("trend.compare.no-stay", filled.text(TrendForms.LOT)));
                            } else {
                                add(pane, found);
                            }
                        },
                        pane::tell);
        }
    }

    private Optional<Instant> moment(FormPane pane, Filled filled, Present present) {
        try {
            Instant at = filled.moment(TrendForms.START, present.zone(), present.now(), words);
            if (at == null) {
                pane.tell(words.of("trend.compare.no-start"));
            }
            return Optional.ofNullable(at);
        } catch (Filled.Unfit e) {
            pane.tell(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private void add(FormPane pane, List<String> lines) {
        long added = lines.stream().filter(panel::add).count();
        if (added > 0) {
            done(pane, "");
        } else {
            pane.tell(
                    panel.full()
                            ? words.of("trend.full", Integer.toString(TrendModel.MOST))
                            : words.of("trend.compare.nothing"));
        }
    }

    /** At the selection, else at the cursor, else now. */
    private void note(TrendForms forms, Trace of, Present present) {
        Span s = model.selection();
        long at = model.hasCursor() ? model.cursor() : present.now().toEpochMilli();
        long from = (s == null ? at : s.from()) - of.line().back();
        long to = (s == null ? at : s.to()) - of.line().back();
        show(
                forms.note(of, from, to),
                (pane, filled) -> write(
                        pane,
                        new Writing.Written(filled.text(TrendForms.ABOUT), from, to, filled.text(TrendForms.TEXT)),
                        words.of("trend.note.is-written")));
    }

    private void amend(TrendForms forms) {
        List<NoteMark> there = Notes.at(model, panel.perPixel());
        if (there.isEmpty()) {
            told.accept(words.of("trend.note.none-here"));
            return;
        }
        NoteMark note = there.getFirst();
        show(forms.amend(note), (pane, filled) -> {
            boolean withdraw = filled.on(TrendForms.WITHDRAW);
            write(
                    pane,
                    withdraw
                            ? new Writing.Withdrawn(note, filled.text(TrendForms.TEXT))
                            : new Writing.Amended(note, filled.text(TrendForms.TEXT)),
                    words.of(withdraw ? "trend.note.is-withdrawn" : "trend.note.is-amended"));
        });
    }

    private void write(FormPane pane, Writing writing, String done) {
        door.write(
                writing,
                () -> {
                    panel.noted();
                    done(pane, done);
                },
                pane::tell);
    }

    private void views(FormPane pane, Filled filled) {
        String name = filled.text(TrendForms.NAME);
        String which = filled.text(TrendForms.OPEN);
        if (!name.isEmpty()) {
            door.keep(
                    name,
                    panel.spec().text(),
                    filled.on(TrendForms.EVERYBODY),
                    () -> done(pane, words.of("trend.view.is-kept", name)),
                    pane::tell);
        } else if (which.isEmpty()) {
            pane.tell(words.of("trend.view.no-name"));
        } else if (filled.on(TrendForms.DROP)) {
            door.keep(
                    TrendForms.called(which),
                    null,
                    TrendForms.everybodys(which),
                    () -> done(pane, words.of("trend.view.is-dropped", TrendForms.called(which))),
                    pane::tell);
        } else {
            door.views(
                    kept -> kept.stream()
                            .filter(v -> v.name().equals(TrendForms.called(which))
                                    && v.everybodys() == TrendForms.everybodys(which))
                            .findFirst()
                            .map(SavedView::spec)
                            .ifPresentOrElse(
                                    spec -> {
                                        done(pane, "");
                                        open.accept(spec);
                                    },
                                    () -> pane.tell(words.of("trend.view.gone"))),
                    pane::tell);
        }
    }

    private void export(FormPane pane, Filled filled, Present present) {
        long to = Math.min(model.shown().to(), present.now().toEpochMilli());
        carrying = Optional.of(door.export(
                filled.text(TrendForms.FILE),
                List.copyOf(model.keys()),
                model.shown().from(),
                to,
                new Into(pane)));
    }

    private void print(FormPane pane, Filled filled, Present present) {
        carrying = Optional.of(door.print(
                filled.text(TrendForms.FILE),
                new SheetMaker(words, model, present, panel.sums().sums()).sheet(),
                new Into(pane)));
    }

    private final class Into implements TrendDoor.Carrying {
        private final FormPane pane;

        Into(FormPane pane) {
            this.pane = pane;
        }

        @Override
        public void done(double part) {
            pane.progress(words.of("trend.file.part", Long.toString(Math.round(100 * part))));
        }

        @Override
        public void over(String what) {
            TrendDeeds.this.done(pane, what);
        }

        @Override
        public void failed(String why) {
            carrying = Optional.empty();
            pane.tell(why);
        }
    }
}
