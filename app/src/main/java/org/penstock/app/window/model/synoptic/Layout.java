package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Where everything of a drawing stands, in letter heights. Made by columns from left to right, each cluster of pieces that
 * hang together by itself, the clusters packed so that the whole is about as wide as a screen. The same plumbing gives the
 * same layout.
 *
 * @param boxes by id of the piece
 * @param routes how each pipe runs
 */
public record Layout(Map<String, Box> boxes, Map<Pipe, Route> routes, double width, double height) {
    /** Nothing stands anywhere. */
    public static final Layout NONE = new Layout(Map.of(), Map.of(), 0, 0);

    /** Room between clusters. */
    private static final double BETWEEN = 3;

    /** What a screen shows of a page at the usual text size. */
    private static final double SCREEN_WIDTH = 100;

    private static final double SCREEN_HEIGHT = 44;

    /** Lays out {@code faces} with the pipes between them. */
    public static Layout of(List<Face> faces, List<Pipe> pipes) {
        List<Cluster> clusters = new ArrayList<>();
        for (List<Face> together : together(faces, pipes)) {
            List<String> ids = together.stream().map(Face::id).toList();
            clusters.add(Cluster.of(
                    together, pipes.stream().filter(p -> ids.contains(p.from())).toList()));
        }
        double best = Double.POSITIVE_INFINITY;
        Layout found = NONE;
        for (int i = 0; i < clusters.size(); i++) {
            double wide = 0;
            for (int j = i; j < clusters.size(); j++) {
                wide += clusters.get(j).width() + (j > i ? BETWEEN : 0);
                Layout packed = pack(clusters, wide);
                double size = Math.max(packed.width / SCREEN_WIDTH, packed.height / SCREEN_HEIGHT);
                if (size < best - 1e-9) {
                    best = size;
                    found = packed;
                }
            }
        }
        return found;
    }

    private static List<List<Face>> together(List<Face> faces, List<Pipe> pipes) {
        Map<String, Integer> group = new HashMap<>();
        for (int i = 0; i < faces.size(); i++) {
            group.put(faces.get(i).id(), i);
        }
        for (Pipe pipe : pipes) {
            int a = Objects.requireNonNull(group.get(pipe.from()), pipe.from());
            int b = Objects.requireNonNull(group.get(pipe.to()), pipe.to());
            group.replaceAll((_, g) -> g == Math.max(a, b) ? Math.min(a, b) : g);
        }
        Map<Integer, List<Face>> found = new LinkedHashMap<>();
        faces.forEach(f -> found.computeIfAbsent(
                        Objects.requireNonNull(group.get(f.id())), _ -> new ArrayList<>())
                .add(f));
        return List.copyOf(found.values());
    }

    private static Layout pack(List<Cluster> clusters, double most) {
        Map<String, Box> boxes = new LinkedHashMap<>();
        Map<Pipe, Route> routes = new LinkedHashMap<>();
        double x = 0;
        double y = 0;
        double row = 0;
        double width = 0;
        for (Cluster cluster : clusters) {
            if (x > 0 && x + cluster.width() > most + 0.01) {
                x = 0;
                y += row + BETWEEN;
                row = 0;
            }
            double right = x;
            double down = y;
            cluster.boxes().forEach((id, box) -> boxes.put(id, box.at(box.x() + right, box.y() + down)));
            cluster.routes().forEach((pipe, route) -> routes.put(pipe, route.moved(right, down)));
            width = Math.max(width, x + cluster.width());
            row = Math.max(row, cluster.height());
            x += cluster.width() + BETWEEN;
        }
        return new Layout(boxes, routes, width, y + row);
    }

    /**
     * The same with some pieces where a person put them. Pieces nobody put anywhere stay, or make room below; pipes of what
     * moved find a way around the others.
     */
    public Layout arranged(Arrangement arrangement) {
        Map<String, Box> placed = new LinkedHashMap<>(boxes);
        boolean any = false;
        for (Map.Entry<String, Spot> put : arrangement.spots().entrySet()) {
            Box box = boxes.get(put.getKey());
            if (box != null) {
                placed.put(put.getKey(), box.at(put.getValue().x(), put.getValue().y()));
                any = true;
            }
        }
        if (!any) {
            return this;
        }
        List<Box> taken = new ArrayList<>();
        placed.forEach((id, box) -> {
            if (arrangement.spots().containsKey(id)) {
                taken.add(box);
            }
        });
        for (String id : boxes.keySet()) {
            if (!arrangement.spots().containsKey(id)) {
                Box box = Objects.requireNonNull(placed.get(id));
                while (meets(box, taken)) {
                    box = box.at(box.x(), box.y() + 1);
                }
                placed.put(id, box);
                taken.add(box);
            }
        }
        return new Rerouting(this, placed).layout();
    }

    private static boolean meets(Box box, List<Box> others) {
        return others.stream().anyMatch(o -> o.meets(box, 0.4));
    }
}
