package org.penstock.app.window.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.AlertSnapshot;

/** A line of the list of alerts that were. */
public sealed interface PastAlert extends Keyed {
    /** A day, above its alerts. */
    record Day(String key, String name) implements PastAlert {}

    /**
     * One alert, open or over.
     *
     * @param time when it was raised, site time
     * @param state what became of it and, when acknowledged, by whom
     * @param lasted from raised to resolved, or until now
     * @param leads the page about what it is about
     */
    record Alert(
            String key,
            long no,
            SeverityStyle style,
            String severity,
            String time,
            String text,
            String state,
            String lasted,
            PageAddress leads)
            implements PastAlert {}

    /** Alerts, newest first, under their days. */
    static List<PastAlert> of(List<AlertSnapshot.Alert> alerts, Instant now, Words words, Times times) {
        List<PastAlert> lines = new ArrayList<>();
        String day = "";
        for (AlertSnapshot.Alert alert : alerts) {
            String its = times.day(alert.raised(), now);
            if (!its.equals(day)) {
                day = its;
                lines.add(new Day("day:" + its, its));
            }
            SeverityStyle style = SeverityStyle.of(alert.severity());
            @Nullable Instant over = alert.resolved();
            String state = words.orElse("alert." + alert.state().toLowerCase(Locale.ROOT), alert.state());
            lines.add(new Alert(
                    "alert:" + alert.no(),
                    alert.no(),
                    style,
                    words.of(style.wordKey()),
                    times.minute(alert.raised()),
                    alert.text(),
                    alert.acknowledgedBy().isEmpty() ? state : words.of("alert.seen", state, alert.acknowledgedBy()),
                    times.span((over == null ? now : over).getEpochSecond()
                            - alert.raised().getEpochSecond()),
                    PageAddress.about(alert.source())));
        }
        return lines;
    }
}
