package org.penstock.app.window.view.trend;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.Band;
import org.penstock.app.window.model.trend.Beside;
import org.penstock.app.window.model.trend.Lane;
import org.penstock.app.window.model.trend.Span;
import org.penstock.app.window.model.trend.TimeWindow;
import org.penstock.app.window.model.trend.Trace;
import org.penstock.core.telemetry.Severity;

/**
 * What lies behind the lines: the room between limits, the time an alert was open, the time a program ran, and what is
 * selected. An alert also has its shape and number at its beginning, so that no colour has to be told from another.
 */
final class BandPainter {
    private static final double WASH = 0.12;
    private static final double BAR = 3;

    private final Labels runs = new Labels("trend-run");
    private final Labels alerts = new Labels("trend-alert");
    private final Words words;
    private final Ink ink;

    BandPainter(Words words, Ink ink) {
        this.words = words;
        this.ink = ink;
    }

    /** To be laid over the canvas. */
    List<Node> nodes() {
        return List.of(runs.node(), alerts.node());
    }

    void begin() {
        runs.begin();
        alerts.begin();
    }

    void end() {
        runs.end();
        alerts.end();
    }

    /** Where nobody is told: between the highest lower and the lowest upper limit of a strip. */
    void within(Raster g, LaneBox box) {
        double low = Double.NEGATIVE_INFINITY;
        double high = Double.POSITIVE_INFINITY;
        for (Lane.Limit l : box.lane().limits()) {
            if (l.high()) {
                high = Math.min(high, l.value());
            } else {
                low = Math.max(low, l.value());
            }
        }
        if (low < high && Double.isFinite(low) && Double.isFinite(high)) {
            fill(g, Ink.Of.WITHIN, 1, box.left(), box.y(high), box.width(), box.y(low) - box.y(high));
        }
    }

    /** Alerts about the lines of a strip. */
    void alerts(Raster g, LaneBox box, TimeWindow w, Beside beside, long now) {
        Set<String> streams = new HashSet<>();
        for (Trace t : box.lane().traces()) {
            if (t.line().back() == 0) {
                streams.add(t.line().stream());
            }
        }
        double free = Double.NEGATIVE_INFINITY;
        for (Band b : beside.alerts()) {
            @Nullable Severity severity = b.severity();
            if (severity == null || !streams.contains(b.about()) || b.from() > w.to() || b.to() < w.from()) {
                continue;
            }
            double left = Math.max(box.left(), box.x(b.from()));
            double right = Math.min(box.right(), box.x(Math.min(b.to(), now)));
            double width = Math.max(2, right - left);
            g.fill(ink.of(severity), WASH, left, box.top(), width, box.height());
            g.fill(ink.of(severity), 1, left, box.top(), width, BAR);
            if (left >= free) {
                Label label = alerts.next(words.of(
                        "trend.alert",
                        SeverityStyle.of(severity).number(),
                        words.of(SeverityStyle.of(severity).wordKey())));
                boolean room = left + label.getWidth() + 2 <= box.right();
                label.setVisible(room);
                label.relocate(Math.rint(left + 2), Math.rint(box.top() + BAR + 1));
                free = left + label.getWidth() + 4;
            }
        }
    }

    /** Programs that ran, in a row of their own below the strips. @param height of the row, px */
    void runs(Raster g, LaneBox like, double top, double height, TimeWindow w, Beside beside, long now) {
        double free = Double.NEGATIVE_INFINITY;
        for (Band b : beside.runs()) {
            if (b.from() > w.to() || b.to() < w.from()) {
                continue;
            }
            double left = Math.max(like.left(), like.x(b.from()));
            double right = Math.min(like.right(), like.x(Math.min(b.to(), now)));
            double width = Math.max(2, right - left);
            fill(g, Ink.Of.RUN, 1, left, top + 2, width, height - 4);
            Label label = runs.next(b.text());
            boolean inside = label.getWidth() + 6 <= width;
            double at = inside ? left + 3 : right + 3;
            boolean room = at >= free && at + label.getWidth() <= like.right();
            label.setVisible(room);
            if (room) {
                label.relocate(Math.rint(at), Math.rint(top + (height - label.getHeight()) / 2));
                free = at + label.getWidth() + 6;
            }
        }
    }

    /** What a person selected, through all strips. */
    void selection(Raster g, LaneBox first, LaneBox last, TimeWindow w, @Nullable Span s) {
        if (s == null || s.from() > w.to() || s.to() < w.from()) {
            return;
        }
        double left = Math.max(first.left(), first.x(s.from()));
        double right = Math.min(first.right(), first.x(s.to()));
        double height = last.bottom() - first.top();
        fill(g, Ink.Of.SELECTION, WASH, left, first.top(), Math.max(1, right - left), height);
        g.down(ink.of(Ink.Of.SELECTION), Math.floor(left), first.top(), last.bottom(), 0, 0);
        g.down(ink.of(Ink.Of.SELECTION), Math.floor(right), first.top(), last.bottom(), 0, 0);
    }

    private void fill(Raster g, Ink.Of of, double alpha, double x, double y, double width, double height) {
        g.fill(ink.of(of), alpha, x, y, width, height);
    }
}
