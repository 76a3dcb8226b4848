package org.penstock.app.window.model;

import java.util.Locale;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * The strip at the top: where we are, who is here, what time it is there.
 *
 * @param demonstration every link is a simulator
 * @param lost why nothing on the screen is living, "" while it is
 */
public record HeaderModel(
        String site,
        String organization,
        String profile,
        boolean demonstration,
        String clock,
        String date,
        String person,
        String lost) {
    /** The header of a snapshot. */
    static HeaderModel of(FacilitySnapshot snapshot, String person, Moment moment, Words words, Times times) {
        return new HeaderModel(
                snapshot.site().name(),
                snapshot.site().organization(),
                words.orElse(
                        "profile." + snapshot.site().profile().toLowerCase(Locale.ROOT),
                        snapshot.site().profile()),
                snapshot.simulated(),
                words.of("header.clock", times.clock(moment.now()), times.zone(moment.now())),
                times.date(moment.now()),
                person,
                lost(snapshot, moment, words, times));
    }

    private static String lost(FacilitySnapshot snapshot, Moment moment, Words words, Times times) {
        if (moment.lost()) {
            return words.of("header.lost", times.clock(snapshot.at()), times.span(moment.silentSeconds()));
        }
        return snapshot.health().engineStopped() == null ? "" : words.of("header.engine-stopped");
    }
}
