package org.penstock.core.runtime;

import java.util.Comparator;
import java.util.List;
import org.penstock.core.alert.AlertQuery;
import org.penstock.core.alert.AlertView;
import org.penstock.core.alert.Shelf;
import org.penstock.core.telemetry.EngineClock;

/** Says of alerts what a screen shows. Stateless; any thread. */
final class AlertMaker {
    private AlertMaker() {}

    /** @param elapsed time since the picture, µs */
    static AlertSnapshot make(Picture picture, long elapsed) {
        return new AlertSnapshot(
                picture.alerts().stream()
                        .map(a -> alert(a, picture.shelves(), elapsed))
                        .sorted(Comparator.comparing(AlertSnapshot.Alert::severity)
                                .reversed()
                                .thenComparing(AlertSnapshot.Alert::raised))
                        .toList(),
                picture.shelves().stream().map(s -> shelved(s, elapsed)).toList());
    }

    private static AlertSnapshot.Alert alert(AlertView a, List<Shelf> shelves, long elapsed) {
        return new AlertSnapshot.Alert(
                a.no(),
                a.source(),
                a.type(),
                a.severity(),
                a.state().word(),
                a.text(),
                a.value(),
                a.limit(),
                EngineClock.instant(a.raisedMicros()),
                SnapshotMaker.instant(a.acknowledgedMicros()),
                a.acknowledgedBy(),
                SnapshotMaker.instant(a.resolvedMicros()),
                a.count(),
                shelves.stream()
                        .filter(s -> s.source().equals(a.source()) && s.key().equals(a.key()))
                        .findFirst()
                        .map(s -> shelved(s, elapsed))
                        .orElse(null));
    }

    /** One of the record. */
    static AlertSnapshot.Alert alert(AlertQuery.Recorded a) {
        return new AlertSnapshot.Alert(
                a.no(),
                a.source(),
                a.type(),
                a.severity(),
                a.state(),
                a.text(),
                a.value(),
                a.limit(),
                a.raised(),
                a.acknowledged(),
                a.acknowledgedBy(),
                a.resolved(),
                a.count(),
                null);
    }

    private static ShelvedAlert shelved(Shelf s, long elapsed) {
        return new ShelvedAlert(
                s.no(),
                s.source(),
                s.severity(),
                s.text(),
                s.actor(),
                s.reason(),
                EngineClock.instant(s.sinceMicros()),
                Math.max(0, s.leftMicros() - elapsed) / 1e6);
    }
}
