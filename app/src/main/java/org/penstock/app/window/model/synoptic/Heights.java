package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Says how far from the top each slot stands, so that pipes are as straight as the room allows. */
final class Heights {
    /** Least room between two pieces of a column. */
    static final double GAP = 1.4;

    /** Least room between two pipes at one wall. */
    static final double PORTS = 1.3;

    private static final int SWEEPS = 12;

    private Heights() {}

    static void place(List<List<Slot>> columns) {
        columns.forEach(Heights::stack);
        columns.forEach(c -> c.forEach(Heights::spread));
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            columns.forEach(c -> settle(c, true, false));
            columns.reversed().forEach(c -> settle(c, false, true));
        }
        columns.forEach(c -> settle(c, true, true));
        columns.reversed().forEach(c -> settle(c, false, true));
        columns.forEach(c -> settle(c, true, false));
        double top = columns.stream()
                .flatMap(List::stream)
                .mapToDouble(s -> s.y)
                .min()
                .orElse(0);
        columns.forEach(c -> c.forEach(s -> s.y -= top));
        columns.forEach(c -> c.forEach(Heights::straighten));
    }

    private static void stack(List<Slot> column) {
        double y = 0;
        for (Slot slot : column) {
            slot.y = y;
            y += slot.height() + GAP;
        }
    }

    private static void settle(List<Slot> column, boolean left, boolean right) {
        double[] wish = new double[column.size()];
        double[] weight = new double[column.size()];
        double[] room = new double[column.size()];
        for (int i = 0; i < column.size(); i++) {
            Slot slot = column.get(i);
            double sum = 0;
            double weights = 0;
            if (left) {
                for (Slot.Link link : slot.in) {
                    double w = weight(link);
                    sum += w * (link.from() - link.arrives);
                    weights += w;
                }
            }
            if (right) {
                for (Slot.Link link : slot.out) {
                    double w = weight(link);
                    sum += w * (link.to() - link.leaves);
                    weights += w;
                }
            }
            wish[i] = weights == 0 ? slot.y : sum / weights;
            weight[i] = weights == 0 ? 0.05 : weights;
            room[i] = slot.height() + GAP;
        }
        double[] found = apart(wish, weight, room);
        for (int i = 0; i < found.length; i++) {
            column.get(i).y = found[i];
        }
    }

    private static double weight(Slot.Link link) {
        return link.left.face == null && link.right.face == null
                ? 6
                : link.left.face == null || link.right.face == null ? 2 : 1;
    }

    /** Gives the pipes at the walls of a box places of their own, in the order of where they go. */
    private static void spread(Slot slot) {
        if (slot.wide()) {
            spread(slot.in, l -> l.left.order, (l, at) -> l.arrives = at, slot.height());
            spread(slot.out, l -> l.right.order, (l, at) -> l.leaves = at, slot.height());
        }
    }

    private interface Put {
        void at(Slot.Link link, double offset);
    }

    private static void spread(List<Slot.Link> links, ToDoubleFunction<Slot.Link> by, Put put, double height) {
        links.sort(Comparator.comparingDouble(by));
        for (int i = 0; i < links.size(); i++) {
            put.at(links.get(i), height / 2 + (i - (links.size() - 1) / 2.0) * PORTS);
        }
    }

    /** Moves the pipes along the walls of a box to where they need not bend. */
    private static void straighten(Slot slot) {
        if (slot.wide()) {
            straighten(
                    slot.in,
                    l -> l.from() - slot.y,
                    (l, at) -> l.arrives = at,
                    slot.height() - (slot.backIn ? PORTS : 0));
            straighten(
                    slot.out,
                    l -> l.to() - slot.y,
                    (l, at) -> l.leaves = at,
                    slot.height() - (slot.backOut ? PORTS : 0));
        }
    }

    private static void straighten(List<Slot.Link> links, ToDoubleFunction<Slot.Link> wish, Put put, double height) {
        double[] wishes = new double[links.size()];
        double[] weights = new double[links.size()];
        double[] room = new double[links.size()];
        for (int i = 0; i < wishes.length; i++) {
            double last = height - 1 - (wishes.length - 1 - i) * PORTS;
            wishes[i] = Math.clamp(wish.applyAsDouble(links.get(i)), 1 + i * PORTS, Math.max(last, 1 + i * PORTS));
            weights[i] = 1;
            room[i] = PORTS;
        }
        double[] found = apart(wishes, weights, room);
        for (int i = 0; i < found.length; i++) {
            put.at(links.get(i), found[i]);
        }
    }

    /**
     * The places nearest to {@code wish} (least squares) that are in order and {@code room[i]} apart: pools of neighbours
     * that would be in each other's way move together.
     */
    static double[] apart(double[] wish, double[] weight, double[] room) {
        record Pool(int first, int last, double sum, double weight) {
            double at() {
                return sum / weight;
            }
        }
        double[] before = new double[wish.length];
        for (int i = 1; i < wish.length; i++) {
            before[i] = before[i - 1] + room[i - 1];
        }
        List<Pool> pools = new ArrayList<>();
        for (int i = 0; i < wish.length; i++) {
            Pool pool = new Pool(i, i, weight[i] * (wish[i] - before[i]), weight[i]);
            while (!pools.isEmpty() && pools.getLast().at() > pool.at()) {
                Pool above = pools.removeLast();
                pool = new Pool(above.first, pool.last, above.sum + pool.sum, above.weight + pool.weight);
            }
            pools.add(pool);
        }
        double[] found = new double[wish.length];
        for (Pool pool : pools) {
            for (int i = pool.first; i <= pool.last; i++) {
                found[i] = pool.at() + before[i];
            }
        }
        return found;
    }
}
