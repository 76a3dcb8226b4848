package org.penstock.app.window.model.trend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What of the record a trend has, and what it still wants of it. Confined to one thread. */
final class Recall {
    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long KEPT_SPANS = 2;

    /** Of a span one in so many is read to each side of it. */
    private static final long BEYOND = 100;

    /** Where nothing had come the record is asked again so often: who was cut off brings it later, ms. */
    static final long SILENCES_EVERY = 60_000;

    private final Lines lines;
    private final Travel travel;
    private final Coverage coverage = new Coverage();
    /** By text of the line, when its silences were read last. */
    private final Map<String, Long> silencesRead = new HashMap<>();

    private boolean away;
    private long begins = UNKNOWN;

    Recall(Lines lines, Travel travel) {
        this.lines = lines;
        this.travel = travel;
    }

    /** There is a line more. */
    void added() {
        begins = UNKNOWN;
    }

    /** There is a line less. */
    void removed(String key) {
        coverage.forget(key);
        silencesRead.remove(key);
        begins = UNKNOWN;
    }

    /** What the record says of a part that was wanted. */
    void told(Stretch part) {
        lines.find(part.stream()).ifPresent(t -> t.record(part));
    }

    /** A wish was fulfilled altogether. */
    void took(Wish wish) {
        coverage.took(wish);
    }

    /** Whether nothing can be read of the record for the time being. */
    void away(boolean is) {
        away = is;
    }

    /** When the oldest reading of all that is shown was taken. @param at ms UTC, the greatest when the record has none */
    void begins(long at) {
        begins = at;
    }

    /** What it wants of the record now; the rest it has. */
    List<Wish> wishes() {
        long now = travel.now();
        if (now == 0) {
            return List.of();
        }
        TimeWindow window = travel.window();
        List<Wish> wishes = new ArrayList<>();
        // A line goes on beyond the edges, and a picture of whole columns may begin or end a little beside what was
        // asked for.
        long beyond = window.span() / BEYOND;
        for (Trace t : lines.all()) {
            long from = Math.max(window.from() - beyond, t.line().first());
            long to = Math.min(
                    Math.min(window.to() + beyond, now + t.line().back()),
                    t.line().last());
            if (from < to) {
                coverage.missing(t.key(), from, to, window.piece())
                        .or(() -> silent(t, from, to, window.piece(), now))
                        .ifPresent(wishes::add);
            }
        }
        return wishes;
    }

    private Optional<Wish> silent(Trace t, long from, long to, long piece, long now) {
        long read = silencesRead.computeIfAbsent(t.key(), _ -> now);
        if (now - read < SILENCES_EVERY) {
            return Optional.empty();
        }
        silencesRead.put(t.key(), now);
        Span silent = t.silent(from, to);
        if (silent == null) {
            return Optional.empty();
        }
        // Whole pieces, or a piece would be thinned twice.
        return Optional.of(new Wish(
                t.key(),
                Math.floorDiv(silent.from(), piece) * piece,
                Math.min(to, -Math.floorDiv(-silent.to(), piece) * piece),
                piece));
    }

    /** Lets go of what lies far from what is shown: whoever goes through years holds no years. */
    void tidy() {
        TimeWindow window = travel.window();
        long from = window.from() - KEPT_SPANS * window.span();
        boolean presentNear = window.live() || window.to() + KEPT_SPANS * window.span() >= travel.now();
        long to = presentNear ? Long.MAX_VALUE : window.to() + KEPT_SPANS * window.span();
        for (Trace t : lines.all()) {
            if (t.keep(from, to)) {
                coverage.keep(t.key(), from, to);
            }
        }
    }

    /** What is shown: all that is asked for, or less where nothing is before some moment. */
    TimeWindow shown() {
        boolean known = begins != UNKNOWN;
        long first = known ? Math.min(first(), begins) : first();
        return first != Long.MAX_VALUE && (away || known) ? travel.window().beginning(first) : travel.window();
    }

    /** Whether all was read, the first part of what is asked for holds nothing, and nobody knows yet why. */
    boolean mayBeginLater() {
        TimeWindow window = travel.window();
        return window.live()
                && begins == UNKNOWN
                && first() > window.from()
                && lines.all().stream().allMatch(t -> t.line().compared() || coverage.reaches(t.key(), window.from()));
    }

    private long first() {
        return lines.all().stream()
                .filter(t -> t.readings().size() > 0)
                .mapToLong(t -> t.readings().at(0))
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
