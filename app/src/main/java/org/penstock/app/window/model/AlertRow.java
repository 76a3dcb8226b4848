package org.penstock.app.window.model;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ShelvedAlert;

/**
 * One open alert.
 *
 * @param no number of the alert, which an acknowledgement names
 * @param unacknowledged no person has seen it, and it is not shelved
 * @param shelved it does not draw the eye for now
 * @param blinkOn phase of the blink; always true when acknowledged
 * @param state its word and, when acknowledged, by whom
 * @param measured value and limit, "" when it has none
 * @param raised when, and how long ago
 * @param leads the page about what it is about
 */
public record AlertRow(
        String key,
        long no,
        SeverityStyle style,
        String severity,
        boolean unacknowledged,
        boolean shelved,
        boolean blinkOn,
        String state,
        String text,
        String measured,
        String raised,
        String age,
        PageAddress leads)
        implements Keyed {
    /** Whether it is not over. */
    public static boolean open(AlertSnapshot.Alert alert) {
        return alert.resolved() == null && !"resolved".equals(word(alert));
    }

    /** Whether it is open and draws the eye: not shelved. */
    public static boolean calling(AlertSnapshot.Alert alert) {
        return open(alert) && alert.shelf() == null;
    }

    static boolean unacknowledged(AlertSnapshot.Alert alert) {
        return calling(alert) && alert.acknowledged() == null;
    }

    /** An alert as it is shown. */
    public static AlertRow of(AlertSnapshot.Alert alert, Moment moment, Words words, Times times) {
        SeverityStyle style = SeverityStyle.of(alert.severity());
        boolean unseen = unacknowledged(alert);
        Instant now = moment.now();
        String state = words.orElse("alert." + word(alert), alert.state());
        if (alert.acknowledged() != null && !alert.acknowledgedBy().isEmpty()) {
            state = words.of("alert.by", state, alert.acknowledgedBy());
        }
        @Nullable ShelvedAlert shelf = alert.shelf();
        if (shelf != null) {
            state = ShelvedRow.state(shelf, moment, words, times);
        }
        return new AlertRow(
                "alert:" + alert.no(),
                alert.no(),
                style,
                words.of(style.wordKey()),
                unseen,
                shelf != null,
                !unseen || moment.blinkOn(),
                state,
                alert.count() > 1
                        ? words.of("alert.times", alert.text(), Integer.toString(alert.count()))
                        : alert.text(),
                measured(alert, words),
                times.clock(alert.raised()),
                times.span(now.getEpochSecond() - alert.raised().getEpochSecond()),
                PageAddress.about(alert.source()));
    }

    private static String word(AlertSnapshot.Alert alert) {
        return alert.state().toLowerCase(Locale.ROOT);
    }

    private static String measured(AlertSnapshot.Alert alert, Words words) {
        if (Double.isNaN(alert.value())) {
            return "";
        }
        return Double.isNaN(alert.limit())
                ? words.plain(alert.value())
                : words.of("alert.measured", words.plain(alert.value()), words.plain(alert.limit()));
    }
}
