package org.penstock.core.runtime;

import java.util.List;
import java.util.Optional;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Places;

/**
 * Whether the limits that are watched here belong to a HACCP plan, before a change and after it. While they do, an alert
 * rule is changed only when others have signed, also where nobody has set a policy for it; and so is the mode ended, or
 * ending it for a minute would be the way around it. What is begun takes nobody's consent: it takes nothing from anybody.
 */
record HaccpMode(boolean now, boolean then) {
    private static final String WORD = "haccp";

    static HaccpMode of(Configuration now, Configuration next) {
        return new HaccpMode(
                now.part(Places.class).site().haccp(),
                next.part(Places.class).site().haccp());
    }

    boolean ends() {
        return now && !then;
    }

    /** Whether the mode wants this change signed as an alert rule's. */
    boolean signed(Change change) {
        return now && change.kind().equals("alert");
    }

    /** Whether this ends the mode and does nothing else. */
    boolean ends(Change change) {
        return ends()
                && change instanceof Change.Changed c
                && c.kind().equals("site")
                && c.words().stream().allMatch(w -> w.word().equals(WORD));
    }

    /** What a change means because of it, a sentence; empty when nothing. */
    Optional<String> inWords(List<Change> changes) {
        if (ends()) {
            return Optional.of(
                    "HACCP mode ends, once others have signed that (policy alert_rule.change). Then alert rules"
                            + " are changed as anything else in this file.");
        }
        if (!now && then) {
            return Optional.of("HACCP mode begins: from then on a change of an alert rule waits for signatures (policy"
                    + " alert_rule.change), and so does ending the mode.");
        }
        return changes.stream().anyMatch(this::signed)
                ? Optional.of("The site is in HACCP mode: what changes an alert rule is in force only when others have"
                        + " signed it (policy alert_rule.change).")
                : Optional.empty();
    }
}
