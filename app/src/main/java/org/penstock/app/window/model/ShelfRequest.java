package org.penstock.app.window.model;

import java.util.List;
import org.penstock.core.alert.Shelf;

/** Reads for how long and why a person wants alerts shelved. */
public final class ShelfRequest {
    private ShelfRequest() {}

    /** The request as written, or what to mend. A decimal comma counts as a point. */
    public static OutputRequest.Checked check(
            List<AlertRow> alerts, String minutes, String reason, Words words, Times times) {
        double time = OutputRequest.number(minutes);
        double least = Shelf.SHORTEST_MICROS / 60e6;
        double most = Shelf.LONGEST_MICROS / 60e6;
        if (!(time >= least && time <= most)) {
            return new OutputRequest.Checked(
                    null, words.of("shelf.no-minutes", words.number(least, 0), words.number(most, 0)));
        }
        if (reason.isBlank()) {
            return new OutputRequest.Checked(null, words.of("shelf.no-reason"));
        }
        double seconds = Math.round(time * 60);
        return new OutputRequest.Checked(
                Ask.shelve(
                        alerts,
                        seconds,
                        reason.strip(),
                        words.of("ask.shelve", subject(alerts, words), times.exactly(seconds))),
                "");
    }

    /** What the alerts are called together. */
    public static String subject(List<AlertRow> alerts, Words words) {
        return alerts.size() == 1
                ? alerts.getFirst().text()
                : words.of("shelf.several", Integer.toString(alerts.size()));
    }
}
