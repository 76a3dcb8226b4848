package org.penstock.app.window.view.trend;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.TimeTicks;

/** The times below the strips; a day that begins is written in stronger ink. */
final class TimeAxis {
    private final Labels times = new Labels("trend-time");
    private final Labels days = new Labels("trend-day");
    private final Words words;

    TimeAxis(Words words) {
        this.words = words;
    }

    /** To be laid over the canvas. */
    Node[] nodes() {
        return new Node[] {times.node(), days.node()};
    }

    void begin() {
        times.begin();
        days.begin();
    }

    void end() {
        times.end();
        days.end();
    }

    /** A label with the widest time there is, to measure it; does not stay in the picture. */
    Label measure() {
        Label label = times.next(words.of("trend.widest-time"));
        times.begin();
        return label;
    }

    /** Writes each time that does not touch the one before. @param bottom of the strips, px @param line height of a line of text, px */
    void write(List<TimeTicks.Tick> ticks, LaneBox first, double bottom, double line) {
        double free = Double.NEGATIVE_INFINITY;
        for (TimeTicks.Tick t : ticks) {
            Label label = (t.day() ? days : times).next(t.text());
            double x = Math.clamp(
                    first.x(t.at()) - label.getWidth() / 2, first.left() - 4, first.right() - label.getWidth());
            if (x >= free) {
                label.relocate(Math.rint(x), Math.rint(bottom + line * 0.2));
                free = x + label.getWidth() + line * 0.5;
            } else {
                label.setVisible(false);
            }
        }
    }
}
