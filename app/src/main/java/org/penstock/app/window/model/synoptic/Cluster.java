package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pieces that hang together by pipes, laid out by columns with their own origin at the top left. */
record Cluster(Map<String, Box> boxes, Map<Pipe, Route> routes, double width, double height) {
    /** Between two pipes that run back beneath everything. */
    private static final double BENEATH = 1;

    static Cluster of(List<Face> faces, List<Pipe> pipes) {
        return new Drafting(faces, pipes).draw();
    }

    /** The columns while they are laid out. */
    private static final class Drafting {
        private final List<List<Slot>> columns = new ArrayList<>();
        private final Map<String, Slot> slots = new LinkedHashMap<>();
        private final Map<Pipe, List<Slot.Link>> strands = new LinkedHashMap<>();
        private final List<Pipe> back;
        private final List<Lanes> lanes = new ArrayList<>();
        private final Map<Slot, Double> left = new HashMap<>();
        private final List<Double> channel = new ArrayList<>();
        private double bottom;

        Drafting(List<Face> faces, List<Pipe> pipes) {
            Ranks ranks = Ranks.of(faces.stream().map(Face::id).toList(), pipes);
            back = pipes.stream().filter(ranks.back()::contains).toList();
            int last = ranks.rank().values().stream()
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(0);
            for (int i = 0; i <= last; i++) {
                columns.add(new ArrayList<>());
            }
            for (Face face : faces) {
                long in = pipes.stream().filter(p -> p.to().equals(face.id())).count();
                long out =
                        pipes.stream().filter(p -> p.from().equals(face.id())).count();
                double least = Math.max(in, out) * Heights.PORTS + 1.4;
                int rank = ranks.rank().getOrDefault(face.id(), 0);
                Slot slot = new Slot(rank, face.piece().symbol().box() ? face.taller(least) : face);
                slots.put(face.id(), slot);
                columns.get(rank).add(slot);
            }
            back.forEach(pipe -> {
                slot(pipe.from()).backOut = true;
                slot(pipe.to()).backIn = true;
            });
            for (Pipe pipe : pipes) {
                if (!ranks.back().contains(pipe)) {
                    strand(pipe);
                }
            }
        }

        private void strand(Pipe pipe) {
            Slot from = slot(pipe.from());
            Slot to = slot(pipe.to());
            List<Slot.Link> links = new ArrayList<>();
            Slot at = from;
            for (int rank = from.rank + 1; rank < to.rank; rank++) {
                Slot passing = new Slot(rank, null);
                columns.get(rank).add(passing);
                links.add(new Slot.Link(pipe, at, passing));
                at = passing;
            }
            links.add(new Slot.Link(pipe, at, to));
            strands.put(pipe, links);
        }

        private Slot slot(String id) {
            return Objects.requireNonNull(slots.get(id), id);
        }

        Cluster draw() {
            Ordering.untangle(columns);
            Heights.place(columns);
            bottom = columns.stream()
                    .flatMap(List::stream)
                    .mapToDouble(s -> s.y + s.height())
                    .max()
                    .orElse(0);
            channels();
            Map<String, Box> boxes = new LinkedHashMap<>();
            slots.forEach((id, s) ->
                    boxes.put(id, new Box(left.getOrDefault(s, 0.0), s.y, s.width(), s.height(), s.port(), s.half())));
            Map<Pipe, Route> routes = new LinkedHashMap<>();
            strands.forEach((pipe, links) -> routes.put(pipe, forward(links)));
            for (int i = 0; i < back.size(); i++) {
                routes.put(back.get(i), backward(back.get(i), i));
            }
            double right = boxes.values().stream()
                    .mapToDouble(b -> b.x() + b.width())
                    .max()
                    .orElse(0);
            double end = routes.values().stream()
                    .flatMap(r -> r.points().stream())
                    .mapToDouble(Spot::x)
                    .max()
                    .orElse(0);
            double height = back.isEmpty() ? bottom : bottom + back.size() * BENEATH;
            return new Cluster(boxes, routes, Math.max(right, end), height);
        }

        /** Gives every column and the room before it their places from the left; channel i lies before column i. */
        private void channels() {
            for (int i = 0; i <= columns.size(); i++) {
                lanes.add(i == 0 ? new Lanes() : Lanes.between(columns.get(i - 1)));
            }
            for (int i = 0; i < back.size(); i++) {
                Pipe pipe = back.get(i);
                double low = bottom + (i + 1) * BENEATH;
                lanes.get(slot(pipe.from()).rank + 1).add(pipe, leaves(slot(pipe.from())), low);
                lanes.get(slot(pipe.to()).rank).add(pipe, low, arrives(slot(pipe.to())));
            }
            lanes.forEach(Lanes::settle);
            double x = 0;
            for (int i = 0; i <= columns.size(); i++) {
                channel.add(x);
                boolean outer = i == 0 || i == columns.size();
                int rank = i;
                boolean used = !outer
                        || back.stream().anyMatch(p -> slot(p.to()).rank == rank || slot(p.from()).rank + 1 == rank);
                x += used ? lanes.get(i).width() : 0;
                if (i < columns.size()) {
                    double width = columns.get(i).stream()
                            .mapToDouble(Slot::width)
                            .max()
                            .orElse(0);
                    for (Slot slot : columns.get(i)) {
                        left.put(slot, x + (width - slot.width()) / 2);
                    }
                    x += width;
                }
            }
        }

        private Route forward(List<Slot.Link> links) {
            List<Spot> points = new ArrayList<>();
            Slot first = links.getFirst().left;
            points.add(new Spot(centre(first) + first.half(), links.getFirst().from()));
            for (Slot.Link link : links) {
                Double lane = lanes.get(link.right.rank).at(Lanes.key(link));
                if (lane != null && Math.abs(link.from() - link.to()) > 0.01) {
                    double x = channel.get(link.right.rank) + lane;
                    points.add(new Spot(x, link.from()));
                    points.add(new Spot(x, link.to()));
                }
            }
            Slot last = links.getLast().right;
            points.add(new Spot(centre(last) - last.half(), links.getLast().to()));
            return Route.through(points);
        }

        private Route backward(Pipe pipe, int number) {
            Slot from = slot(pipe.from());
            Slot to = slot(pipe.to());
            double low = bottom + (number + 1) * BENEATH;
            double down = channel.get(from.rank + 1)
                    + Objects.requireNonNullElse(lanes.get(from.rank + 1).at(pipe), 1.0);
            double up = channel.get(to.rank)
                    + Objects.requireNonNullElse(lanes.get(to.rank).at(pipe), 1.0);
            return Route.through(List.of(
                    new Spot(centre(from) + from.half(), leaves(from)),
                    new Spot(down, leaves(from)),
                    new Spot(down, low),
                    new Spot(up, low),
                    new Spot(up, arrives(to)),
                    new Spot(centre(to) - to.half(), arrives(to))));
        }

        private double centre(Slot slot) {
            return left.getOrDefault(slot, 0.0) + slot.width() / 2;
        }

        /** Below where the others leave: what drains leaves low. */
        private static double leaves(Slot slot) {
            return slot.y + (slot.wide() ? slot.height() - 0.8 : slot.port() + 0.75);
        }

        private static double arrives(Slot slot) {
            return leaves(slot);
        }
    }
}
