package org.penstock.app.window.view.trend;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.trend.TrendDoor;
import org.penstock.app.window.model.trend.TrendDoor.SavedView;
import org.penstock.app.window.model.trend.TrendForms;
import org.penstock.app.window.view.register.FormPane;

/** Keeps what is drawn under a name, opens what was kept, and drops it. JavaFX thread. */
final class KeptViews {
    private final TrendPanel panel;
    private final TrendDoor door;
    private final Words words;
    private final Consumer<String> open;
    private final BiConsumer<FormPane, String> done;

    /** @param open shows a kept view, by its spec @param done told which form is no longer needed, and what to say of it */
    KeptViews(TrendPanel panel, TrendDoor door, Words words, Consumer<String> open, BiConsumer<FormPane, String> done) {
        this.panel = panel;
        this.door = door;
        this.words = words;
        this.open = open;
        this.done = done;
    }

    /** What becomes of what was filled in. */
    void filled(FormPane pane, Filled filled) {
        String name = filled.text(TrendForms.NAME);
        String which = filled.text(TrendForms.OPEN);
        if (!name.isEmpty()) {
            door.keep(
                    name,
                    panel.spec().text(),
                    filled.on(TrendForms.EVERYBODY),
                    () -> done.accept(pane, words.of("trend.view.is-kept", name)),
                    pane::tell);
        } else if (which.isEmpty()) {
            pane.tell(words.of("trend.view.no-name"));
        } else if (filled.on(TrendForms.DROP)) {
            door.keep(
                    TrendForms.called(which),
                    null,
                    TrendForms.everybodys(which),
                    () -> done.accept(pane, words.of("trend.view.is-dropped", TrendForms.called(which))),
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
                                        done.accept(pane, "");
                                        open.accept(spec);
                                    },
                                    () -> pane.tell(words.of("trend.view.gone"))),
                    pane::tell);
        }
    }
}
