package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trend shows: up to {@link #MOST} lines over a part of time that goes along with the present or stands still, a
 * cursor, and a part of time a person chose. It is told what the facility says now ({@link #now}) and what the record says
 * ({@link #record}, {@link #beside}); it says what it still wants of the record ({@link #wishes}). Confined to one thread.
 */
public final class TrendModel {
    /** Lines that can be told apart in one picture. */
    public static final int MOST = 8;

    private static final long UNKNOWN = Long.MIN_VALUE;
    private static final long KEPT_SPANS = 2;

    /** Of a span one in so many is read to each side of it. */
    private static final long BEYOND = 100;

    private final Lines lines = new Lines();
    private final Coverage coverage = new Coverage();
    private final WindowHistory before = new WindowHistory();
    private TimeWindow window;
    private Instant now = Instant.EPOCH;
    private @Nullable Present present;
    private long cursor = Long.MIN_VALUE;
    private @Nullable Span selection;
    private long selecting = UNKNOWN;
    private Beside beside = Beside.NOTHING;
    private String besideAway = "";
    private boolean recordAway;
    private long recordBegins = UNKNOWN;

    /** @param keys of the streams, each once; those beyond {@link #MOST} are left out */
    public TrendModel(List<String> keys, long span) {
        this(new TrendSpec(keys, span, Long.MIN_VALUE));
    }

    public TrendModel(TrendSpec spec) {
        window = spec.live() ? TimeWindow.live(0, spec.span()) : TimeWindow.fixed(spec.from(), spec.span());
        spec.lines().forEach(this::add);
    }

    /** What it shows, to be written down. */
    public TrendSpec spec() {
        return new TrendSpec(List.copyOf(keys()), window.span(), window.live() ? Long.MIN_VALUE : window.from());
    }

    /** Texts of the {@link Line}s shown, in the order of the table. */
    public Set<String> keys() {
        return lines.keys();
    }

    /** Keys of the streams shown. */
    public Set<String> streams() {
        return lines.streams();
    }

    public List<Trace> traces() {
        return lines.all();
    }

    /** Shows one line more. @param key text of a {@link Line} @return whether there was room, and it was not there already */
    public boolean add(String key) {
        boolean added = lines.add(Line.parse(key));
        recordBegins = added ? UNKNOWN : recordBegins;
        return added;
    }

    /** Shows one line less. */
    public void remove(String key) {
        if (lines.remove(key)) {
            coverage.forget(key);
            recordBegins = UNKNOWN;
        }
    }

    /** The line the keyboard steps along, "" when there is none. */
    public String chosen() {
        return lines.chosen();
    }

    /** The same as it is drawn. */
    public Optional<Trace> chosenTrace() {
        return lines.find(lines.chosen());
    }

    /** Puts the keyboard on a line. */
    public void choose(String key) {
        lines.choose(key);
    }

    /** Puts the keyboard on the next (1) or previous (-1) line. */
    public void chooseNext(int by) {
        lines.chooseNext(by);
    }

    /** What the facility says now. */
    public void now(Present next) {
        present = next;
        now = next.now();
        lines.now(next.streams(), next.told().toEpochMilli(), window.piece());
        if (window.live()) {
            window = TimeWindow.live(now.toEpochMilli(), window.span());
        }
    }

    /** What the record says of a part that was wanted. */
    public void record(Stretch told) {
        lines.find(told.stream()).ifPresent(t -> t.record(told));
    }

    /** What stands beside the readings. */
    public void beside(Beside told) {
        beside = told;
    }

    /** Why nothing of what stands beside can be read for the time being, "" when it can. */
    void besideAway(String why) {
        besideAway = why;
    }

    String besideAway() {
        return besideAway;
    }

    public Beside beside() {
        return beside;
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
        List<Wish> wishes = new ArrayList<>();
        // A line goes on beyond the edges, and a picture of whole columns may begin or end a little beside what was
        // asked for.
        long beyond = window.span() / BEYOND;
        for (Trace t : lines.all()) {
            long from = Math.max(window.from() - beyond, t.line().first());
            long to = Math.min(
                    Math.min(window.to() + beyond, now.toEpochMilli() + t.line().back()),
                    t.line().last());
            if (from < to) {
                coverage.missing(t.key(), from, to, window.piece()).ifPresent(wishes::add);
            }
        }
        return wishes;
    }

    /** Lets go of what lies far from what is shown: whoever goes through years holds no years. */
    public void tidy() {
        long from = window.from() - KEPT_SPANS * window.span();
        boolean presentNear = window.live() || window.to() + KEPT_SPANS * window.span() >= now.toEpochMilli();
        long to = presentNear ? Long.MAX_VALUE : window.to() + KEPT_SPANS * window.span();
        for (Trace t : lines.all()) {
            if (t.keep(from, to)) {
                coverage.keep(t.key(), from, to);
            }
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
                && lines.all().stream().allMatch(t -> t.line().compared() || coverage.reaches(t.key(), window.from()));
    }

    /** When the oldest reading of all that is shown was taken. @param at ms UTC, the greatest when the record has none */
    void recordBegins(long at) {
        recordBegins = at;
    }

    private long first() {
        return lines.all().stream()
                .filter(t -> t.readings().size() > 0)
                .mapToLong(t -> t.readings().at(0))
                .min()
                .orElse(Long.MAX_VALUE);
    }

    /** Asks for another span; what is at the right edge stays there. */
    public void span(long span) {
        go(window.live() ? TimeWindow.live(now.toEpochMilli(), span) : TimeWindow.fixed(window.to() - span, span));
    }

    /** The next longer (1) or shorter (-1) span, around the cursor when there is one. */
    public void zoom(int by) {
        zoom(by, window.holds(cursor) ? cursor : window.to());
    }

    /** As {@link #zoom(int)}, around a moment. */
    public void zoom(int by, long around) {
        go(window.zoomed(by, around, now.toEpochMilli()));
    }

    /** Shows what was selected, and nothing else. @return whether anything was */
    public boolean zoomToSelection() {
        Span s = selection;
        if (s == null) {
            return false;
        }
        go(TimeWindow.of(s, now.toEpochMilli()));
        noSelection();
        return true;
    }

    /** Goes through time by parts of the span, back with less than 0. Stands still from then on. */
    public void move(double spans) {
        before.move(window);
        window = window.moved(spans, now.toEpochMilli());
    }

    /** A movement has ended: what follows is another one. */
    public void rest() {
        before.rest();
    }

    /** Begins at a moment and stands still. */
    public void begin(long at) {
        go(TimeWindow.fixed(at, window.span()));
    }

    /** Brings a moment into the middle, unless it is in sight. */
    public void reach(long at) {
        if (!shown().holds(at)) {
            go(TimeWindow.fixed(at - window.span() / 2, window.span()));
        }
    }

    /** Goes along with the present again, without a cursor. */
    public void live() {
        go(TimeWindow.live(now.toEpochMilli(), window.span()));
        cursor = Long.MIN_VALUE;
    }

    /** Stands still as it is. */
    public void pause() {
        go(TimeWindow.fixed(window.from(), window.span()));
    }

    /** Shows the time that was looked at before. @return whether there was one */
    public boolean undo() {
        Optional<TimeWindow> was = before.back();
        was.ifPresent(w -> window = w.live() ? TimeWindow.live(now.toEpochMilli(), w.span()) : w);
        return was.isPresent();
    }

    private void go(TimeWindow next) {
        before.leave(window);
        window = next;
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
        cursor = within(millis);
        if (selecting != UNKNOWN) {
            selection = Span.between(selecting, cursor);
        }
    }

    private long within(long millis) {
        TimeWindow w = shown();
        return Math.clamp(millis, w.from(), Math.max(w.from(), Math.min(w.to(), now.toEpochMilli())));
    }

    public void noCursor() {
        cursor = Long.MIN_VALUE;
        selecting = UNKNOWN;
    }

    /** What a person chose, null when nothing. */
    public @Nullable Span selection() {
        return selection;
    }

    /** Whether the selection still follows the cursor. */
    public boolean selecting() {
        return selecting != UNKNOWN;
    }

    /** Begins a selection at the cursor, which it follows from then on, or ends it there. @return whether there is a cursor */
    public boolean select() {
        if (!hasCursor()) {
            return false;
        }
        if (selecting != UNKNOWN) {
            selecting = UNKNOWN;
        } else {
            selecting = cursor;
            selection = Span.between(cursor, cursor);
        }
        return true;
    }

    /** Selects what lies between two moments, in either order. */
    public void select(long a, long b) {
        selecting = UNKNOWN;
        selection = Span.between(within(a), within(b));
    }

    /** Selects what is shown, up to now. */
    public void selectAll() {
        TimeWindow w = shown();
        select(w.from(), w.to());
    }

    /** @return whether there was a selection */
    public boolean noSelection() {
        boolean had = selection != null;
        selection = null;
        selecting = UNKNOWN;
        return had;
    }

    /**
     * Moves the cursor along the chosen line by so many readings, and at least by as many pixels; without a cursor it begins
     * at the newest reading in the picture.
     *
     * @param perPixel ms
     */
    public void step(int by, double perPixel) {
        TimeWindow w = shown();
        Optional<Trace> trace = chosenTrace();
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
        return lines.all().stream().allMatch(t -> {
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
        return (int) lines.all().stream().map(Lanes::quantity).distinct().count();
    }

    /** @param most ticks that have room on an axis of values */
    public List<Lane> lanes(int most) {
        TimeWindow w = shown();
        return new Lanes(lines.all(), w.from(), w.to(), most).lanes();
    }
}
