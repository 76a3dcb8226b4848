package org.penstock.app.window.model.trend;

import java.util.Optional;

/** Which part of time is looked at, and how a person goes to another one. Confined to one thread. */
public final class Travel {
    private final WindowHistory before = new WindowHistory();
    private TimeWindow window;
    private long now;

    Travel(TimeWindow first) {
        window = first;
    }

    /** What is asked for; what is shown may be less at the very beginning, see {@link TrendModel#shown}. */
    TimeWindow window() {
        return window;
    }

    /** The present, ms UTC; 0 before it was told. */
    long now() {
        return now;
    }

    /** Time has gone on. @param millis now */
    void now(long millis) {
        now = millis;
        if (window.live()) {
            window = TimeWindow.live(millis, window.span());
        }
    }

    /** Asks for another span; what is at the right edge stays there. */
    public void span(long span) {
        go(window.live() ? TimeWindow.live(now, span) : TimeWindow.fixed(window.to() - span, span));
    }

    /** The next longer (1) or shorter (-1) span, around a moment. */
    public void zoom(int by, long around) {
        go(window.zoomed(by, around, now));
    }

    /** Shows what lies in a part of time, and nothing else. */
    void show(Span part) {
        go(TimeWindow.of(part, now));
    }

    /** Goes through time by parts of the span, back with less than 0. Stands still from then on. */
    public void move(double spans) {
        before.move(window);
        window = window.moved(spans, now);
    }

    /** A movement has ended: what follows is another one. */
    public void rest() {
        before.rest();
    }

    /** Begins at a moment and stands still. */
    void begin(long at) {
        go(TimeWindow.fixed(at, window.span()));
    }

    /** Goes along with the present again. */
    void live() {
        go(TimeWindow.live(now, window.span()));
    }

    /** Stands still as it is. */
    public void pause() {
        begin(window.from());
    }

    /** Shows the time that was looked at before. @return whether there was one */
    public boolean undo() {
        Optional<TimeWindow> was = before.back();
        was.ifPresent(w -> window = w.live() ? TimeWindow.live(now, w.span()) : w);
        return was.isPresent();
    }

    private void go(TimeWindow next) {
        before.leave(window);
        window = next;
    }
}
