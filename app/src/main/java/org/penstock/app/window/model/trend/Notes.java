package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;

/**
 * What must be said about the picture.
 *
 * @param range which time is shown, in the site's zone
 * @param trouble why something is not shown; "" when all is
 * @param noted what was noted at the cursor and what is selected, a line each; may be ""
 * @param hint how the picture is to be read, or what comes; may be ""
 * @param blank what to do when there is nothing in it, "" when there is
 */
public record Notes(String range, String trouble, String noted, String hint, String blank) {
    /** A note so near the cursor is meant, px. */
    private static final double NEAR = 6;

    private static final long DAY = 24 * 3_600_000;

    static Notes of(TrendModel model, Feed feed, Present present, Words words) {
        return of(model, feed, null, present, 0, words);
    }

    /** @param sums of the selection; null where nothing can be selected @param perPixel how much time a pixel is, ms */
    public static Notes of(
            TrendModel model, Feed feed, @Nullable SumFeed sums, Present present, double perPixel, Words words) {
        TimeWindow w = model.shown();
        Times times = present.times();
        List<String> trouble = new ArrayList<>();
        if (!feed.failure().isEmpty()) {
            trouble.add(words.of("trend.failed", feed.failure()));
        }
        feed.leftOut()
                .forEach((key, at) -> trouble.add(words.of(
                        "trend.left-out",
                        name(model, key),
                        times.moment(Instant.ofEpochMilli(at), present.now()),
                        words.number(Wish.MOST_READINGS, 0))));
        List<String> hint = new ArrayList<>();
        List<String> noted = new ArrayList<>(atCursor(model, present, perPixel, words));
        Span selection = model.pointer().selection();
        if (selection != null && sums != null) {
            noted.add(selected(model, selection, sums, present, words));
        }
        if (feed.loading()) {
            hint.add(words.of("trend.loading", Integer.toString(feed.done()), Integer.toString(feed.of())));
        }
        if (holds(model, w, Quality.BAD)) {
            hint.add(words.of("trend.bad-marks"));
        }
        if (holds(model, w, Quality.UNCERTAIN)) {
            hint.add(words.of("trend.dotted"));
        }
        boolean limits = model.traces().stream()
                .map(Trace::stream)
                .anyMatch(s -> s != null && (Double.isFinite(s.low()) || Double.isFinite(s.high())));
        Beside beside = model.beside();
        if (beside.alerts().stream()
                .anyMatch(b -> b.touches(w) && model.streams().contains(b.about()))) {
            hint.add(words.of("trend.alerts"));
        }
        if (beside.runs().stream().anyMatch(b -> b.touches(w))) {
            hint.add(words.of("trend.runs"));
        }
        if (!model.besideAway().isEmpty()) {
            trouble.add(words.of("trend.beside-failed", model.besideAway()));
        }
        if (beside.more()) {
            trouble.add(words.of("trend.more-beside"));
        }
        if (limits) {
            hint.add(words.of("trend.dashed"));
        }
        return new Notes(
                range(w, present, words),
                String.join(" ", trouble),
                String.join("\n", noted),
                String.join(" ", hint),
                blank(model, feed, words));
    }

    /** What was noted where the cursor is, in full. */
    private static List<String> atCursor(TrendModel model, Present present, double perPixel, Words words) {
        if (!model.pointer().hasCursor()) {
            return List.of();
        }
        return at(model, perPixel).stream()
                .map(n -> words.of(
                        "trend.note.at",
                        new TrendForms(words, model, present).time(n.from(), n.to()),
                        n.by(),
                        n.text()))
                .toList();
    }

    /** The notes where the cursor is, or so near that a person means them. */
    public static List<NoteMark> at(TrendModel model, double perPixel) {
        long near = (long) (NEAR * perPixel);
        return BandsInSight.notes(model).stream()
                .filter(n -> model.pointer().hasCursor()
                        && n.from() - near <= model.pointer().cursor()
                        && n.to() + near >= model.pointer().cursor())
                .toList();
    }

    private static String selected(TrendModel model, Span s, SumFeed sums, Present present, Words words) {
        String time = new TrendForms(words, model, present).time(s.from(), s.to());
        String lasts = present.times().span(s.millis() / 1_000.0);
        if (!sums.failure().isEmpty()) {
            return words.of("trend.stat.failed", time, sums.failure());
        }
        return sums.sums().isEmpty()
                ? words.of("trend.stat.summing", time, lasts, Long.toString(Math.round(100 * sums.part())))
                : words.of("trend.stat.selected", time, lasts);
    }

    private static String blank(TrendModel model, Feed feed, Words words) {
        if (model.traces().isEmpty()) {
            return words.of("trend.empty");
        }
        if (!model.blank()) {
            return "";
        }
        if (feed.busy()) {
            return words.of("trend.reading");
        }
        return words.of(model.window().live() ? "trend.blank-live" : "trend.blank-past");
    }

    private static String range(TimeWindow w, Present present, Words words) {
        Times times = present.times();
        Instant from = Instant.ofEpochMilli(w.from());
        Instant to = Instant.ofEpochMilli(w.to());
        String dayFrom = times.day(from, present.now());
        String dayTo = times.day(to, present.now());
        if (dayFrom.equals(dayTo) && w.to() - w.from() < DAY) {
            return words.of("trend.range", times.minute(from), times.minute(to), times.zone(to), dayTo);
        }
        return words.of("trend.range-days", dayFrom, times.minute(from), dayTo, times.minute(to), times.zone(to));
    }

    private static String name(TrendModel model, String key) {
        return model.traces().stream()
                .filter(t -> t.key().equals(key))
                .map(Trace::name)
                .findFirst()
                .orElse(key);
    }

    private static boolean holds(TrendModel model, TimeWindow w, Quality quality) {
        return model.traces().stream().anyMatch(t -> {
            Readings r = t.readings();
            return r.holds(quality, r.ceiling(w.from()), r.floor(w.to()) + 1);
        });
    }
}
