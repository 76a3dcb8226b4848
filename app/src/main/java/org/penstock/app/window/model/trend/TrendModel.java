package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a trend shows: up to {@link #MOST} streams over a part of time that goes along with the present or stands still, and
 * a cursor. It is told what the facility says now ({@link #now}) and what the record says ({@link #record}); it says what it
 * still wants of the record ({@link #wishes}). Confined to one thread.
 */
public final class TrendModel {
    /** Lines that can be told apart in one picture. */
    public static final int MOST = 8;

    private static final String BETWEEN = ",";
    private static final long UNKNOWN = Long.MIN_VALUE;

    private final List<Trace> traces = new ArrayList<>();
    private final Coverage coverage = new Coverage();
    private TimeWindow window;
    private Instant now = Instant.EPOCH;
    private @Nullable Present present;
    private long cursor = Long.MIN_VALUE;
    private String chosen = "";
    private boolean recordAway;
    private long recordBegins = UNKNOWN;

    /** @param keys of the streams, each once; those beyond {@link #MOST} are left out */
    public TrendModel(List<String> keys, long span) {
        window = TimeWindow.live(0, span);
        keys.forEach(this::add);
    }

    /** The streams that the subject of a page's address names. */
    public static List<String> keys(String subject) {
        return subject.isBlank() ? List.of() : List.of(subject.split(BETWEEN));
    }

    /** The subject of the address of a page that shows {@code keys}. */
    public static String subject(List<String> keys) {
        return String.join(BETWEEN, keys);
    }

    /** Keys of what is shown, in the order of the legend. */
    public Set<String> keys() {
        return traces.stream().map(Trace::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    public List<Trace> traces() {
        return List.copyOf(traces);
    }

    /** Shows one stream more. @return whether there was room, and it was not there already */
    public boolean add(String key) {
        if (key.isBlank() || traces.size() >= MOST || keys().contains(key)) {
            return false;
        }
        Set<Integer> taken = traces.stream().map(Trace::pen).collect(Collectors.toSet());
        int pen = IntStream.range(0, MOST)
                .filter(p -> !taken.contains(p))
                .findFirst()
                .orElseThrow();
        traces.add(new Trace(key, pen));
        recordBegins = UNKNOWN;
        if (chosen.isEmpty()) {
            chosen = key;
        }
        return true;
    }

    /** Shows one stream less. */
    public void remove(String key) {
        int at = List.copyOf(keys()).indexOf(key);
        if (at >= 0) {
            traces.remove(at);
            coverage.forget(key);
            recordBegins = UNKNOWN;
            if (chosen.equals(key)) {
                chosen = traces.isEmpty()
                        ? ""
                        : traces.get(Math.min(at, traces.size() - 1)).key();
            }
        }
    }

    /** The stream the keyboard steps along, "" when there is none. */
    public String chosen() {
        return chosen;
    }

    /** Puts the keyboard on a stream. */
    public void choose(String key) {
        if (keys().contains(key)) {
            chosen = key;
        }
    }

    /** Puts the keyboard on the next (1) or previous (-1) stream. */
    public void chooseNext(int by) {
        List<String> all = List.copyOf(keys());
        if (!all.isEmpty()) {
            chosen = all.get(Math.floorMod(all.indexOf(chosen) + by, all.size()));
        }
    }

    /** What the facility says now. */
    public void now(Present next) {
        present = next;
        now = next.now();
        long told = next.told().toEpochMilli();
        for (Trace t : traces) {
            t.now(next.streams().get(t.key()), told, window.piece());
        }
        if (window.live()) {
            window = TimeWindow.live(now.toEpochMilli(), window.span());
        }
    }

    /** What the record says of a part that was wanted. */
    public void record(Stretch told) {
        traces.stream().filter(t -> t.key().equals(told.stream())).forEach(t -> t.record(told));
    }

    /** A wish was fulfilled altogether. */
    public void took(Wish wish) {
        coverage.took(wish);
    }

    /** Whether nothing can be read of the record for the time being. */
    void recordAway(boolean away) {
        recordAway = away;
    }

    /** What it wants of the record now; the rest it has. */
    public List<Wish> wishes() {
        if (now.equals(Instant.EPOCH)) {
            return List.of();
        }
        long to = Math.min(window.to(), now.toEpochMilli());
        return traces.stream()
                .map(t -> coverage.missing(t.key(), window.from(), to, window.piece()))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Lets go of what lies long before what is shown and what is wanted. */
    public void tidy() {
        for (Trace t : traces) {
            t.forget(Math.min(window.from(), now.toEpochMilli() - window.span()) - window.span());
        }
    }

    /** What is asked for; what is shown may be less at the very beginning, see {@link #shown}. */
    public TimeWindow window() {
        return window;
    }

    /** What is shown. */
    public TimeWindow shown() {
        boolean known = recordBegins != UNKNOWN;
        long first = known ? Math.min(first(), recordBegins) : first();
        return first != Long.MAX_VALUE && (recordAway || known) ? window.beginning(first) : window;
    }

    /** Whether all was read, the first part of what is asked for holds nothing, and nobody knows yet why. */
    boolean mayBeginLater() {
        return window.live()
                && recordBegins == UNKNOWN
                && first() > window.from()
                && traces.stream().allMatch(t -> coverage.reaches(t.key(), window.from()));
    }

    /** When the oldest reading of all that is shown was taken. @param at ms UTC, the greatest when the record has none */
    void recordBegins(long at) {
        recordBegins = at;
    }

    private long first() {
        return traces.stream()
                .filter(t -> t.readings().size() > 0)
                .mapToLong(t -> t.readings().at(0))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Asks for another span; what is at the right edge stays there. */
    public void span(long span) {
        window = window.live() ? TimeWindow.live(now.toEpochMilli(), span) : TimeWindow.fixed(window.to() - span, span);
    }

    /** The next longer (1) or shorter (-1) span, around the cursor when there is one. */
    public void zoom(int by) {
        window = window.zoomed(by, window.holds(cursor) ? cursor : window.to(), now.toEpochMilli());
    }

    /** As {@link #zoom(int)}, around a moment. */
    public void zoom(int by, long around) {
        window = window.zoomed(by, around, now.toEpochMilli());
    }

    /** Goes through time by parts of the span, back with less than 0. Stands still from then on. */
    public void move(double spans) {
        window = window.moved(spans, now.toEpochMilli());
    }

    /** Begins at a moment and stands still. */
    public void begin(long at) {
        window = TimeWindow.fixed(at, window.span());
    }

    /** Goes along with the present again, without a cursor. */
    public void live() {
        window = TimeWindow.live(now.toEpochMilli(), window.span());
        cursor = Long.MIN_VALUE;
    }

    /** Stands still as it is. */
    public void pause() {
        window = TimeWindow.fixed(window.from(), window.span());
    }

    public boolean hasCursor() {
        return cursor != Long.MIN_VALUE;
    }

    /** Where the cursor is, ms. */
    public long cursor() {
        return cursor;
    }

    /** Puts the cursor at a moment. */
    public void cursor(long millis) {
        TimeWindow w = shown();
        cursor = Math.clamp(millis, w.from(), Math.max(w.from(), Math.min(w.to(), now.toEpochMilli())));
    }

    public void noCursor() {
        cursor = Long.MIN_VALUE;
    }

    /**
     * Moves the cursor along the chosen stream by so many readings, and at least by as many pixels; without a cursor it
     * begins at the newest reading in the picture.
     *
     * @param perPixel ms
     */
    public void step(int by, double perPixel) {
        TimeWindow w = shown();
        Optional<Trace> trace =
                traces.stream().filter(t -> t.key().equals(chosen)).findFirst();
        if (!w.holds(cursor)) {
            long end = Math.min(w.to(), now.toEpochMilli());
            cursor(trace.map(t -> t.readings().floor(end) < 0
                            ? end
                            : t.readings().at(t.readings().floor(end)))
                    .orElse(end));
            return;
        }
        long least = cursor + Math.round(by * Math.max(1, perPixel));
        long next = trace.map(t -> t.step(cursor, by)).orElse(least);
        cursor(by > 0 ? Math.max(next, least) : Math.min(next, least));
    }

    /** Whether anything is in the picture. */
    public boolean blank() {
        TimeWindow w = shown();
        return traces.stream().allMatch(t -> {
            int last = t.readings().floor(w.to());
            return last < 0 || t.readings().at(last) < w.from();
        });
    }

    public @Nullable Present present() {
        return present;
    }

    public ZoneId zone() {
        Present p = present;
        return p == null ? ZoneId.of("UTC") : p.zone();
    }

    /** How many strips the picture has. */
    public int strips() {
        long states = traces.stream().filter(t -> t.words() != null).count();
        long units = traces.stream()
                .filter(t -> t.words() == null)
                .map(Trace::unit)
                .distinct()
                .count();
        return (int) (states + units);
    }

    /** @param most ticks that have room on an axis of values */
    public List<Lane> lanes(int most) {
        TimeWindow w = shown();
        return new Lanes(traces, w.from(), w.to(), most).lanes();
    }
}
