package org.penstock.app.window.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.AlertSnapshot.Alert;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/** A facility in the units a person reads. Stateless; any thread. */
public final class Converted {
    private static final String STREAM = "stream:";
    private static final String LIMIT = "limit_";

    private Converted() {}

    /** {@code snapshot} with every value, limit and offset in the units of {@code manner}. */
    public static FacilitySnapshot of(FacilitySnapshot snapshot, Manner manner) {
        if (manner.units().isEmpty()) {
            return snapshot;
        }
        Map<String, Stream> before = new HashMap<>();
        snapshot.field().streams().forEach(s -> before.put(s.key(), s));
        return new FacilitySnapshot(
                snapshot.site(),
                snapshot.at(),
                snapshot.simulated(),
                snapshot.field()
                        .withStreams(snapshot.field().streams().stream()
                                .map(s -> of(s, manner))
                                .toList()),
                snapshot.control(),
                new AlertSnapshot(
                        alerts(snapshot.alerts().open(), before, manner),
                        snapshot.alerts().shelves()),
                snapshot.health());
    }

    /** A stream in the unit a person reads it in. */
    public static Stream of(Stream s, Manner manner) {
        Optional<Unit> wanted = manner.instead(s);
        Optional<Metric> metric = Metric.of(s.metric());
        Optional<Unit> shown = metric.flatMap(m -> Unit.of(s.unit(), m));
        if (wanted.isEmpty() || shown.isEmpty()) {
            return s;
        }
        Unit from = shown.get();
        Unit to = wanted.get();
        return new Stream(
                s.key(),
                s.name(),
                s.location(),
                s.device(),
                s.metric(),
                value(s.value(), from, to),
                to.symbol(),
                to.decimals(metric.get()),
                s.quality(),
                s.bad(),
                s.ageSeconds(),
                s.stale(),
                s.locationName(),
                s.deviceName(),
                value(s.low(), from, to),
                value(s.high(), from, to),
                s.words(),
                from.difference(s.offset(), to));
    }

    /** A value in another unit of the same dimension; NaN stays NaN. */
    public static double value(double value, Unit from, Unit to) {
        return to.fromCanonical(from.toCanonical(value));
    }

    /** Values and limits of alerts about streams, which the facility tells in canonical units. */
    public static List<Alert> alerts(List<Alert> alerts, Map<String, Stream> streams, Manner manner) {
        return alerts.stream().map(a -> of(a, streams, manner)).toList();
    }

    private static Alert of(Alert a, Map<String, Stream> streams, Manner manner) {
        @Nullable
        Stream stream = a.source().startsWith(STREAM) ? streams.get(a.source().substring(STREAM.length())) : null;
        if (stream == null || !a.type().startsWith(LIMIT)) {
            return a;
        }
        return manner.instead(stream)
                .map(to -> new Alert(
                        a.no(),
                        a.source(),
                        a.type(),
                        a.severity(),
                        a.state(),
                        a.text(),
                        to.fromCanonical(a.value()),
                        to.fromCanonical(a.limit()),
                        a.raised(),
                        a.acknowledged(),
                        a.acknowledgedBy(),
                        a.resolved(),
                        a.count(),
                        a.shelf()))
                .orElse(a);
    }
}
