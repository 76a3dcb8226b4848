package org.penstock.app.window.model.overview;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Metric;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/** The face of a cold unit, freezer or incubator. */
final class ColdFace {
    /** Lines beneath the temperature that decides. */
    static final int LINES = 3;

    private ColdFace() {}

    static TileFace of(Here here, SinceWhen since) {
        List<Stream> temperatures = here.of(Metric.TEMPERATURE);
        @Nullable Stream first = temperatures.isEmpty() ? null : temperatures.getFirst();
        List<Figure> others = here.streams().stream()
                .filter(s -> !s.equals(first))
                .map(here::figure)
                .toList();
        List<Figure> shown = Choice.of(others, LINES, Figure::abnormal);
        return new TileFace.ColdUnit(
                new Conditions(here, since).ofUnit(),
                first == null ? null : here.figure(first),
                shown,
                Choice.more(others.size() - shown.size(), here.words()));
    }
}
