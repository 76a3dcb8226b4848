package org.penstock.app.window.view.trend;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.Lane;
import org.penstock.app.window.model.trend.ValueScale;

/** The axes of the strips: numbers to the left, limits to the right, the unit within. */
final class ValueAxes {
    /** Numbers nearer than so much of their height touch. */
    private static final double TOUCHING = 0.85;

    private final Labels values = new Labels("trend-value");
    private final Labels units = new Labels("trend-unit");
    private final Labels limits = new Labels("trend-limit");
    private final Words words;
    private final Ink ink;

    ValueAxes(Words words, Ink ink) {
        this.words = words;
        this.ink = ink;
    }

    /** To be laid over the canvas. */
    Node[] nodes() {
        return new Node[] {values.node(), limits.node(), units.node()};
    }

    void begin() {
        values.begin();
        units.begin();
        limits.begin();
    }

    void end() {
        values.end();
        units.end();
        limits.end();
    }

    /** Something to be said within the picture, to be put somewhere. */
    Label said(String text) {
        return units.next(text);
    }

    /** As wide as the widest limit of any strip, which stands beside it and hides no line. */
    double right(List<Lane> lanes) {
        double widest = 0;
        for (Lane lane : lanes) {
            for (Lane.Limit l : lane.limits()) {
                widest = Math.max(widest, limits.next(limit(l)).getWidth());
            }
        }
        limits.begin();
        return widest == 0 ? 2 : Math.ceil(widest) + 6;
    }

    private String limit(Lane.Limit l) {
        return words.of(l.high() ? "trend.limit-high" : "trend.limit-low", words.styled(l.text()));
    }

    /** As wide as the widest number on any axis. */
    double left(List<Lane> lanes) {
        double widest = 0;
        values.begin();
        for (Lane lane : lanes) {
            for (ValueScale.Tick t : lane.scale().ticks()) {
                widest = Math.max(widest, values.next(words.styled(t.text())).getWidth());
            }
        }
        values.begin();
        return Math.ceil(widest) + 8;
    }

    void paint(Raster g, LaneBox box, double line) {
        Lane lane = box.lane();
        double above = Double.POSITIVE_INFINITY;
        for (ValueScale.Tick t : lane.scale().ticks()) {
            double y = TrendChart.crisp(box.y(t.value()));
            g.across(ink.of(Ink.Of.GRID), box.left(), box.right(), y - 0.5, 0, 0);
            Label label = values.next(words.styled(t.text()));
            double top = Math.rint(Math.clamp(y - label.getHeight() / 2, -line, box.bottom() - label.getHeight() / 2));
            boolean room = top + label.getHeight() * TOUCHING <= above;
            label.setVisible(room);
            if (room) {
                label.relocate(Math.rint(box.left() - label.getWidth() - 5), top);
                above = top;
            }
        }
        g.down(ink.of(Ink.Of.AXIS), Math.floor(box.left()), box.top(), box.bottom(), 0, 0);
        g.across(ink.of(Ink.Of.AXIS), box.left(), box.right(), Math.floor(box.bottom()), 0, 0);
        if (!lane.unit().isEmpty()) {
            Label unit = units.next(lane.unit());
            unit.relocate(box.left() + 6, box.top() + 2);
        }
        limits(g, box);
    }

    /** From the top, each number where it does not touch the one above; what has no room is only drawn. */
    private void limits(Raster g, LaneBox box) {
        double free = Double.NEGATIVE_INFINITY;
        for (Lane.Limit limit : box.lane().limits()) {
            double y = TrendChart.crisp(box.y(limit.value()));
            g.across(ink.of(Ink.Of.LIMIT), box.left(), box.right(), y - 0.5, 5, 4);
            Label label = limits.next(limit(limit));
            double top = Math.max(free, Math.rint(y - label.getHeight() / 2));
            boolean room = top <= box.bottom() - label.getHeight() / 2;
            label.setVisible(room);
            if (room) {
                label.relocate(box.right() + 4, top);
                free = top + label.getHeight() * 0.9;
            }
        }
    }
}
