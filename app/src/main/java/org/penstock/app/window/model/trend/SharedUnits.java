package org.penstock.app.window.model.trend;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.app.window.model.Converted;
import org.penstock.app.window.model.Manner;
import org.penstock.app.window.model.NumberStyle;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/**
 * Streams of one quantity in one unit, so that they stand on one axis: that of the first of them in the picture, which is
 * the one the site or the person reads it in.
 */
record SharedUnits(Map<Metric, Unit> units) {
    static SharedUnits of(List<String> streams, Map<String, FieldSnapshot.Stream> told) {
        Map<Metric, Unit> units = new HashMap<>();
        for (String key : streams) {
            FieldSnapshot.@Nullable Stream s = told.get(key);
            if (s != null && s.words() == null) {
                Metric.of(s.metric())
                        .ifPresent(m -> Unit.of(s.unit(), m).ifPresent(unit -> units.putIfAbsent(m, unit)));
            }
        }
        return new SharedUnits(units);
    }

    /** A stream in the unit of its quantity. */
    FieldSnapshot.Stream shown(FieldSnapshot.Stream told) {
        return Metric.of(told.metric())
                .flatMap(m -> Unit.of(told.unit(), m)
                        .filter(unit -> units.containsKey(m) && unit != units.get(m))
                        .map(_ -> Converted.of(told, new Manner(units, NumberStyle.POINT, false))))
                .orElse(told);
    }
}
