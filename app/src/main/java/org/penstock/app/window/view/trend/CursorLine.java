package org.penstock.app.window.view.trend;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import org.penstock.app.window.model.trend.Trace;
import org.penstock.app.window.model.trend.TrendModel;
import org.penstock.app.window.view.Texts;

/** The line at one moment through every strip, its time above, and a ring around each reading it reads. */
final class CursorLine {
    private static final double RING = 9;

    private final Region line = new Region();
    private final Label time = Texts.whole("trend-cursor-time");
    private final List<Region> rings = new ArrayList<>();
    private final Group node = new Group();

    CursorLine() {
        line.getStyleClass().add("trend-cursor");
        node.getChildren().addAll(line, time);
        node.setManaged(false);
        node.setAutoSizeChildren(false);
        node.setMouseTransparent(true);
        hide();
    }

    Node node() {
        return node;
    }

    void hide() {
        node.setVisible(false);
    }

    void show(TrendModel model, List<LaneBox> boxes, String text) {
        LaneBox first = boxes.getFirst();
        double x = first.x(model.pointer().cursor());
        boolean inside = x >= first.left() - 0.5 && x <= first.right() + 0.5;
        node.setVisible(inside);
        if (!inside) {
            return;
        }
        time.setText(text);
        time.applyCss();
        time.resize(Math.ceil(time.prefWidth(-1)), Math.ceil(time.prefHeight(-1)));
        double beside = x + 6 + time.getWidth() < first.right() ? x + 6 : x - 6 - time.getWidth();
        time.relocate(Math.rint(beside), first.top());
        line.resizeRelocate(Math.floor(x), first.top(), 1, boxes.getLast().bottom() - first.top());
        int used = 0;
        for (LaneBox box : boxes) {
            for (Trace t : box.lane().traces()) {
                Trace.Standing s = t.at(model.pointer().cursor());
                if (!Double.isNaN(s.value()) && box.shows(s.at())) {
                    ring(used++)
                            .resizeRelocate(
                                    Math.rint(box.x(s.at()) - RING / 2),
                                    Math.rint(box.y(s.value()) - RING / 2),
                                    RING,
                                    RING);
                }
            }
        }
        for (int i = 0; i < rings.size(); i++) {
            rings.get(i).setVisible(i < used);
        }
    }

    private Region ring(int i) {
        if (i == rings.size()) {
            Region ring = new Region();
            ring.getStyleClass().add("trend-ring");
            rings.add(ring);
            node.getChildren().add(ring);
        }
        return rings.get(i);
    }
}
