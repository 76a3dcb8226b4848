package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.List;
import org.penstock.core.runtime.ControlSnapshot;

/**
 * One interlock.
 *
 * @param state clear, tripped, or waiting for a reset; and that it is bypassed
 * @param why for which outputs it is bypassed, and what tripped it; "" when clear
 * @param reset asks to reset it
 * @param resettable whether it waits for a person
 */
public record InterlockRow(String key, String name, Mark mark, String state, String why, Ask reset, boolean resettable)
        implements Keyed {
    static String state(ControlSnapshot.Interlock interlock, Words words) {
        return words.of(
                interlock.tripped()
                        ? "interlock.tripped"
                        : interlock.latched() ? "interlock.latched" : "interlock.clear");
    }

    static InterlockRow of(ControlSnapshot.Interlock interlock, Beat beat) {
        Words words = beat.words();
        boolean holds = interlock.tripped() || interlock.latched();
        boolean bypassed = !interlock.bypasses().isEmpty();
        List<String> why = new ArrayList<>();
        interlock.bypasses().forEach(b -> why.add(words.of("bypass.for", b.outputName(), BypassLine.by(b, beat))));
        if (!interlock.why().isEmpty()) {
            why.add(interlock.why());
        }
        return new InterlockRow(
                "interlock:" + interlock.key(),
                interlock.name(),
                bypassed ? Mark.BYPASSED : holds ? Mark.TRIPPED : Mark.NONE,
                bypassed
                        ? words.of("interlock.bypassed-and", words.of("interlock.bypassed"), state(interlock, words))
                        : state(interlock, words),
                String.join("\n", why),
                Ask.plain("interlock.reset", interlock.key(), words.of("ask.reset", interlock.name())),
                interlock.latched());
    }
}
