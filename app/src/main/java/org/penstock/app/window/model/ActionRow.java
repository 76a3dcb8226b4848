package org.penstock.app.window.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.CorrectiveAction;

/**
 * One corrective action.
 *
 * @param title its number and that of its alert
 * @param said what was wrong, and what was done or is to be done
 * @param written by whom and when
 * @param state that it waits for somebody else, or who verified it
 * @param open it waits
 */
public record ActionRow(String key, long no, String title, String said, String written, String state, boolean open)
        implements Keyed {
    /** Those that wait first, each the newest first. */
    public static List<ActionRow> of(List<CorrectiveAction> actions, Instant now, Words words, Times times) {
        return actions.stream()
                .sorted((a, b) -> Boolean.compare(b.open(), a.open()))
                .map(a -> of(a, now, words, times))
                .toList();
    }

    private static ActionRow of(CorrectiveAction a, Instant now, Words words, Times times) {
        @Nullable Instant at = a.verifiedAt();
        String state = at == null
                ? words.of("action.waits")
                : words.of("action.verified", String.valueOf(a.verifiedBy()), times.moment(at, now));
        return new ActionRow(
                "action:" + a.no(),
                a.no(),
                words.of("action.title", Long.toString(a.no()), Long.toString(a.alertNo())),
                words.of("action.said", oneLine(a.problem()), oneLine(a.action())),
                words.of("action.written", a.actor(), times.moment(a.at(), now)),
                a.note().isEmpty() ? state : words.of("action.noted", state, oneLine(a.note())),
                a.open());
    }

    private static String oneLine(String text) {
        return String.join(" ", text.lines().toList());
    }
}
