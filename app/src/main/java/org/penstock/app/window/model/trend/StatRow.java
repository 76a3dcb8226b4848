package org.penstock.app.window.model.trend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Numerals;
import org.penstock.app.window.model.Words;

/**
 * What the readings of one line come to over the selection, as it stands in the table.
 *
 * @param cells number, lowest, highest, mean, last, time beyond a limit, bad, missing time, unit: in that order
 */
public record StatRow(String key, int pen, boolean dashed, String name, List<String> cells) {
    /** Bundle keys of the heads of its cells. */
    public static final List<String> HEADS = List.of(
            "trend.stat.n",
            "trend.head.lowest",
            "trend.head.highest",
            "trend.stat.mean",
            "trend.stat.last",
            "trend.stat.beyond",
            "trend.stat.bad",
            "trend.stat.missing",
            "trend.head.unit");

    public StatRow {
        cells = List.copyOf(cells);
    }

    /** @param sums by text of the line; a line without has empty cells */
    public static List<StatRow> of(TrendModel model, Present present, Map<String, Measured> sums, Words words) {
        LineName names = new LineName(words, present);
        return model.traces().stream()
                .map(t -> new StatRow(
                        t.key(),
                        t.pen(),
                        t.line().compared(),
                        names.of(t),
                        cells(t, sums.get(t.key()), present, words)))
                .toList();
    }

    private static List<String> cells(Trace t, @Nullable Measured m, Present present, Words words) {
        if (m == null) {
            return List.of("", "", "", "", "", "", "", "", t.unit());
        }
        boolean state = t.words() != null;
        return List.of(
                whole(m.count(), words),
                state ? "" : number(t, m.lowest(), words),
                state ? "" : number(t, m.highest(), words),
                state ? share(m.mean(), words) : mean(t, m.mean(), words),
                Legend.text(t, t.shown(m.last()), words),
                m.beyond() < 0 ? words.of("trend.stat.no-limit") : time(m.beyond(), present, words),
                whole(m.bad(), words),
                time(m.missing(), present, words),
                t.unit());
    }

    private static String number(Trace t, double value, Words words) {
        return words.number(t.shown(value), t.decimals());
    }

    /** A mean is finer than what it was made of. */
    private static String mean(Trace t, double value, Words words) {
        return words.number(t.shown(value), t.decimals() + 1);
    }

    private static String share(double mean, Words words) {
        return Double.isNaN(mean) ? Numerals.NONE : words.of("trend.stat.share", words.number(100 * mean, 1));
    }

    private static String whole(long n, Words words) {
        return words.number(n, 0);
    }

    private static String time(long millis, Present present, Words words) {
        if (millis == 0) {
            return words.number(0, 0);
        }
        return present.times().span(Duration.ofMillis(millis).toMillis() / 1_000.0);
    }
}
