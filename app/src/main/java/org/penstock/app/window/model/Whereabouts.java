package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;

/** Where the things that alerts are about lie. Made from one snapshot; immutable. */
public final class Whereabouts {
    private static final Comparator<AlertSnapshot.Alert> UNSEEN_THEN_URGENT_THEN_NEWEST =
            Comparator.<AlertSnapshot.Alert, Boolean>comparing(AlertRow::calling)
                    .thenComparing(AlertRow::unacknowledged)
                    .thenComparing(AlertSnapshot.Alert::severity)
                    .thenComparing(AlertSnapshot.Alert::raised)
                    .thenComparing(AlertSnapshot.Alert::no)
                    .reversed();

    private final List<AlertSnapshot.Alert> open;
    private final Map<String, String> places;

    private Whereabouts(List<AlertSnapshot.Alert> open, Map<String, String> places) {
        this.open = open;
        this.places = places;
    }

    public static Whereabouts of(FacilitySnapshot snapshot) {
        List<AlertSnapshot.Alert> open = snapshot.alerts().open().stream()
                .filter(AlertRow::open)
                .sorted(UNSEEN_THEN_URGENT_THEN_NEWEST)
                .toList();
        Map<String, String> places = new HashMap<>();
        if (!open.isEmpty()) {
            snapshot.field().streams().forEach(s -> places.put("stream:" + s.key(), s.location()));
            snapshot.control().outputs().forEach(o -> places.put("output:" + o.key(), o.location()));
            snapshot.field().devices().forEach(d -> places.put("device:" + d.key(), d.location()));
            for (ControlSnapshot.Program p : snapshot.control().programs()) {
                common(snapshot, p).ifPresent(place -> places.put("program:" + p.key(), place));
            }
        }
        return new Whereabouts(open, places);
    }

    /** The one place of everything a program opens, if it is one. */
    private static Optional<String> common(FacilitySnapshot snapshot, ControlSnapshot.Program program) {
        Set<String> found = new HashSet<>();
        snapshot.control().outputs().stream()
                .filter(o -> program.outputs().contains(o.key()))
                .forEach(o -> found.add(o.location()));
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    /** The open alerts, those nobody saw first, then the most urgent, then the newest; the shelved ones last. */
    List<AlertSnapshot.Alert> open() {
        return open;
    }

    /** Those of {@link #open} that are about something in one of {@code locations}. What lies nowhere lies at the site, "". */
    public List<AlertSnapshot.Alert> in(Set<String> locations) {
        return open.stream()
                .filter(a -> locations.contains(places.getOrDefault(a.source(), "")))
                .toList();
    }

    /** The open alerts by the location of what they are about. */
    Map<String, List<AlertSnapshot.Alert>> byPlace() {
        Map<String, List<AlertSnapshot.Alert>> by = new LinkedHashMap<>();
        open.forEach(a -> by.computeIfAbsent(places.getOrDefault(a.source(), ""), _ -> new ArrayList<>())
                .add(a));
        return by;
    }

    /** The most urgent of some alerts that are not shelved, null when there are none. */
    public static @Nullable SeverityStyle worst(List<AlertSnapshot.Alert> alerts) {
        return alerts.stream()
                .filter(AlertRow::calling)
                .map(a -> SeverityStyle.of(a.severity()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
