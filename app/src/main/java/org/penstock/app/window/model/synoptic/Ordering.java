package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Brings the slots of each column into an order in which few pipes cross: barycentres, from left and from right. */
final class Ordering {
    private static final int SWEEPS = 16;

    private Ordering() {}

    /** Orders {@code columns} in place. The same columns give the same order. */
    static void untangle(List<List<Slot>> columns) {
        columns.forEach(Ordering::number);
        List<List<Slot>> best = copy(columns);
        int fewest = crossings(columns);
        for (int sweep = 0; sweep < SWEEPS && fewest > 0; sweep++) {
            if (sweep % 2 == 0) {
                columns.forEach(c ->
                        sort(c, s -> mean(s.in.stream().map(l -> l.left).toList(), s)));
            } else {
                columns.reversed()
                        .forEach(c -> sort(
                                c, s -> mean(s.out.stream().map(l -> l.right).toList(), s)));
            }
            int now = crossings(columns);
            if (now < fewest) {
                fewest = now;
                best = copy(columns);
            }
        }
        for (int i = 0; i < columns.size(); i++) {
            columns.set(i, best.get(i));
            number(columns.get(i));
        }
    }

    private static double mean(List<Slot> neighbours, Slot self) {
        return neighbours.stream().mapToInt(s -> s.order).average().orElse(self.order);
    }

    private static void sort(List<Slot> column, Function<Slot, Double> by) {
        column.sort(Comparator.comparing(by).thenComparing(s -> s.order));
        number(column);
    }

    private static void number(List<Slot> column) {
        for (int i = 0; i < column.size(); i++) {
            column.get(i).order = i;
        }
    }

    private static List<List<Slot>> copy(List<List<Slot>> columns) {
        List<List<Slot>> copy = new ArrayList<>();
        columns.forEach(c -> copy.add(new ArrayList<>(c)));
        return copy;
    }

    private static int crossings(List<List<Slot>> columns) {
        int found = 0;
        for (List<Slot> column : columns) {
            List<Slot.Link> links = column.stream().flatMap(s -> s.out.stream()).toList();
            for (int i = 0; i < links.size(); i++) {
                for (int j = i + 1; j < links.size(); j++) {
                    int left = Integer.compare(links.get(i).left.order, links.get(j).left.order);
                    int right = Integer.compare(links.get(i).right.order, links.get(j).right.order);
                    if (left * right < 0) {
                        found++;
                    }
                }
            }
        }
        return found;
    }
}
