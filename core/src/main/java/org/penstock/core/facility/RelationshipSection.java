package org.penstock.core.facility;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.penstock.core.facility.RelationshipSpec.Point;
import org.penstock.core.facility.RelationshipType.End;

/**
 * {@code relationships}: what feeds, powers, measures what. An end is a key; where things of two sorts bear it, the sort is
 * written before it: {@code output:pump-1}.
 */
public final class RelationshipSection implements FileSection<Relationships> {
    private static final Shape.Group RELATIONSHIP = Shape.group("One thing is bound to another.")
            .must("from", Shape.text("Key of a thing; with its sort where that is not clear: output:pump-1."))
            .must("type", Shape.choice("How the first is bound to the second.", RelationshipType.words()))
            .must("to", Shape.text("Key of a thing; with its sort where that is not clear: location:bay-1."))
            .may("strength", Shape.number("0 to 1; 1 if not written."))
            .may("valid_from", Shape.text("The first day, year-month-day.", "\\d{4}-\\d{2}-\\d{2}"));

    @Override
    public Class<Relationships> type() {
        return Relationships.class;
    }

    @Override
    public Shape.Group shape() {
        return Shape.group("").may("relationships", Shape.list("What feeds, powers, measures what.", RELATIONSHIP));
    }

    @Override
    public Relationships read(Node file, Draft draft, Problems problems) {
        ZoneId zone = draft.part(Places.class).map(p -> p.site().zone()).orElse(ZoneOffset.UTC);
        List<RelationshipSpec> specs = new ArrayList<>();
        Map<RelationshipSpec, Node> at = new LinkedHashMap<>();
        Map<String, Node> first = new HashMap<>();
        for (Node node : Fields.of(file, problems).items("relationships")) {
            Optional<RelationshipSpec> spec =
                    relationship(Fields.of(node, RELATIONSHIP, problems), zone, draft, problems);
            if (spec.isEmpty()) {
                continue;
            }
            RelationshipSpec s = spec.get();
            Node same = first.putIfAbsent(s.from() + " " + s.type() + " " + s.to(), node);
            if (same != null) {
                problems.add(
                        node,
                        "`" + s.from().key() + " " + s.type().word() + " " + s.to().key()
                                + "` is written twice, first in " + same.seenFrom(node),
                        "keep one of the two");
            } else {
                specs.add(s);
                at.put(s, node);
            }
        }
        for (RelationshipType type : RelationshipType.values()) {
            if (type.acyclic()) {
                refuseCycles(type, specs, at, problems);
            }
        }
        return new Relationships(specs);
    }

    private static Optional<RelationshipSpec> relationship(Fields f, ZoneId zone, Draft draft, Problems problems) {
        String word = f.choice("type", RelationshipType.words(), "");
        Optional<RelationshipType> type =
                f.node("type").text().equals(word) ? RelationshipType.of(word) : Optional.empty();
        List<End> all = Arrays.asList(End.values());
        Optional<Point> from =
                point(f, "from", word, type.map(RelationshipType::from).orElse(all), draft, problems);
        Optional<Point> to = point(f, "to", word, type.map(RelationshipType::to).orElse(all), draft, problems);
        double strength = f.number("strength", 1, 0, 1);
        Optional<Instant> since = since(f, zone, problems);
        f.done();
        if (type.isEmpty() || from.isEmpty() || to.isEmpty()) {
            return Optional.empty();
        }
        if (from.equals(to)) {
            problems.add(f.node("to"), "`" + to.get().key() + "` is bound to itself", "name another thing");
            return Optional.empty();
        }
        if (type.get() == RelationshipType.BACKS_UP
                && from.get().end() != to.get().end()) {
            problems.add(
                    f.node("to"),
                    "`backs_up` binds two of one sort; `" + from.get().key() + "` is "
                            + a(from.get().end()) + ", `" + to.get().key() + "` is "
                            + a(to.get().end()),
                    "name " + a(from.get().end()));
            return Optional.empty();
        }
        BigDecimal hundredths = BigDecimal.valueOf(Math.round(strength * 100), 2);
        return Optional.of(new RelationshipSpec(type.get(), from.get(), to.get(), hundredths, since));
    }

    private static Optional<Instant> since(Fields f, ZoneId zone, Problems problems) {
        String written = f.text("valid_from", "");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(written).atStartOfDay(zone).toInstant());
        } catch (DateTimeException e) {
            problems.add(
                    f.node("valid_from"),
                    "`valid_from: " + written + "` is not a day",
                    "write year, month and day: 2026-03-01");
            return Optional.empty();
        }
    }

    /** The thing a word names, if it is of one of the sorts that may stand there. */
    private static Optional<Point> point(
            Fields f, String word, String type, List<End> allowed, Draft draft, Problems problems) {
        String written = f.text(word);
        Node at = f.node(word);
        if (at.isMissing() || written.isBlank()) {
            return Optional.empty();
        }
        int colon = written.indexOf(':');
        String key = written.substring(colon + 1).strip();
        List<End> named = Arrays.stream(End.values())
                .filter(e -> colon < 0 || e.word().equals(written.substring(0, colon)))
                .filter(e -> draft.declared(e.word(), key).isPresent())
                .toList();
        List<End> fitting = named.stream().filter(allowed::contains).toList();
        if (fitting.size() == 1) {
            return Optional.of(new Point(fitting.getFirst(), key));
        }
        String shown = "`" + word + ": " + written + "`";
        if (fitting.size() > 1) {
            problems.add(
                    at,
                    shown + " can be "
                            + fitting.stream().map(RelationshipSection::a).collect(Collectors.joining(" or ")),
                    "write "
                            + fitting.stream()
                                    .map(e -> "`" + e.word() + ":" + key + "`")
                                    .collect(Collectors.joining(" or ")));
        } else if (!named.isEmpty()) {
            problems.add(
                    at,
                    shown + " is " + a(named.getFirst()) + ", and `" + type + "` cannot "
                            + (word.equals("from") ? "begin" : "end") + " there",
                    "name one of these: "
                            + allowed.stream().map(RelationshipSection::a).collect(Collectors.joining(", ")));
        } else {
            Set<String> known = new LinkedHashSet<>();
            allowed.forEach(e -> known.addAll(draft.keys(e.word())));
            String near = Nearest.to(key, known);
            problems.add(
                    at,
                    shown + " names nothing in this file",
                    near.isEmpty()
                            ? "name one of these: "
                                    + allowed.stream()
                                            .map(RelationshipSection::a)
                                            .collect(Collectors.joining(", "))
                            : "did you mean `" + near + "`?");
        }
        return Optional.empty();
    }

    private static String a(End end) {
        return switch (end) {
            case EQUIPMENT -> "a piece of equipment";
            case OUTPUT -> "an output";
            case DEVICE, STREAM, LOCATION -> "a " + end.word();
        };
    }

    /** Reports each circle once, at the relationship that closes it in the order of the file. */
    private static void refuseCycles(
            RelationshipType type, List<RelationshipSpec> specs, Map<RelationshipSpec, Node> at, Problems problems) {
        Map<Point, List<Point>> next = new HashMap<>();
        for (RelationshipSpec s : specs) {
            if (s.type() != type) {
                continue;
            }
            List<Point> back = way(s.to(), s.from(), next);
            if (back.isEmpty()) {
                next.computeIfAbsent(s.from(), p -> new ArrayList<>()).add(s.to());
            } else {
                problems.add(
                        at.getOrDefault(s, Node.nothing("", 1, 1)),
                        "`" + type.word() + "` goes in a circle: "
                                + s.from().key() + " → "
                                + back.stream().map(Point::key).collect(Collectors.joining(" → ")),
                        type == RelationshipType.FEEDS
                                ? "take one out; what flows back is `drains_to`"
                                : "take one of them out");
            }
        }
    }

    /** A way along {@code next}, breadth first; empty when there is none. */
    private static List<Point> way(Point from, Point to, Map<Point, List<Point>> next) {
        Map<Point, Point> cameFrom = new HashMap<>();
        Set<Point> seen = new HashSet<>(Set.of(from));
        List<Point> wave = List.of(from);
        while (!wave.isEmpty() && !seen.contains(to)) {
            List<Point> further = new ArrayList<>();
            for (Point p : wave) {
                for (Point q : next.getOrDefault(p, List.of())) {
                    if (seen.add(q)) {
                        cameFrom.put(q, p);
                        further.add(q);
                    }
                }
            }
            wave = further;
        }
        if (!seen.contains(to)) {
            return List.of();
        }
        List<Point> way = new ArrayList<>(List.of(to));
        for (Point p = to; cameFrom.containsKey(p); ) {
            p = cameFrom.getOrDefault(p, from);
            way.addFirst(p);
        }
        return way;
    }
}
