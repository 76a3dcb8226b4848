package org.penstock.app.window.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * Everything on the overview at one moment, ready written. Made away from the screen's thread, then only shown.
 *
 * @param blinking something waits for a person and its shape must move
 * @param lost the facility stopped telling, or its engine stopped: nothing here is living
 * @param known false before the first scan, when the facility only has its name and links
 */
public record Overview(
        HeaderModel header,
        StripModel strip,
        ValuesModel values,
        List<OutputRow> outputs,
        List<ProgramRow> programs,
        List<InterlockRow> interlocks,
        List<LinkRow> links,
        List<HealthRow> health,
        List<AlertRow> alerts,
        List<StartLine> starts,
        boolean blinking,
        boolean lost,
        boolean known) {
    public Overview {
        outputs = List.copyOf(outputs);
        programs = List.copyOf(programs);
        interlocks = List.copyOf(interlocks);
        links = List.copyOf(links);
        health = List.copyOf(health);
        alerts = List.copyOf(alerts);
        starts = List.copyOf(starts);
    }

    private static final Comparator<FacilitySnapshot.Alert> UNSEEN_THEN_URGENT_THEN_NEWEST =
            Comparator.<FacilitySnapshot.Alert, Boolean>comparing(AlertRow::unacknowledged)
                    .thenComparing(FacilitySnapshot.Alert::severity)
                    .thenComparing(FacilitySnapshot.Alert::raised)
                    .thenComparing(FacilitySnapshot.Alert::no)
                    .reversed();

    /** The overview of {@code snapshot}, looked at in {@code moment} by {@code person}. */
    public static Overview of(FacilitySnapshot snapshot, String person, Moment moment, Words words) {
        Times times = new Times(words, snapshot.site().zone());
        Instant now = moment.now();
        StripModel strip = StripModel.of(snapshot, moment, words, times);
        return new Overview(
                HeaderModel.of(snapshot, person, moment, words, times),
                strip,
                ValuesModel.of(snapshot, moment, words, times),
                snapshot.outputs().stream()
                        .map(o -> OutputRow.of(o, words, times))
                        .toList(),
                snapshot.programs().stream()
                        .map(p -> ProgramRow.of(p, snapshot.running(), now, words, times))
                        .toList(),
                snapshot.interlocks().stream()
                        .map(i -> InterlockRow.of(i, words))
                        .toList(),
                snapshot.links().stream()
                        .map(l -> LinkRow.of(l, now, words, times))
                        .toList(),
                HealthRow.of(snapshot.health(), words, times),
                snapshot.alerts().stream()
                        .filter(AlertRow::open)
                        .sorted(UNSEEN_THEN_URGENT_THEN_NEWEST)
                        .map(a -> AlertRow.of(a, moment, words, times))
                        .toList(),
                StartLine.of(snapshot.programs(), now, words, times),
                !strip.unacknowledged().isEmpty(),
                moment.lost() || snapshot.health().engineStopped() != null,
                !snapshot.streams().isEmpty() || snapshot.links().isEmpty());
    }
}
