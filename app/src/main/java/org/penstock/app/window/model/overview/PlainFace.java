package org.penstock.app.window.model.overview;

import java.util.List;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.Words;

/** The face of a place of no special kind. */
final class PlainFace {
    private PlainFace() {}

    static TileFace of(Here here) {
        List<ValueLine.Value> values = here.streams().stream().map(here::value).toList();
        if (values.isEmpty()) {
            return new TileFace.Plain(null, "", List.of(), "");
        }
        List<ValueLine.Value> others = values.subList(1, values.size());
        return new TileFace.Plain(
                values.getFirst(),
                caption(values.getFirst(), here.words()),
                Choice.of(others, TilesModel.VALUES, PlainFace::abnormal),
                Choice.more(others.size() - TilesModel.VALUES, here.words()));
    }

    private static String caption(ValueLine.Value hero, Words words) {
        return hero.note().isEmpty() ? hero.name() : words.of("tile.caption", hero.name(), hero.note());
    }

    private static boolean abnormal(ValueLine.Value value) {
        return value.alert() != null || value.state().mark() != Mark.NONE;
    }
}
