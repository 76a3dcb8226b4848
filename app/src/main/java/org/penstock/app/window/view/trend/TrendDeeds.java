package org.penstock.app.window.view.trend;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.trend.NoteMark;
import org.penstock.app.window.model.trend.Notes;
import org.penstock.app.window.model.trend.Present;
import org.penstock.app.window.model.trend.SheetMaker;
import org.penstock.app.window.model.trend.Span;
import org.penstock.app.window.model.trend.Trace;
import org.penstock.app.window.model.trend.TrendDoor;
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
    private final Consumer<String> told;
    private final Comparing comparing;
    private final KeptViews views;
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
        this.told = told;
        comparing = new Comparing(panel, door, words, this::done);
        views = new KeptViews(panel, door, words, open, this::done);
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
            door.views(kept -> show(forms.views(kept), views::filled), told);
            return;
        }
        if (chosen.isEmpty()) {
            told.accept(words.of("trend.nothing-drawn"));
            return;
        }
        Trace of = chosen.get();
        switch (deed) {
            case COMPARE ->
                show(
                        forms.compare(of, facility),
                        (pane, filled) -> comparing.filled(pane, filled, of, present, facility));
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

    /** At the selection, else at the cursor, else now. */
    private void note(TrendForms forms, Trace of, Present present) {
        Span s = model.pointer().selection();
        long at = model.pointer().hasCursor()
                ? model.pointer().cursor()
                : present.now().toEpochMilli();
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
                new SheetMaker(words, model, present, panel.sums()).sheet(),
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
