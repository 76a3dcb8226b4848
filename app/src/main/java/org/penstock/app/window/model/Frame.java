package org.penstock.app.window.model;

import java.util.List;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * What stands around every page at one moment, ready written: header, strip of alerts, tree of places, lists, corner. Made
 * away from the screen's thread, then only shown.
 *
 * @param bypasses a sentence for each interlock that does not hold an output for now
 * @param blinking something waits for a person and its shape must move
 * @param lost the facility stopped telling, or its engine stopped: nothing on the screen is living
 * @param living any value is a present one
 */
public record Frame(
        HeaderModel header,
        StripModel strip,
        NavModel nav,
        CornerModel corner,
        List<AlertRow> alerts,
        List<String> bypasses,
        List<StartLine> starts,
        boolean blinking,
        boolean lost,
        boolean living) {
    public Frame {
        alerts = List.copyOf(alerts);
        bypasses = List.copyOf(bypasses);
        starts = List.copyOf(starts);
    }

    /** The open alerts: those nobody saw first, then the most urgent, then the newest. */
    public static List<AlertRow> alerts(Beat beat) {
        return alerts(beat, Whereabouts.of(beat.snapshot()));
    }

    private static List<AlertRow> alerts(Beat beat, Whereabouts whereabouts) {
        return whereabouts.open().stream()
                .map(a -> AlertRow.of(a, beat.moment(), beat.words(), beat.times()))
                .toList();
    }

    /** The frame around the pages of {@code beat}. */
    public static Frame of(Beat beat) {
        FacilitySnapshot snapshot = beat.snapshot();
        Moment moment = beat.moment();
        Words words = beat.words();
        Times times = beat.times();
        Whereabouts whereabouts = Whereabouts.of(snapshot);
        StripModel strip = StripModel.of(snapshot, moment, words, times);
        return new Frame(
                HeaderModel.of(snapshot, beat.here(), moment, words, times),
                strip,
                NavModel.of(beat, whereabouts),
                CornerModel.of(beat),
                alerts(beat, whereabouts),
                BypassLine.of(beat),
                StartLine.of(snapshot.control().programs(), moment.now(), words, times),
                !strip.unacknowledged().isEmpty(),
                beat.lost(),
                !beat.lost()
                        && snapshot.field().streams().stream()
                                .anyMatch(s -> !s.bad() && !s.stale() && Double.isFinite(s.ageSeconds())));
    }
}
