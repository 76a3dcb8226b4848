package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.List;

/** How a pipe runs: the points at which it bends, with its two ends. Every part is level or plumb. */
public record Route(List<Spot> points) {
    private static final double SAME = 0.01;

    public Route {
        points = List.copyOf(points);
    }

    /** The same way without points on a straight line. */
    static Route through(List<Spot> points) {
        List<Spot> kept = new ArrayList<>();
        for (Spot spot : points) {
            if (!kept.isEmpty() && near(kept.getLast(), spot)) {
                continue;
            }
            int n = kept.size();
            if (n >= 2 && straight(kept.get(n - 2), kept.get(n - 1), spot)) {
                kept.removeLast();
            }
            kept.add(spot);
        }
        return new Route(kept);
    }

    /** The same way somewhere else. */
    Route moved(double right, double down) {
        return new Route(points.stream().map(p -> p.plus(right, down)).toList());
    }

    boolean cut(Box box) {
        for (int i = 1; i < points.size(); i++) {
            if (box.cuts(points.get(i - 1), points.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean near(Spot a, Spot b) {
        return Math.abs(a.x() - b.x()) < SAME && Math.abs(a.y() - b.y()) < SAME;
    }

    private static boolean straight(Spot a, Spot b, Spot c) {
        return Math.abs(a.x() - b.x()) < SAME && Math.abs(b.x() - c.x()) < SAME
                || Math.abs(a.y() - b.y()) < SAME && Math.abs(b.y() - c.y()) < SAME;
    }
}
