package org.penstock.core.alert;

import java.util.List;

/** The alert rules of the facility, in file order; what the section {@code alerts:} of the facility file compiles to. */
public record AlertConfig(List<AlertRuleSpec> rules) {
    public AlertConfig {
        rules = List.copyOf(rules);
    }
}
