package org.penstock.core.compliance;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.penstock.core.compliance.JurisdictionRule.Method;
import org.penstock.core.facility.Draft;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.FileSection;
import org.penstock.core.facility.Nearest;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Shape;
import org.penstock.core.identity.Role;

/** {@code destruction} and {@code jurisdiction_rules}: what the law of the site wants when something is destroyed, and since when. */
public final class JurisdictionSection implements FileSection<Jurisdictions> {
    private static final long HOUR = 3_600_000_000L;
    private static final Pattern CODE = Pattern.compile("[a-z]{2}(-[a-z0-9]{1,10})?");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final List<String> METHODS =
            Arrays.stream(Method.values()).map(Method::word).toList();

    private static final Shape.Group DESTRUCTION = Shape.group("How things are destroyed here.")
            .must("jurisdiction", Shape.text("Whose rules hold where nothing else is said: us-wa.", CODE.pattern()));
    private static final Shape.Group RULE = Shape.group("What a jurisdiction wants from a day on.")
            .must("key", Shape.key())
            .must("jurisdiction", Shape.text("Whose rule it is: us-wa, ca.", CODE.pattern()))
            .must("from", Shape.text("The first day it holds for, in the site's zone: 2027-01-01.", DAY.pattern()))
            .must("hold", Shape.duration("How long a lot lies untouched between its schedule and its destruction."))
            .may("methods", Shape.list("Which ways are allowed; any if not written.", Shape.choice("", METHODS)))
            .may(
                    "mix",
                    Shape.integer("How much of a mixture must be something else, percent by volume; 0 if not written."))
            .may("persons", Shape.integer("How many distinct persons sign; 2 if not written."))
            .may(
                    "witnesses",
                    Shape.list(
                            "Roles of which one of the signers must have one; the sign-off's policy alone if not written.",
                            Shape.choice("", Role.wordsOfPersons())))
            .must("source", Shape.text("Where it is written, and which text of it was read."));

    @Override
    public Class<Jurisdictions> type() {
        return Jurisdictions.class;
    }

    @Override
    public Shape.Group shape() {
        return Shape.group("")
                .may("destruction", DESTRUCTION)
                .may(
                        "jurisdiction_rules",
                        Shape.list("Rules of jurisdictions, beside those the program brings.", RULE));
    }

    @Override
    public Jurisdictions read(Node file, Draft draft, Problems problems) {
        Fields top = Fields.of(file, problems);
        List<JurisdictionRule> rules = new ArrayList<>();
        Map<String, Node> first = new HashMap<>();
        for (Node node : top.items("jurisdiction_rules")) {
            Fields f = Fields.of(node, RULE, problems);
            draft.key(f, "jurisdiction_rule");
            JurisdictionRule rule = rule(f, problems);
            Node same = first.putIfAbsent(rule.jurisdiction() + " " + rule.validFrom(), node);
            if (same != null) {
                problems.add(
                        f.node("from"),
                        "`" + rule.jurisdiction() + "` has a second rule from " + rule.validFrom() + ", the first in "
                                + same.seenFrom(node),
                        "one rule holds on a day: let the newer one begin later, or put the two together");
            }
            rules.add(rule);
        }
        Jurisdictions own = new Jurisdictions("", rules);
        draft.previous().flatMap(c -> c.find(Jurisdictions.class)).ifPresent(before -> {
            warnOfChanged(before, rules, top.items("jurisdiction_rules"), problems);
        });
        return new Jurisdictions(here(top, own, problems), rules);
    }

    /** A rule that may have been followed already says something else now. */
    private static void warnOfChanged(
            Jurisdictions before, List<JurisdictionRule> rules, List<Node> nodes, Problems problems) {
        for (int i = 0; i < rules.size(); i++) {
            JurisdictionRule now = rules.get(i);
            boolean other = before.own().stream()
                    .anyMatch(b -> b.jurisdiction().equals(now.jurisdiction())
                            && b.validFrom().equals(now.validFrom())
                            && !b.equals(now));
            if (other) {
                problems.warn(
                        nodes.get(i),
                        "the rule of `" + now.jurisdiction() + "` from " + now.validFrom()
                                + " says something else than until now",
                        "a destruction keeps the rule it was scheduled under; where the law changed, write a new rule with"
                                + " the day it holds from");
            }
        }
    }

    private static String here(Fields top, Jurisdictions own, Problems problems) {
        Node written = top.node("destruction");
        if (written.isMissing()) {
            return "";
        }
        Fields f = Fields.of(written, DESTRUCTION, problems);
        String code = f.text("jurisdiction");
        f.done();
        if (!code.isBlank() && !own.known().contains(code)) {
            String near = Nearest.to(code, own.known());
            problems.add(
                    f.node("jurisdiction"),
                    "no rule of `" + code + "` is known",
                    (near.isEmpty() ? "" : "did you mean `" + near + "`? ") + "there are "
                            + String.join(", ", own.known()) + "; write another one below `jurisdiction_rules:`");
        }
        return code;
    }

    private static JurisdictionRule rule(Fields f, Problems problems) {
        String code = f.text("jurisdiction");
        if (!code.isBlank() && !CODE.matcher(code).matches()) {
            problems.add(
                    f.node("jurisdiction"),
                    "`jurisdiction: " + code + "` is no jurisdiction",
                    "write the country and, where it has its own law, the state: us-wa, ca");
        }
        LocalDate from = day(f, problems);
        long hold = f.duration("hold", -1);
        if (hold > 0 && (hold % HOUR != 0 || hold > JurisdictionRule.MOST_HOURS * HOUR)) {
            problems.add(
                    f.node("hold"),
                    "`hold: " + f.node("hold").text() + "` is no time that a rule holds",
                    "write whole hours, at most " + JurisdictionRule.MOST_HOURS / 24 + " days: 72h");
            hold = 0;
        }
        SortedSet<String> methods = words(f, "methods", METHODS, problems);
        int mix = f.integer("mix", 0, 0, 99);
        int persons = f.integer("persons", 2, 1, JurisdictionRule.MOST_PERSONS);
        SortedSet<String> witnesses = words(f, "witnesses", Role.wordsOfPersons(), problems);
        String source = f.text("source");
        f.done();
        return new JurisdictionRule(
                code,
                from,
                (int) (Math.max(0, hold) / HOUR),
                methods,
                BigDecimal.valueOf(mix),
                persons,
                witnesses,
                // What is missing has been told; a rule without a source is never used.
                source.isBlank() ? "?" : source.strip());
    }

    private static LocalDate day(Fields f, Problems problems) {
        String written = f.text("from");
        try {
            if (DAY.matcher(written).matches()) {
                return LocalDate.parse(written);
            }
        } catch (DateTimeException e) {
            // 2027-02-30 has the form of a day and is none; it is told with those that have not even the form.
        }
        if (!written.isBlank()) {
            problems.add(f.node("from"), "`from: " + written + "` is no day", "write year, month and day: 2027-01-01");
        }
        return LocalDate.EPOCH;
    }

    private static SortedSet<String> words(Fields f, String word, List<String> known, Problems problems) {
        SortedSet<String> words = new TreeSet<>();
        for (Node item : f.items(word)) {
            if (!known.contains(item.text())) {
                String near = Nearest.to(item.text(), known);
                problems.add(
                        item,
                        "`" + item.text() + "` is none of the " + word,
                        near.isEmpty() ? "write one of: " + String.join(", ", known) : "did you mean `" + near + "`?");
            } else if (!words.add(item.text())) {
                problems.add(item, "`" + item.text() + "` is written twice", "name each once");
            }
        }
        return words;
    }
}
