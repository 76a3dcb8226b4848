package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Numerals;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.ValueLine.State;
import org.penstock.app.window.model.Words;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.runtime.FieldSnapshot;

/** Writes the table below the picture. */
public record Legend(TrendModel model, Present present, Words words) {
    /** From this age on a present value says how old it is, s. */
    private static final double AGE_WORTH_SAYING = 10;

    /** Times are told to the millisecond in pictures shorter than this, ms. */
    private static final long SHORT = 60_000;

    public List<LegendRow> rows() {
        TimeWindow w = model.shown();
        return model.traces().stream().map(t -> row(t, w)).toList();
    }

    private LegendRow row(Trace t, TimeWindow w) {
        FieldSnapshot.@Nullable Stream s = t.stream();
        String name = new LineName(words, present).of(t);
        Trace.Extremes e = t.extremes(w.from(), w.to());
        boolean state = t.words() != null;
        String atCursor = "";
        String note = "";
        State cursorState = State.GOOD;
        if (model.pointer().hasCursor()) {
            Trace.Standing standing = t.at(model.pointer().cursor());
            atCursor = text(t, standing.value(), words);
            note = note(t, standing, w);
            cursorState = standing.word().isEmpty()
                    ? State.WAITING
                    : switch (Quality.of(standing.word())) {
                        case GOOD -> State.GOOD;
                        case UNCERTAIN -> State.UNCERTAIN;
                        case BAD -> State.BAD;
                    };
        }
        State now = t.line().compared() ? State.GOOD : state(s);
        return new LegendRow(
                t.key(),
                t.pen(),
                name,
                atCursor,
                note,
                cursorState,
                t.line().compared() ? "" : s == null ? Numerals.NONE : text(t, s.value(), words),
                now,
                t.line().compared() ? "" : nowNote(t, s, now),
                state ? "" : words.number(e.lowest(), t.decimals()),
                state ? "" : words.number(e.highest(), t.decimals()),
                t.unit().equals(t.toldUnit()) ? t.unit() : words.of("trend.unit-of", t.unit(), t.toldUnit()),
                t.line().compared(),
                t.key().equals(model.chosen()));
    }

    private String note(Trace t, Trace.Standing standing, TimeWindow w) {
        if (standing.word().isEmpty()) {
            return words.of("trend.no-reading");
        }
        Times times = present.times();
        // What is compared is told with the time at which it was read.
        Instant at = Instant.ofEpochMilli(standing.at() - t.line().back());
        String when = t.line().back() != 0
                ? times.moment(at, present.now())
                : w.to() - w.from() <= SHORT ? times.millis(at) : times.clock(at);
        return words.of("trend.taken", quality(standing.word()), when);
    }

    private State state(FieldSnapshot.@Nullable Stream s) {
        if (s == null || !Double.isFinite(s.ageSeconds())) {
            return State.WAITING;
        }
        if (s.bad()) {
            return State.BAD;
        }
        if (s.stale() || present.lost()) {
            return State.STALE;
        }
        return Quality.of(s.quality()) == Quality.UNCERTAIN ? State.UNCERTAIN : State.GOOD;
    }

    private String nowNote(Trace t, FieldSnapshot.@Nullable Stream s, State state) {
        if (s == null) {
            return present.known() && present.asked().contains(t.line().stream()) ? words.of("trend.not-there") : "";
        }
        return switch (state) {
            case WAITING -> words.of("trend.never");
            case BAD, UNCERTAIN -> quality(s.quality());
            case STALE -> words.of("trend.old", present.times().span(age(s)));
            case GOOD ->
                age(s) < AGE_WORTH_SAYING
                        ? ""
                        : words.of("trend.old", present.times().span(age(s)));
        };
    }

    private double age(FieldSnapshot.Stream s) {
        return s.ageSeconds()
                + Math.max(0, present.now().toEpochMilli() - present.told().toEpochMilli()) / 1e3;
    }

    private String quality(String word) {
        return words.orElse("quality." + word, word.replace('_', ' '));
    }

    static String text(Trace t, double value, Words words) {
        @Nullable StateWords names = t.words();
        String word = names == null ? null : names.of(value);
        return word != null ? word : words.number(value, t.decimals());
    }
}
