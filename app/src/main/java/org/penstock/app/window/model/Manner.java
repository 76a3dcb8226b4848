package org.penstock.app.window.model;

import java.util.Map;
import java.util.Optional;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.FieldSnapshot;

/**
 * How a person reads values, numbers and times. Only what is shown follows it: whatever is kept, sent or compared stays in
 * the units of the record.
 *
 * @param units the unit of each metric that is to be shown in another than the site says
 * @param twelveHours whether the clock has twelve hours
 */
public record Manner(Map<Metric, Unit> units, NumberStyle numbers, boolean twelveHours) {
    /** As the site says. */
    public static final Manner SITE = new Manner(Map.of(), NumberStyle.POINT, false);

    public Manner {
        units = Map.copyOf(units);
    }

    /** The unit {@code stream} is shown in instead of the one it has; empty when it keeps that. */
    public Optional<Unit> instead(FieldSnapshot.Stream stream) {
        return units.isEmpty()
                ? Optional.empty()
                : Metric.of(stream.metric())
                        .map(units::get)
                        .filter(u -> !u.symbol().equals(stream.unit()));
    }
}
