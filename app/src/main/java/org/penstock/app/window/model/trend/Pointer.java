package org.penstock.app.window.model.trend;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The moment a person points at, and the part of time that was chosen. Confined to one thread. */
public final class Pointer {
    private static final long NOWHERE = Long.MIN_VALUE;

    private final Lines lines;
    private final Recall recall;
    private final Travel travel;
    private long cursor = NOWHERE;
    private @Nullable Span selection;
    private long selecting = NOWHERE;

    Pointer(Lines lines, Recall recall, Travel travel) {
        this.lines = lines;
        this.recall = recall;
        this.travel = travel;
    }

    public boolean hasCursor() {
        return cursor != NOWHERE;
    }

    /** Where the cursor is, ms UTC. */
    public long cursor() {
        return cursor;
    }

    /** Puts the cursor at a moment, or as near to it as there is a picture up to now. */
    public void cursor(long millis) {
        cursor = within(millis);
        if (selecting()) {
            selection = Span.between(selecting, cursor);
        }
    }

    private long within(long millis) {
        TimeWindow w = recall.shown();
        return Math.clamp(millis, w.from(), Math.max(w.from(), Math.min(w.to(), travel.now())));
    }

    public void noCursor() {
        cursor = NOWHERE;
        selecting = NOWHERE;
    }

    /** The present is looked at: the cursor is gone, what is selected stays. */
    void leave() {
        cursor = NOWHERE;
    }

    /** What a person chose, null when nothing. */
    public @Nullable Span selection() {
        return selection;
    }

    /** Whether the selection still follows the cursor. */
    public boolean selecting() {
        return selecting != NOWHERE;
    }

    /** Begins a selection at the cursor, which it follows from then on, or ends it there. @return whether there is a cursor */
    public boolean select() {
        if (!hasCursor()) {
            return false;
        }
        if (selecting()) {
            selecting = NOWHERE;
        } else {
            selecting = cursor;
            selection = Span.between(cursor, cursor);
        }
        return true;
    }

    /** Selects what lies between two moments, in either order. */
    public void select(long a, long b) {
        selecting = NOWHERE;
        selection = Span.between(within(a), within(b));
    }

    /** Selects what is shown, up to now. */
    public void selectAll() {
        TimeWindow w = recall.shown();
        select(w.from(), w.to());
    }

    /** @return whether there was a selection */
    public boolean noSelection() {
        boolean had = selection != null;
        selection = null;
        selecting = NOWHERE;
        return had;
    }

    /**
     * Moves the cursor along the chosen line by so many readings, and at least by as many pixels; without a cursor it begins
     * at the newest reading in the picture.
     *
     * @param perPixel ms
     */
    public void step(int by, double perPixel) {
        TimeWindow w = recall.shown();
        Optional<Trace> trace = lines.find(lines.chosen());
        if (!w.holds(cursor)) {
            long end = Math.min(w.to(), travel.now());
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
}
