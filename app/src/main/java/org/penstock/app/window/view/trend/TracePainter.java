package org.penstock.app.window.view.trend;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.paint.Paint;
import org.penstock.app.window.model.trend.Outline;
import org.penstock.app.window.model.trend.TimeWindow;
import org.penstock.app.window.model.trend.Trace;

/** Draws the lines of streams, and what marks them. */
final class TracePainter {
    /** Between two markers on a line, px. */
    private static final double EVERY = 190;

    private static final double BAD_HEIGHT = 4;

    private final Raster g;
    private final Ink ink;
    private final Stamps stamps = new Stamps();
    private final List<Marked> marked = new ArrayList<>();

    /** A line that was drawn and is to be marked. */
    private record Marked(Trace trace, Outline outline, LaneBox box) {}

    TracePainter(Raster g, Ink ink) {
        this.g = g;
        this.ink = ink;
    }

    /** Begins a picture. */
    void begin() {
        marked.clear();
    }

    /** @param chosen whether it stands out */
    void paint(Trace trace, LaneBox box, TimeWindow w, boolean chosen) {
        Outline outline = Outline.of(
                trace.readings(),
                trace.longest(),
                w.from(),
                w.to(),
                box.lane().scale(),
                box.lane().steps(),
                box.width(),
                box.height());
        marked.add(new Marked(trace, outline, box));
        Raster.Frame frame = new Raster.Frame(box.left(), box.top() - 1, box.right(), box.bottom() + 1);
        Paint paint = ink.pen(trace.pen());
        double thickness = chosen ? 2 : 1.25;
        boolean dashed = trace.line().compared();
        for (Outline.Path p : outline.full()) {
            g.line(p.x(), p.y(), box.top(), frame, paint, thickness, dashed ? 7 : 0, 4);
        }
        for (Outline.Path p : outline.dotted()) {
            g.line(p.x(), p.y(), box.top(), frame, paint, thickness, 2, 3);
        }
    }

    /** Ends a picture: what marks the lines, and where readings may not be believed, is over them all. */
    void end() {
        for (Marked m : marked) {
            LaneBox box = m.box();
            markers(m.trace(), m.outline(), box);
            for (Outline.Stretch s : m.outline().bad()) {
                double left = Math.max(0, s.from());
                g.fill(
                        ink.of(Ink.Of.BAD),
                        1,
                        box.left() + left,
                        box.bottom() - BAD_HEIGHT - 1,
                        Math.min(box.width(), s.to()) - left,
                        BAD_HEIGHT);
            }
        }
    }

    private void markers(Trace trace, Outline outline, LaneBox box) {
        Stamp marker = stamps.of(Marker.of(trace.pen()), g.scale());
        Paint paint = ink.pen(trace.pen());
        for (Outline.Point p : outline.dots()) {
            g.stamp(paint, marker, box.left() + p.x(), box.top() + p.y());
        }
        double next = 40 + trace.pen() * 23;
        for (Outline.Path p : outline.full()) {
            next = along(marker, paint, p, next, box);
        }
        for (Outline.Path p : outline.dotted()) {
            along(marker, paint, p, 40 + trace.pen() * 23, box);
        }
    }

    private double along(Stamp marker, Paint paint, Outline.Path p, double from, LaneBox box) {
        double next = from;
        for (int i = 0; i < p.x().length && p.x()[i] <= box.width(); i++) {
            if (p.x()[i] >= next) {
                g.stamp(paint, marker, box.left() + p.x()[i], box.top() + p.y()[i]);
                next = p.x()[i] + EVERY;
            }
        }
        return next;
    }
}
