package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.place.Keep;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.place.RetentionPlan.Budget;
import org.penstock.core.place.RetentionPlan.StreamClass;
import org.penstock.core.quantity.Metric;

/** {@code retention} of the site: how long readings and their roll-ups are kept, and how much of the disk they may take. */
final class RetentionFields {
    private static final Pattern BUDGET = Pattern.compile("([1-9]\\d{0,5}) ?(GB|TB|%)");
    private static final Shape.Group CLASS =
            kinds(Shape.group("Streams that are kept equally long, by what they measure.")
                    .must("name", Shape.name())
                    .must("metrics", Shape.list("What they measure; each metric in one class.", Shape.metric(""))));
    static final Shape.Group SHAPE = kinds(Shape.group("How long readings and roll-ups are kept."))
            .may("classes", Shape.list("Streams that are kept longer or shorter than the rest.", CLASS))
            .may("journal", keep("Of journal segments that are in the database; 30 days if not written."))
            .may("disk", Shape.text("How much of the disk readings may take: `200 GB`, or `80 %`.", BUDGET.pattern()));

    private static final Keep LEAST_JOURNAL = Keep.days(2);

    private RetentionFields() {}

    private static Shape keep(String description) {
        return Shape.text(description, Keep.PATTERN);
    }

    private static Shape.Group kinds(Shape.Group group) {
        return group.may("raw", keep("Readings as they came; 24 months if not written."))
                .may("1m", keep("Roll-ups of a minute; never shorter than raw."))
                .may("5m", keep("Roll-ups of five minutes; never shorter than 1m."))
                .may("1h", keep("Roll-ups of an hour, 10 years if not written; never shorter than 5m."))
                .may("1d", keep("Roll-ups of a day, 10 years if not written; never shorter than 1h."));
    }

    static RetentionPlan read(Node node, Problems problems) {
        if (node.isMissing()) {
            return RetentionPlan.USUAL;
        }
        Fields f = Fields.of(node, SHAPE, problems);
        StreamClass rest = new StreamClass("", Set.of(), kept(f, problems));
        told(rest, f, problems);
        List<StreamClass> classes = new ArrayList<>();
        Map<String, Node> names = new HashMap<>();
        Map<Metric, Node> metrics = new HashMap<>();
        for (Node one : f.items("classes")) {
            Fields c = Fields.of(one, CLASS, problems);
            String name = c.name();
            Set<Metric> measured = metrics(c, metrics, problems);
            StreamClass read = new StreamClass(name, measured, kept(c, problems));
            told(read, c, problems);
            c.done();
            Node same = names.putIfAbsent(name, one);
            if (same != null && !name.isEmpty()) {
                problems.add(
                        c.node("name"),
                        "the class `" + name + "` is written twice, first in " + same.seenFrom(c.node("name")),
                        "give each class a name of its own");
            }
            classes.add(read);
        }
        Keep journal = one(f, "journal", problems).orElse(RetentionPlan.USUAL.journal());
        if (journal.shorterThan(LEAST_JOURNAL)) {
            problems.add(
                    f.node("journal"), "the journal is needed for a start after a failure", "keep it 2 days or longer");
        }
        Budget budget = budget(f, problems);
        f.done();
        return new RetentionPlan(rest, classes, journal, budget);
    }

    private static Map<ReadingKind, Keep> kept(Fields f, Problems problems) {
        Map<ReadingKind, Keep> kept = new EnumMap<>(ReadingKind.class);
        for (ReadingKind kind : ReadingKind.values()) {
            one(f, kind.word(), problems).ifPresent(keep -> kept.put(kind, keep));
        }
        return kept;
    }

    private static Optional<Keep> one(Fields f, String word, Problems problems) {
        String written = f.text(word, "");
        if (written.isEmpty()) {
            return Optional.empty();
        }
        Optional<Keep> keep = Keep.read(written);
        if (keep.isEmpty()) {
            problems.add(
                    f.node(word),
                    "`" + word + ": " + written + "` says no length of time",
                    "write a whole number and days, months or years: `" + word + ": 24 months`");
        }
        return keep;
    }

    private static void told(StreamClass read, Fields f, Problems problems) {
        read.tooShort().ifPresent(kind -> {
            ReadingKind source = RetentionPlan.source(kind);
            problems.add(
                    f.has(kind.word()) ? f.node(kind.word()) : f.node(),
                    "`" + kind.word() + "` is kept " + read.keep(kind).inWords() + ", shorter than `" + source.word()
                            + "`, of which it is made (" + read.keep(source).inWords() + ")",
                    "keep `" + kind.word() + "` " + read.keep(source).inWords() + " or longer");
        });
    }

    private static Set<Metric> metrics(Fields f, Map<Metric, Node> seen, Problems problems) {
        Set<Metric> metrics = new HashSet<>();
        for (Node n : f.items("metrics")) {
            Optional<Metric> metric = Metric.of(n.text());
            if (metric.isEmpty()) {
                List<String> known =
                        Arrays.stream(Metric.values()).map(Metric::key).toList();
                String near = Nearest.to(n.text(), known);
                problems.add(
                        n,
                        "`" + n.text() + "` is no metric",
                        near.isEmpty() ? "write one of: " + String.join(", ", known) : "did you mean `" + near + "`?");
                continue;
            }
            Node same = seen.putIfAbsent(metric.get(), n);
            if (same != null) {
                problems.add(
                        n,
                        "`" + n.text() + "` is in two classes, first in " + same.seenFrom(n),
                        "let each metric be in one class");
            }
            metrics.add(metric.get());
        }
        if (metrics.isEmpty() && f.items("metrics").isEmpty()) {
            problems.add(f.node(), "`metrics` is missing", "add `metrics: [co2]`");
        }
        return metrics;
    }

    private static @Nullable Budget budget(Fields f, Problems problems) {
        String written = f.text("disk", "");
        if (written.isEmpty()) {
            return null;
        }
        Matcher m = BUDGET.matcher(written.strip());
        if (!m.matches() || (m.group(2).equals("%") && Integer.parseInt(m.group(1)) > 100)) {
            problems.add(
                    f.node("disk"),
                    "`disk: " + written + "` is no room on a disk",
                    "write `disk: 200 GB`, or a share of the disk: `disk: 80 %`");
            return null;
        }
        long n = Long.parseLong(m.group(1));
        return switch (m.group(2)) {
            case "%" -> new Budget(0, (int) n);
            case "TB" -> new Budget(n * 1_000_000_000_000L, 0);
            default -> new Budget(n * 1_000_000_000L, 0);
        };
    }
}
