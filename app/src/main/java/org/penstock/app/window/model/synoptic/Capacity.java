package org.penstock.app.window.model.synoptic;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** What a tank holds when it is full. */
final class Capacity {
    private static final Pattern WRITTEN = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)\\s*(.*)");
    private static final String PERCENT = "%";

    private Capacity() {}

    /**
     * A capacity in the unit of the stream that tells how full the tank is.
     *
     * @param written as in the facility file: {@code 2 m³}; "" when it does not say
     * @param metric key of what the stream measures
     * @param unit symbol of the unit it is shown in
     * @return NaN when it is not known
     */
    static double in(String written, String metric, String unit) {
        if (unit.equals(PERCENT)) {
            return 100;
        }
        Matcher m = WRITTEN.matcher(written.strip());
        Optional<Metric> of = Metric.of(metric);
        if (!m.matches() || of.isEmpty()) {
            return Double.NaN;
        }
        Optional<Unit> from = Unit.of(m.group(2).strip(), of.get());
        Optional<Unit> to = Unit.of(unit, of.get());
        return from.isPresent() && to.isPresent()
                ? to.get().fromCanonical(from.get().toCanonical(Double.parseDouble(m.group(1))))
                : Double.NaN;
    }
}
