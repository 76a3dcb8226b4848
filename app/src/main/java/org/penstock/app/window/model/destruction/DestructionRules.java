package org.penstock.app.window.model.destruction;

import java.util.ArrayList;
import java.util.List;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Section;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.core.compliance.JurisdictionRule;
import org.penstock.core.runtime.Destroying;

/** The rules that a destruction can be scheduled under today, whose they are, and since when they are in force. */
public final class DestructionRules {
    /** Switch: the rules in place of the chosen destruction. */
    public static final String SHOWN = "rules";

    private DestructionRules() {}

    /** All of them, the site's own first. */
    public static Entry of(Destroying.Rules rules, Pen pen) {
        List<Section> sections = new ArrayList<>();
        rules.of(rules.here())
                .filter(r -> !r.jurisdiction().isEmpty())
                .ifPresent(r ->
                        sections.add(new Section(pen.of("destruction.rules-here", r.jurisdiction()), facts(r, pen))));
        for (JurisdictionRule r : rules.inForce()) {
            if (r.jurisdiction().isEmpty()) {
                sections.add(new Section(pen.of("destruction.rules-none"), facts(r, pen)));
            } else if (!r.jurisdiction().equals(rules.here())) {
                sections.add(new Section(r.jurisdiction(), facts(r, pen)));
            }
        }
        for (JurisdictionRule r : rules.toCome()) {
            sections.add(new Section(
                    pen.of(
                            "destruction.rules-to-come",
                            r.jurisdiction(),
                            r.validFrom().toString()),
                    facts(r, pen)));
        }
        return new Entry(
                pen.of("destruction.rules"),
                pen.of(rules.here().isEmpty() ? "destruction.rules-nowhere" : "destruction.rules-text", rules.here()),
                sections,
                List.of());
    }

    private static List<Fact> facts(JurisdictionRule r, Pen pen) {
        return List.of(
                new Fact(pen.of("destruction.rule"), inForce(r, pen)),
                new Fact(pen.of("destruction.demands"), DestructionForms.rule(r, pen)));
    }

    /** How long it lets a lot lie, since when it is in force, and where it is written. */
    static String inForce(JurisdictionRule r, Pen pen) {
        String hours = Integer.toString(r.holdHours());
        return r.jurisdiction().isEmpty()
                ? pen.of("destruction.rule-own", hours, r.source())
                : pen.of("destruction.rule-from", hours, r.validFrom().toString(), r.source());
    }
}
