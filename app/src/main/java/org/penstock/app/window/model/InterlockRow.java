package org.penstock.app.window.model;

import org.penstock.core.runtime.FacilitySnapshot;

/**
 * One interlock.
 *
 * @param state clear, tripped, or waiting for a reset
 * @param why what tripped it, "" when clear
 * @param reset asks to reset it
 * @param resettable whether it waits for a person
 */
public record InterlockRow(String key, String name, Mark mark, String state, String why, Ask reset, boolean resettable)
        implements Keyed {
    static InterlockRow of(FacilitySnapshot.Interlock interlock, Words words) {
        boolean holds = interlock.tripped() || interlock.latched();
        String state = interlock.tripped()
                ? "interlock.tripped"
                : interlock.latched() ? "interlock.latched" : "interlock.clear";
        return new InterlockRow(
                "interlock:" + interlock.key(),
                interlock.name(),
                holds ? Mark.TRIPPED : Mark.NONE,
                words.of(state),
                interlock.why(),
                Ask.plain("interlock.reset", interlock.key(), words.of("ask.reset", interlock.name())),
                interlock.latched());
    }
}
