package org.penstock.core.alert;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penstock.core.telemetry.Limits;

/** The alert rules of the facility, in file order; what the section {@code alerts:} of the facility file compiles to. */
public record AlertConfig(List<AlertRuleSpec> rules) {
    public AlertConfig {
        rules = List.copyOf(rules);
    }

    /** The limits of each stream that has any, by its number: of several rules the narrowest. */
    public Map<Integer, Limits> limits() {
        Map<Integer, Limits> limits = new TreeMap<>();
        for (AlertRuleSpec rule : rules) {
            Limits one = switch (rule.type()) {
                case LIMIT_LOW -> new Limits(rule.limit(), Double.NaN);
                case LIMIT_HIGH -> new Limits(Double.NaN, rule.limit());
                case MISSING_DATA -> Limits.NONE;
            };
            limits.merge(rule.stream(), one, Limits::and);
        }
        return limits;
    }
}
