package org.penstock.core.runtime;

import java.util.List;
import java.util.Optional;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.RuleSpec;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;

/**
 * Which rules a changed facility file lets drive that only looked on, and the other way round.
 *
 * @param before rules in force
 * @param after rules as they would be
 */
record RuleModes(List<RuleSpec> before, List<RuleSpec> after) {
    private static final String RULE = "rule";

    RuleModes {
        before = List.copyOf(before);
        after = List.copyOf(after);
    }

    static RuleModes of(Configuration now, Configuration next) {
        return of(now, next.part(ControlConfig.class));
    }

    static RuleModes of(Configuration now, ControlConfig next) {
        return new RuleModes(now.part(ControlConfig.class).rules(), next.rules());
    }

    /** A rule that only looked on until now, and as what it would drive. */
    record Promoted(RuleSpec was, RuleSpec is) {
        /** Whether it would do something else than what it was seen to do. */
        boolean otherwise() {
            return !was.equals(new RuleSpec(
                    was.key(),
                    was.name(),
                    is.stream(),
                    is.comparison(),
                    is.limit(),
                    is.hysteresis(),
                    is.onDelayMicros(),
                    is.offDelayMicros(),
                    is.maxAgeMicros(),
                    is.output(),
                    is.value(),
                    is.fallback(),
                    true));
        }
    }

    /** Every rule that would drive from now on. */
    List<Promoted> promoted() {
        return after.stream()
                .flatMap(is -> was(is, is.key()).stream().map(was -> new Promoted(was, is)))
                .toList();
    }

    /** Whether a change lets a rule drive that only looked on, also under another key. */
    boolean promotes(Change change) {
        return change.kind().equals(RULE)
                && promoted().stream().anyMatch(p -> p.is().key().equals(change.key()));
    }

    /** Whether a rule that drove only looks on, and nothing else of it is changed: nobody need agree to that. */
    boolean onlyLooksOn(Change change) {
        return change instanceof Change.Changed c
                && c.kind().equals(RULE)
                && c.was().isEmpty()
                && c.words().size() == 1
                && c.words().getFirst().word().equals("mode")
                && find(before, c.key()).map(r -> !r.shadow()).orElse(false)
                && find(after, c.key()).map(RuleSpec::shadow).orElse(false);
    }

    /** As what a rule that drives now looked on: under its key, or taken away and written anew under another one. */
    private Optional<RuleSpec> was(RuleSpec is, String key) {
        if (is.shadow() || find(before, key).map(r -> !r.shadow()).orElse(false)) {
            return Optional.empty();
        }
        return find(before, key)
                .or(() -> before.stream()
                        .filter(b -> b.shadow() && b.stream() == is.stream() && b.output() == is.output())
                        .filter(b -> find(after, b.key()).map(r -> !r.shadow()).orElse(true))
                        .findFirst());
    }

    private static Optional<RuleSpec> find(List<RuleSpec> rules, String key) {
        return rules.stream().filter(r -> r.key().equals(key)).findFirst();
    }
}
