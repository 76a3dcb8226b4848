package org.penstock.core.control;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * What rules in shadow would have done: every opening and closing as a fact for the record, and their sums for whoever
 * decides whether a rule may drive. The sums survive starts; time in which the program did not run is in none of them. A rule
 * that is written otherwise begins anew: what it did before says nothing about what it would do now.
 */
final class ShadowBook {
    private static final long NEVER = Long.MIN_VALUE;

    private Map<String, Page> pages = new TreeMap<>();
    /** Engine time of the newest scan: at a start what would be open ends there. */
    private long seen;

    /** One rule's. */
    private static final class Page {
        final RuleSpec rule;
        final long maxOn;
        final long since;
        long ranBefore;
        long runFrom;
        long openings;
        long onBefore;
        long openFrom = NEVER;
        long last;
        long lastFor;

        Page(RuleSpec rule, long maxOn, long since, long runFrom) {
            this.rule = rule;
            this.maxOn = maxOn;
            this.since = since;
            this.runFrom = runFrom;
        }

        /** How long what is open now has been, as the output would have let it. */
        long openFor(long now) {
            return openFrom == NEVER ? 0 : Math.min(maxOn, now - openFrom);
        }
    }

    /** Takes the rules in force. Those that came out of shadow, or into it, are told. */
    void configure(EngineScan scan, List<RuleSpec> before, boolean start) {
        Map<String, Page> next = new TreeMap<>();
        for (RuleSpec rule : scan.config().rules()) {
            Page old = pages.get(rule.key());
            if (old != null && start) {
                close(scan, old, seen, "the program ended");
                old.ranBefore += seen - old.runFrom;
                old.runFrom = scan.now();
            }
            if (rule.shadow()) {
                next.put(
                        rule.key(),
                        old != null && same(old, rule, scan.config())
                                ? old
                                : new Page(rule, maxOn(scan.config(), rule), scan.wall(), scan.now()));
            }
            moved(scan, rule, before, old);
        }
        pages.forEach((key, old) -> {
            if (next.get(key) != old) {
                close(scan, old, start ? seen : scan.now(), "the rule was changed");
            }
        });
        pages = next;
    }

    private void moved(EngineScan scan, RuleSpec rule, List<RuleSpec> before, @Nullable Page old) {
        RuleSpec was = before.stream()
                .filter(b -> b.key().equals(rule.key()))
                .findFirst()
                .orElse(rule);
        if (was.shadow() == rule.shadow()) {
            return;
        }
        if (rule.shadow() || old == null) {
            scan.record(subject(rule), rule.shadow() ? "rule.shadowed" : "rule.promoted", "name", rule.name());
            return;
        }
        close(scan, old, scan.now(), "the rule drives from now on");
        ShadowView facts = view(old, scan.now());
        scan.record(
                subject(rule),
                "rule.promoted",
                "name",
                rule.name(),
                "on_seconds",
                seconds(facts.onMicros()),
                "openings",
                Long.toString(facts.openings()),
                "ran_seconds",
                seconds(facts.ranMicros()));
    }

    private static boolean same(Page old, RuleSpec rule, ControlConfig config) {
        return old.rule.equals(rule) && old.maxOn == maxOn(config, rule);
    }

    private static long maxOn(ControlConfig config, RuleSpec rule) {
        return config.outputs().stream()
                .filter(o -> o.no() == rule.output())
                .mapToLong(OutputSpec::maxOnMicros)
                .findFirst()
                .orElse(Long.MAX_VALUE);
    }

    /** What a rule in shadow would want now. @param value NaN = nothing, or where its output is safe anyway */
    void wants(EngineScan scan, RuleSpec rule, OutputSpec output, double value, String why) {
        Page page = pages.get(rule.key());
        boolean away = !Double.isNaN(value) && !Output.same(value, output.safe());
        if (page == null || away == (page.openFrom != NEVER)) {
            return;
        }
        if (!away) {
            close(scan, page, scan.now(), why);
            return;
        }
        page.openFrom = scan.now();
        page.last = scan.wall();
        page.openings++;
        scan.record(
                subject(rule),
                "rule.would_open",
                "gate",
                scan.shut(rule.output()).orElse(""),
                "output",
                output.key(),
                "value",
                Words.number(value),
                "why",
                why);
    }

    private static void close(EngineScan scan, Page page, long now, String why) {
        if (page.openFrom == NEVER) {
            return;
        }
        page.lastFor = page.openFor(now);
        page.onBefore += page.lastFor;
        page.openFrom = NEVER;
        scan.record(subject(page.rule), "rule.would_close", "for_seconds", seconds(page.lastFor), "why", why);
    }

    /** A scan of this instant is done. */
    void seen(long now) {
        seen = now;
    }

    /** What each would have done until the newest scan, by key. */
    List<ShadowView> views() {
        return pages.values().stream().map(p -> view(p, seen)).toList();
    }

    private static ShadowView view(Page p, long now) {
        boolean on = p.openFrom != NEVER;
        return new ShadowView(
                p.rule.key(),
                p.rule.name(),
                p.rule.output(),
                p.since,
                p.ranBefore + now - p.runFrom,
                p.openings,
                p.onBefore + p.openFor(now),
                on,
                p.last,
                on ? p.openFor(now) : p.lastFor);
    }

    private static String seconds(long micros) {
        return BigDecimal.valueOf(micros, 6)
                .setScale(1, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String subject(RuleSpec rule) {
        return "rule:" + rule.key();
    }

    void save(ArrayNode state) {
        for (Page p : pages.values()) {
            state.addObject()
                    .put("rule", p.rule.key())
                    .put("since", p.since)
                    .put("ranBefore", p.ranBefore)
                    .put("runFrom", p.runFrom)
                    .put("openings", p.openings)
                    .put("onBefore", p.onBefore)
                    .put("openFrom", p.openFrom)
                    .put("last", p.last)
                    .put("lastFor", p.lastFor)
                    .put("seen", seen);
        }
    }

    /** Restores what {@link #save} wrote, for the same configuration; a checkpoint of before there were any has none. */
    void load(JsonNode state) {
        List<Page> loaded = new ArrayList<>();
        for (JsonNode n : state) {
            Page now = pages.get(n.required("rule").asString());
            if (now != null) {
                Page p = new Page(
                        now.rule,
                        now.maxOn,
                        n.required("since").asLong(),
                        n.required("runFrom").asLong());
                p.ranBefore = n.required("ranBefore").asLong();
                p.openings = n.required("openings").asLong();
                p.onBefore = n.required("onBefore").asLong();
                p.openFrom = n.required("openFrom").asLong();
                p.last = n.required("last").asLong();
                p.lastFor = n.required("lastFor").asLong();
                seen = n.required("seen").asLong();
                loaded.add(p);
            }
        }
        loaded.forEach(p -> pages.put(p.rule.key(), p));
    }
}
