package org.penstock.app.window.view.trend;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.trend.Compare;
import org.penstock.app.window.model.trend.Line;
import org.penstock.app.window.model.trend.Present;
import org.penstock.app.window.model.trend.Trace;
import org.penstock.app.window.model.trend.TrendDoor;
import org.penstock.app.window.model.trend.TrendForms;
import org.penstock.app.window.model.trend.TrendModel;
import org.penstock.app.window.view.register.FormPane;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/** Puts beside a line what a person wants to compare it with. JavaFX thread. */
final class Comparing {
    private final TrendPanel panel;
    private final TrendModel model;
    private final TrendDoor door;
    private final Words words;
    private final BiConsumer<FormPane, String> done;

    /** @param done told which form is no longer needed, and what to say of it */
    Comparing(TrendPanel panel, TrendDoor door, Words words, BiConsumer<FormPane, String> done) {
        this.panel = panel;
        this.model = panel.model();
        this.door = door;
        this.words = words;
        this.done = done;
    }

    /** @param of the line others are put beside */
    void filled(FormPane pane, Filled filled, Trace of, Present present, FacilitySnapshot facility) {
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
                FieldSnapshot.Stream like = of.stream();
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
            done.accept(pane, "");
        } else {
            pane.tell(
                    panel.full()
                            ? words.of("trend.full", Integer.toString(TrendModel.MOST))
                            : words.of("trend.compare.nothing"));
        }
    }
}
