package org.penstock.app.window.model;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Locale;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * The strip at the top: where we are, who is here, what time it is there.
 *
 * @param demonstration every link is a simulator
 * @param shift which shift is on and until when, "" between shifts and where none are named
 * @param person as it stands on the button that leads to signing in
 * @param account the computer's account, where nobody has signed in
 * @param named whether the person is known by name
 * @param lost why nothing on the screen is living, "" while it is
 */
public record HeaderModel(
        String site,
        String organization,
        String profile,
        boolean demonstration,
        String clock,
        String date,
        String shift,
        String person,
        String account,
        boolean named,
        String lost) {
    /** The header of a snapshot. */
    static HeaderModel of(FacilitySnapshot snapshot, Here here, Moment moment, Words words, Times times) {
        return new HeaderModel(
                snapshot.site().name(),
                snapshot.site().organization(),
                words.orElse(
                        "profile." + snapshot.site().profile().toLowerCase(Locale.ROOT),
                        snapshot.site().profile()),
                snapshot.simulated(),
                words.of("header.clock", times.clock(moment.now()), times.zone(moment.now())),
                times.date(moment.now()),
                shift(snapshot, moment, words, times),
                here.text(words),
                here.besides(),
                here.named(),
                lost(snapshot, moment, words, times));
    }

    private static String shift(FacilitySnapshot snapshot, Moment moment, Words words, Times times) {
        ZoneId zone = snapshot.site().zone();
        return snapshot.site()
                .shifts()
                .at(LocalDateTime.ofInstant(moment.now(), zone))
                .map(on -> words.of(
                        "header.shift",
                        on.name(),
                        times.minute(on.until().atZone(zone).toInstant())))
                .orElse("");
    }

    private static String lost(FacilitySnapshot snapshot, Moment moment, Words words, Times times) {
        if (moment.lost()) {
            return words.of("header.lost", times.clock(snapshot.at()), times.span(moment.silentSeconds()));
        }
        return snapshot.health().engineStopped() == null ? "" : words.of("header.engine-stopped");
    }
}
