package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The plumb parts of pipes in the room between two columns. Pipes that come out of one figure share a part, like a header
 * with branches, and so do pipes that run together into one; all others keep apart.
 */
final class Lanes {
    /** Room between a column and its first lane; an arrow fits in behind the last. */
    private static final double EDGE = 1;

    private static final double LANE = 0.9;

    /** One bend to make: at this height from the left, at that to the right. */
    private record Bend(Object key, double from, double to) {}

    private final List<Bend> bends = new ArrayList<>();
    private final Map<Object, Integer> lanes = new LinkedHashMap<>();

    /** Lays the pipes between {@code left} and the column right of it. */
    static Lanes between(List<Slot> left) {
        Lanes lanes = new Lanes();
        for (Slot slot : left) {
            for (Slot.Link link : slot.out) {
                lanes.add(key(link), link.from(), link.to());
            }
        }
        return lanes;
    }

    /** A pipe that is drawn back bends here, too. */
    void add(Object key, double from, double to) {
        if (Math.abs(from - to) > 0.01) {
            bends.add(new Bend(key, from, to));
        }
    }

    /** What a link shares its plumb part with. */
    static Object key(Slot.Link link) {
        if (!link.left.wide() && link.left.out.size() > 1) {
            return link.left;
        }
        return !link.right.wide() && link.right.in.size() > 1 ? link.right : link;
    }

    /** Gives every bend its lane. */
    void settle() {
        record Group(Object key, double top, double bottom, double from, double slope) {}
        Map<Object, List<Bend>> byKey = new LinkedHashMap<>();
        bends.forEach(b -> byKey.computeIfAbsent(b.key, _ -> new ArrayList<>()).add(b));
        List<Group> groups = new ArrayList<>();
        byKey.forEach((key, all) -> groups.add(new Group(
                key,
                all.stream().mapToDouble(b -> Math.min(b.from, b.to)).min().orElse(0),
                all.stream().mapToDouble(b -> Math.max(b.from, b.to)).max().orElse(0),
                all.stream().mapToDouble(Bend::from).average().orElse(0),
                all.stream().mapToDouble(b -> b.to - b.from).sum())));
        groups.sort(Comparator.comparing((Group g) -> g.slope < 0)
                .thenComparing(g -> g.slope < 0 ? g.from : -g.from));
        Map<Object, Integer> found = new HashMap<>();
        List<Group> done = new ArrayList<>();
        for (Group group : groups) {
            int lane = 0;
            for (Group other : done) {
                if (group.top < other.bottom + 0.5 && other.top < group.bottom + 0.5) {
                    lane = Math.max(lane, found.getOrDefault(other.key, 0) + 1);
                }
            }
            found.put(group.key, lane);
            done.add(group);
        }
        lanes.putAll(found);
    }

    /** Room they take. */
    double width() {
        int most = lanes.values().stream().mapToInt(l -> l + 1).max().orElse(1);
        return 2 * EDGE + (most - 1) * LANE + 0.9;
    }

    /** Where the plumb part of a bend runs, from the left of the room; null for what does not bend. */
    @Nullable
    Double at(Object key) {
        Integer lane = lanes.get(key);
        return lane == null ? null : EDGE + lane * LANE;
    }
}
