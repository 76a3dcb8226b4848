package org.penstock.app.window.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * A place and everything in it at one moment, ready written.
 *
 * @param name of the place
 * @param path what it lies in, outermost first, in one line; "" for the site
 * @param alerts open ones about what lies in it; none for the site, whose alerts stand in the list of all of them
 * @param lost the facility stopped telling, or its engine stopped: nothing here is living
 * @param known false before the first scan, when the facility only has its name and links
 */
public record PlaceModel(
        String name,
        String path,
        ValuesModel values,
        List<OutputRow> outputs,
        List<ProgramRow> programs,
        List<AlertRow> alerts,
        boolean lost,
        boolean known) {
    public PlaceModel {
        outputs = List.copyOf(outputs);
        programs = List.copyOf(programs);
        alerts = List.copyOf(alerts);
    }

    /** @param location key of the place, "" for the site */
    public static PlaceModel of(Beat beat, String location) {
        FacilitySnapshot snapshot = beat.snapshot();
        Words words = beat.words();
        Times times = beat.times();
        Instant now = beat.moment().now();
        boolean whole = location.isEmpty();
        Set<String> within = beat.map().within(location);
        List<ControlSnapshot.Output> outputs = snapshot.control().outputs().stream()
                .filter(o -> whole || within.contains(o.location()))
                .toList();
        Set<String> driven = outputs.stream().map(ControlSnapshot.Output::key).collect(Collectors.toSet());
        List<LocationSpec> path = beat.map().path(location);
        return new PlaceModel(
                path.isEmpty() ? snapshot.site().name() : path.getLast().name(),
                path.isEmpty() ? "" : path(snapshot, path),
                ValuesModel.of(snapshot, s -> whole || within.contains(s.location()), beat.moment(), words, times),
                outputs.stream().map(o -> OutputRow.of(o, words, times)).toList(),
                snapshot.control().programs().stream()
                        .filter(p -> whole || p.outputs().stream().anyMatch(driven::contains))
                        .map(p -> ProgramRow.of(p, snapshot.control().running(), now, words, times))
                        .toList(),
                whole
                        ? List.of()
                        : Whereabouts.of(snapshot).in(within).stream()
                                .map(a -> AlertRow.of(a, beat.moment(), words, times))
                                .toList(),
                beat.lost(),
                !snapshot.field().streams().isEmpty()
                        || snapshot.field().links().isEmpty());
    }

    private static String path(FacilitySnapshot snapshot, List<LocationSpec> path) {
        StringBuilder line = new StringBuilder(snapshot.site().name());
        path.subList(0, path.size() - 1).forEach(l -> line.append(" › ").append(l.name()));
        return line.toString();
    }
}
