package org.penstock.app.window.view.trend;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.paint.Paint;
import org.penstock.app.window.model.trend.Spans;
import org.penstock.app.window.model.trend.Strokes;
import org.penstock.app.window.model.trend.Trace;

/**
 * Draws the lines of streams, and what marks them. What a line is in each column of pixels stays known from picture to
 * picture; dashes and markers stay with the time they are at, as the line itself does.
 */
final class TracePainter {
    /** Between two markers on a line, px. */
    private static final double EVERY = 190;

    /** Between the markers of two pens, px, and of the first from where columns begin. */
    private static final double BESIDE = 23;

    private static final double BAD_HEIGHT = 4;

    private final Raster g;
    private final Ink ink;
    private final Stamps stamps = new Stamps();
    private final Map<String, Strokes> known = new HashMap<>();
    private final List<Drawn> drawn = new ArrayList<>();

    /** A line that was drawn and is to be marked. */
    private record Drawn(Trace trace, Strokes strokes, LaneBox box) {}

    TracePainter(Raster g, Ink ink) {
        this.g = g;
        this.ink = ink;
    }

    /** Begins a picture. */
    void begin() {
        drawn.clear();
    }

    /** @param chosen whether it stands out */
    void paint(Trace trace, LaneBox box, boolean chosen) {
        Strokes strokes = known.computeIfAbsent(trace.key(), _ -> new Strokes());
        strokes.show(trace.readings(), trace.longest(), box.lane().steps(), box.grid(), box.scale());
        drawn.add(new Drawn(trace, strokes, box));
        Line line = new Line(strokes, box, Raster.ink(ink.pen(trace.pen())), (chosen ? 2 : 1.25) * box.scale() / 2);
        boolean dashed = trace.line().compared();
        line.draw(strokes.full(), dashed ? 7 : 0, 4);
        line.draw(strokes.dotted(), 2, 3);
    }

    /** Ends a picture: what marks the lines, and where readings may not be believed, is over them all. */
    void end() {
        Set<String> keys = new HashSet<>();
        for (Drawn d : drawn) {
            keys.add(d.trace().key());
            markers(d);
            bad(d);
        }
        known.keySet().retainAll(keys);
    }

    /** One line in one picture. @param half of its thickness, pixels */
    private final class Line {
        private final LaneBox box;
        private final long first;
        private final int count;
        private final int left;
        private final int argb;
        private final double half;

        Line(Strokes strokes, LaneBox box, int argb, double half) {
            this.box = box;
            this.first = strokes.grid().first();
            this.count = strokes.grid().count();
            this.left = g.column(box.left());
            this.argb = argb;
            this.half = half;
        }

        /** @param on px that are drawn before {@code off} are not; 0 for all */
        void draw(Spans spans, int on, int off) {
            double scale = box.scale();
            double top = Math.max(0, (box.top() - 1) * scale);
            double bottom = (box.bottom() + 1) * scale;
            int shown = (int) Math.round(on * scale);
            int every = Math.max(1, (int) Math.round((on + off) * scale));
            for (int c = 0; c < count; c++) {
                if (spans.touched(c) && (shown == 0 || Math.floorMod(first + c, every) < shown)) {
                    g.upright(
                            argb,
                            left + c,
                            Math.max(top, box.y(spans.high(c)) * scale - half),
                            Math.min(bottom, box.y(spans.low(c)) * scale + half));
                }
            }
        }
    }

    private void markers(Drawn d) {
        Stamp marker = stamps.of(Marker.of(d.trace().pen()), g.scale());
        Paint paint = ink.pen(d.trace().pen());
        Strokes strokes = d.strokes();
        Spans dots = strokes.dots();
        int every = (int) Math.round(EVERY * g.scale());
        long begin = Math.round(BESIDE * (d.trace().pen() + 1) * g.scale());
        boolean due = false;
        for (int c = 0; c < strokes.grid().count(); c++) {
            if (dots.touched(c)) {
                stamp(paint, marker, d.box(), c, dots.low(c));
                if (dots.high(c) > dots.low(c)) {
                    stamp(paint, marker, d.box(), c, dots.high(c));
                }
            }
            due |= Math.floorMod(strokes.grid().first() + c - begin, every) == 0;
            if (due) {
                // Where the line is broken, its marker stands where it goes on.
                Spans line = strokes.full().touched(c) ? strokes.full() : strokes.dotted();
                if (line.touched(c)) {
                    stamp(paint, marker, d.box(), c, (line.low(c) + line.high(c)) / 2);
                    due = false;
                }
            }
        }
    }

    private void stamp(Paint paint, Stamp stamp, LaneBox box, int column, double value) {
        g.stamp(paint, stamp, box.left() + column / box.scale(), box.y(value));
    }

    private void bad(Drawn d) {
        Strokes strokes = d.strokes();
        LaneBox box = d.box();
        int count = strokes.grid().count();
        for (int c = 0; c < count; c++) {
            int from = c;
            while (c < count && strokes.bad(c)) {
                c++;
            }
            if (c > from) {
                g.fill(
                        ink.of(Ink.Of.BAD),
                        1,
                        box.left() + from / box.scale(),
                        box.bottom() - BAD_HEIGHT - 1,
                        (c - from) / box.scale(),
                        BAD_HEIGHT);
            }
        }
    }
}
