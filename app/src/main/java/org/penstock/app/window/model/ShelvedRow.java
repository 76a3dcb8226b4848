package org.penstock.app.window.model;

import java.time.Instant;
import java.util.List;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ShelvedAlert;

/**
 * One shelved alert: what, for how much longer, by whom and why.
 *
 * @param no of the alert, which unshelving names
 * @param state shelved, and the time left
 * @param now what it tells meanwhile: its state while it is open, that nothing is told otherwise
 * @param why who shelved it and his reason
 * @param back clock time at which it is back
 * @param leads the page about what it is about
 */
public record ShelvedRow(
        String key,
        long no,
        SeverityStyle style,
        String severity,
        String text,
        String state,
        String now,
        String why,
        String back,
        PageAddress leads)
        implements Keyed {
    /** What is shelved, the one that comes back first at the top. */
    public static List<ShelvedRow> of(Beat beat) {
        return beat.snapshot().alerts().shelves().stream().map(s -> of(s, beat)).toList();
    }

    private static ShelvedRow of(ShelvedAlert shelf, Beat beat) {
        Words words = beat.words();
        Moment moment = beat.moment();
        SeverityStyle style = SeverityStyle.of(shelf.severity());
        Instant back = moment.now().plusSeconds(Math.round(left(shelf, moment)));
        return new ShelvedRow(
                "alert:" + shelf.no(),
                shelf.no(),
                style,
                words.of(style.wordKey()),
                shelf.text(),
                state(shelf, moment, words, beat.times()),
                beat.snapshot().alerts().open().stream()
                        .filter(a -> AlertRow.open(a) && shelf.equals(a.shelf()))
                        .map(AlertSnapshot.Alert::state)
                        .map(s -> words.orElse("alert." + s, s))
                        .findFirst()
                        .orElse(words.of("shelf.quiet")),
                words.of("shelf.why", shelf.by(), shelf.reason()),
                words.of("shelf.back", beat.times().minute(back)),
                PageAddress.about(shelf.source()));
    }

    /** {@code SHELVED 42 min left}. */
    static String state(ShelvedAlert shelf, Moment moment, Words words, Times times) {
        return words.of("alert.shelved", times.span(left(shelf, moment)));
    }

    private static double left(ShelvedAlert shelf, Moment moment) {
        return Math.max(0, shelf.leftSeconds() - moment.silentSeconds());
    }
}
