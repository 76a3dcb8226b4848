package org.penstock.app.window.model.synoptic;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Going from piece to piece by the arrow keys: left and right along the pipes, up and down to the next piece that way. */
public final class Walk {
    /** A step aside is as far as this many forward. */
    private static final double ASIDE = 2.5;

    private Walk() {}

    /** Which way. */
    public enum Way {
        LEFT(-1, 0),
        RIGHT(1, 0),
        UP(0, -1),
        DOWN(0, 1);

        private final int right;
        private final int down;

        Way(int right, int down) {
            this.right = right;
            this.down = down;
        }

        public int right() {
            return right;
        }

        public int down() {
            return down;
        }
    }

    /** The piece one comes to from another, itself when there is none that way; the first of all when {@code from} is none. */
    public static @Nullable String next(Plumbing plumbing, Layout layout, @Nullable String from, Way way) {
        Map<String, Box> boxes = layout.boxes();
        @Nullable Box here = from == null ? null : boxes.get(from);
        if (from == null || here == null) {
            return first(layout);
        }
        List<String> along = switch (way) {
            case RIGHT ->
                plumbing.outOf(from).stream()
                        .sorted(Comparator.comparing(Pipe::drain))
                        .map(Pipe::to)
                        .toList();
            case LEFT ->
                plumbing.into(from).stream()
                        .sorted(Comparator.comparing(Pipe::drain))
                        .map(Pipe::from)
                        .toList();
            case UP, DOWN -> List.of();
        };
        Stream<String> ahead = boxes.keySet().stream().filter(id -> forward(here, boxes.get(id), way) > 0.5);
        return (along.isEmpty() ? ahead : along.stream().filter(boxes::containsKey))
                .min(Comparator.comparingDouble((String id) ->
                                along.isEmpty() ? far(here, boxes.get(id), way) : beside(here, boxes.get(id)))
                        .thenComparing(id -> id))
                .orElse(from);
    }

    /** The piece at the top left. */
    public static @Nullable String first(Layout layout) {
        return layout.boxes().entrySet().stream()
                .min(Comparator.comparingDouble(
                        e -> e.getValue().x() + e.getValue().y()))
                .map(Map.Entry::getKey)
                .orElse(null);
    }

    private static double beside(Box here, @Nullable Box there) {
        return there == null ? Double.POSITIVE_INFINITY : Math.abs(middle(here) - middle(there));
    }

    private static double middle(Box box) {
        return box.y() + box.height() / 2;
    }

    private static double forward(Box here, @Nullable Box there, Way way) {
        return there == null
                ? 0
                : (there.centre() - here.centre()) * way.right + (middle(there) - middle(here)) * way.down;
    }

    private static double far(Box here, @Nullable Box there, Way way) {
        return there == null
                ? Double.POSITIVE_INFINITY
                : forward(here, there, way)
                        + ASIDE
                                * (Math.abs(there.centre() - here.centre()) * Math.abs(way.down)
                                        + Math.abs(middle(there) - middle(here)) * Math.abs(way.right));
    }
}
