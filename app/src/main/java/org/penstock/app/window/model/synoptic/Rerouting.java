package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.TreeSet;

/**
 * Pipes among pieces a person moved. A pipe whose ends stayed and whose way is still free stays; every other looks for the
 * way with the fewest bends, then the shortest, along the walls of the pieces.
 */
final class Rerouting {
    /** Room between a pipe and a piece it passes. */
    private static final double CLEAR = 0.8;

    /** A bend is as bad as this much way. */
    private static final double BEND = 6;

    private final Layout before;
    private final Map<String, Box> boxes;

    Rerouting(Layout before, Map<String, Box> boxes) {
        this.before = before;
        this.boxes = boxes;
    }

    Layout layout() {
        Map<Pipe, Route> routes = new LinkedHashMap<>();
        before.routes().forEach((pipe, route) -> routes.put(pipe, route(pipe, route)));
        double width = 0;
        double height = 0;
        for (Box box : boxes.values()) {
            width = Math.max(width, box.x() + box.width());
            height = Math.max(height, box.y() + box.height());
        }
        for (Route route : routes.values()) {
            for (Spot spot : route.points()) {
                width = Math.max(width, spot.x());
                height = Math.max(height, spot.y());
            }
        }
        return new Layout(boxes, routes, width, height);
    }

    private Route route(Pipe pipe, Route old) {
        Box from = box(pipe.from(), boxes);
        Box to = box(pipe.to(), boxes);
        boolean stays = from.equals(box(pipe.from(), before.boxes())) && to.equals(box(pipe.to(), before.boxes()));
        if (stays && boxes.values().stream().noneMatch(b -> b != from && b != to && old.cut(b))) {
            return old;
        }
        Spot leaves = moved(old.points().getFirst(), box(pipe.from(), before.boxes()), from);
        Spot arrives = moved(old.points().getLast(), box(pipe.to(), before.boxes()), to);
        Spot outside = new Spot(from.x() + from.width() + CLEAR, leaves.y());
        Spot ahead = new Spot(to.x() - CLEAR, arrives.y());
        List<Spot> points = new ArrayList<>(List.of(leaves));
        points.addAll(find(outside, ahead));
        points.add(arrives);
        return Route.through(points);
    }

    private static Box box(String id, Map<String, Box> of) {
        return Objects.requireNonNull(of.get(id), id);
    }

    private static Spot moved(Spot end, Box was, Box is) {
        return end.plus(is.x() - was.x(), is.y() - was.y());
    }

    private record Step(int at, int direction, double cost, double guess) {}

    private List<Spot> find(Spot from, Spot to) {
        double[] xs = lines(true, from, to);
        double[] ys = lines(false, from, to);
        int start = index(xs, from.x()) + index(ys, from.y()) * xs.length;
        int end = index(xs, to.x()) + index(ys, to.y()) * xs.length;
        double[] cost = new double[xs.length * ys.length * 4];
        int[] cameFrom = new int[cost.length];
        Arrays.fill(cost, Double.POSITIVE_INFINITY);
        Arrays.fill(cameFrom, -1);
        PriorityQueue<Step> open = new PriorityQueue<>(Comparator.comparingDouble(Step::guess)
                .thenComparingInt(Step::at)
                .thenComparingInt(Step::direction));
        cost[start * 4] = 0;
        open.add(new Step(start, 0, 0, 0));
        while (!open.isEmpty()) {
            Step step = open.remove();
            if (step.cost > cost[step.at * 4 + step.direction]) {
                continue;
            }
            if (step.at == end && step.direction == 0) {
                return way(step.at * 4, cameFrom, xs, ys);
            }
            for (int d = 0; d < 4; d++) {
                int x = step.at % xs.length + (d == 0 ? 1 : d == 2 ? -1 : 0);
                int y = step.at / xs.length + (d == 1 ? 1 : d == 3 ? -1 : 0);
                boolean turnsBack = Math.abs(d - step.direction) == 2;
                if (turnsBack || x < 0 || y < 0 || x >= xs.length || y >= ys.length) {
                    continue;
                }
                Spot a = new Spot(xs[step.at % xs.length], ys[step.at / xs.length]);
                Spot b = new Spot(xs[x], ys[y]);
                if (blocked(a, b)) {
                    continue;
                }
                double next = step.cost
                        + Math.abs(a.x() - b.x())
                        + Math.abs(a.y() - b.y())
                        + (d == step.direction ? 0 : BEND);
                int at = x + y * xs.length;
                if (next < cost[at * 4 + d] - 1e-9) {
                    cost[at * 4 + d] = next;
                    cameFrom[at * 4 + d] = step.at * 4 + step.direction;
                    double rest = Math.abs(b.x() - to.x()) + Math.abs(b.y() - to.y());
                    open.add(new Step(at, d, next, next + rest));
                }
            }
        }
        return List.of(from, new Spot(from.x(), to.y()), to);
    }

    private static List<Spot> way(int end, int[] cameFrom, double[] xs, double[] ys) {
        List<Spot> points = new ArrayList<>();
        for (int at = end; at >= 0; at = cameFrom[at]) {
            points.addFirst(new Spot(xs[at / 4 % xs.length], ys[at / 4 / xs.length]));
        }
        return points;
    }

    private boolean blocked(Spot a, Spot b) {
        for (Box box : boxes.values()) {
            if (box.cuts(a, b)) {
                return true;
            }
        }
        return false;
    }

    /** The lines a pipe may run along. */
    private double[] lines(boolean plumb, Spot from, Spot to) {
        TreeSet<Double> found = new TreeSet<>();
        for (Box box : boxes.values()) {
            found.add(plumb ? box.x() - CLEAR : box.y() - CLEAR);
            found.add(plumb ? box.x() + box.width() + CLEAR : box.y() + box.height() + CLEAR);
        }
        found.add(plumb ? from.x() : from.y());
        found.add(plumb ? to.x() : to.y());
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static int index(double[] lines, double at) {
        return Arrays.binarySearch(lines, at);
    }
}
