package org.penstock.app.window.model.overview;

import java.util.Comparator;
import java.util.List;
import org.penstock.app.window.model.Words;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/** A line of the board of a plant: how it is, its critical values with their limits, what runs next. */
final class LineFace {
    static final int LINES = 4;

    private LineFace() {}

    static TileFace of(Here here, SinceWhen since) {
        List<Figure> all = here.streams().stream()
                .sorted(Comparator.comparing((Stream s) -> !limited(s)))
                .map(s -> Figure.of(s.name(), limits(s, here.words()), here.value(s)))
                .toList();
        List<Figure> shown = Choice.of(all, LINES, Figure::abnormal);
        return new TileFace.Line(
                new Conditions(here, since).ofLine(),
                shown,
                Choice.more(all.size() - shown.size(), here.words()),
                here.programs().stream()
                        .filter(p -> p.run() == null && p.planned())
                        .findFirst()
                        .map(p -> here.words().of("tile.caption", p.name(), p.next()))
                        .orElse(""));
    }

    private static boolean limited(Stream stream) {
        return !Double.isNaN(stream.low()) || !Double.isNaN(stream.high());
    }

    /** Between which limits nobody is told; of a state, which word is the good one. */
    private static String limits(Stream stream, Words words) {
        boolean low = !Double.isNaN(stream.low());
        boolean high = !Double.isNaN(stream.high());
        StateWords states = stream.words();
        if (states != null) {
            return low ? words.of("tile.limit.is", states.one()) : high ? words.of("tile.limit.is", states.zero()) : "";
        }
        String least = words.number(stream.low(), stream.decimals());
        String most = words.number(stream.high(), stream.decimals());
        if (low && high) {
            return words.of("tile.limit.both", least, most);
        }
        return low ? words.of("tile.limit.low", least) : high ? words.of("tile.limit.high", most) : "";
    }
}
