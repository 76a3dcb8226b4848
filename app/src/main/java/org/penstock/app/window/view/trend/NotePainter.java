package org.penstock.app.window.view.trend;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.paint.Paint;
import org.penstock.app.window.model.trend.NoteMark;

/** What people noted: a flag at the time, a bar over a range, and as many of the words as there is room for. */
final class NotePainter {
    private static final double FLAG = 5;

    private final Labels texts = new Labels("trend-note");
    private final Ink ink;
    private double free = Double.NEGATIVE_INFINITY;

    NotePainter(Ink ink) {
        this.ink = ink;
    }

    /** To be laid over the canvas. */
    Node node() {
        return texts.node();
    }

    void begin() {
        texts.begin();
        free = Double.NEGATIVE_INFINITY;
    }

    void end() {
        texts.end();
    }

    /** A strip begins. */
    void strip() {
        free = Double.NEGATIVE_INFINITY;
    }

    /** One note in the strip it is about. */
    void paint(Raster g, LaneBox box, NoteMark note) {
        double left = Math.max(box.left(), box.x(note.from()));
        double right = Math.min(box.right(), box.x(note.to()));
        double foot = box.bottom() - 9;
        Paint paint = ink.of(Ink.Of.NOTE);
        g.down(paint, Math.floor(left), box.top(), foot, 2, 3);
        for (int i = 0; i <= FLAG; i++) {
            g.fill(paint, 1, left, foot - FLAG + i, i + 2, 1);
            g.fill(paint, 1, left, foot + FLAG - i, i + 2, 1);
        }
        if (right > left + FLAG) {
            g.fill(paint, 1, left, box.bottom() - 3, right - left, 2);
        }
        Label label = texts.next(note.shortened());
        double behind = left + FLAG + 4;
        // A note of just now has no room behind it.
        double at = behind + label.getWidth() <= box.right() ? behind : left - label.getWidth() - 3;
        boolean room = at >= Math.max(free, box.left());
        label.setVisible(room);
        if (room) {
            label.relocate(Math.rint(at), Math.rint(foot - label.getHeight() + 4));
            free = Math.max(behind, at + label.getWidth() + 6);
        }
    }
}
