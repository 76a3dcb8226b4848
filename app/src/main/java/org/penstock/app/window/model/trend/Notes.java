package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;

/**
 * What must be said about the picture.
 *
 * @param range which time is shown, in the site's zone
 * @param trouble why something is not shown; "" when all is
 * @param hint how the picture is to be read, or what comes; may be ""
 * @param blank what to do when there is nothing in it, "" when there is
 */
public record Notes(String range, String trouble, String hint, String blank) {
    private static final long DAY = 24 * 3_600_000;

    public static Notes of(TrendModel model, Feed feed, Present present, Words words) {
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
        if (limits) {
            hint.add(words.of("trend.dashed"));
        }
        return new Notes(
                range(w, present, words), String.join(" ", trouble), String.join(" ", hint), blank(model, feed, words));
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
            int last = r.floor(w.to());
            for (int i = Math.max(0, r.floor(w.from())); i <= last; i++) {
                if (r.at(i) >= w.from() && r.quality(i) == quality) {
                    return true;
                }
            }
            return false;
        });
    }
}
