package org.penstock.app.window.view.trend;

import javafx.scene.canvas.GraphicsContext;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import org.penstock.app.window.model.trend.Outline;
import org.penstock.app.window.model.trend.TimeWindow;
import org.penstock.app.window.model.trend.Trace;

/** Draws the lines of streams onto a canvas. */
final class TracePainter {
    /** Between two markers on a line, px. */
    private static final double EVERY = 190;

    private static final double BAD_HEIGHT = 4;

    private final GraphicsContext g;
    private final Ink ink;

    TracePainter(GraphicsContext g, Ink ink) {
        this.g = g;
        this.ink = ink;
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
        g.save();
        g.beginPath();
        g.rect(box.left(), box.top() - 1, box.width(), box.height() + 2);
        g.clip();
        g.translate(box.left(), box.top());
        g.setLineJoin(StrokeLineJoin.BEVEL);
        g.setLineCap(StrokeLineCap.BUTT);
        g.setStroke(ink.pen(trace.pen()));
        g.setLineWidth(chosen ? 2 : 1.25);
        if (trace.line().compared()) {
            g.setLineDashes(7, 4);
        }
        for (Outline.Path p : outline.full()) {
            g.strokePolyline(p.x(), p.y(), p.x().length);
        }
        g.setLineDashes();
        if (!outline.dotted().isEmpty()) {
            g.setLineDashes(1.5, 3.5);
            for (Outline.Path p : outline.dotted()) {
                g.strokePolyline(p.x(), p.y(), p.x().length);
            }
            g.setLineDashes();
        }
        g.setLineWidth(1.25);
        markers(trace, outline);
        g.setStroke(ink.of(Ink.Of.BAD));
        g.setLineWidth(BAD_HEIGHT);
        for (Outline.Stretch s : outline.bad()) {
            double y = box.height() - BAD_HEIGHT / 2 - 1;
            g.strokeLine(s.from(), y, s.to(), y);
        }
        g.restore();
    }

    private void markers(Trace trace, Outline outline) {
        Marker marker = Marker.of(trace.pen());
        for (Outline.Point p : outline.dots()) {
            marker.draw(g, p.x(), p.y());
        }
        double next = 40 + trace.pen() * 23;
        for (Outline.Path p : outline.full()) {
            next = along(marker, p, next);
        }
        for (Outline.Path p : outline.dotted()) {
            along(marker, p, 40 + trace.pen() * 23);
        }
    }

    private double along(Marker marker, Outline.Path p, double from) {
        double next = from;
        for (int i = 0; i < p.x().length; i++) {
            if (p.x()[i] >= next) {
                marker.draw(g, p.x()[i], p.y()[i]);
                next = p.x()[i] + EVERY;
            }
        }
        return next;
    }
}
