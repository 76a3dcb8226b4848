package org.penstock.app.window.model.register;

import java.util.List;
import org.penstock.app.window.model.signoff.Fact;

/**
 * A part of a record.
 *
 * @param none what stands there without any facts; "" = then the part is left out
 */
public record Section(String title, List<Fact> facts, String none) {
    public Section {
        facts = List.copyOf(facts);
    }

    /** Left out without facts. */
    public Section(String title, List<Fact> facts) {
        this(title, facts, "");
    }

    /** Whether there is anything to show. */
    public boolean told() {
        return !facts.isEmpty() || !none.isEmpty();
    }
}
