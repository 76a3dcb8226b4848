package org.penstock.driver.modbus;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/**
 * One value of a device model: where it stands and what it means.
 *
 * @param key the word that a facility file uses for it
 * @param name what a person calls it, with its unit where no metric has one
 * @param at the words an integrator would write in a stream's address: {@code register}, {@code type}, {@code scale} …
 * @param unit what the value is in once {@code scale} and {@code offset} are applied
 * @param min smallest value the device sends, in {@code unit}; NaN when its maker does not say
 * @param max largest one, likewise
 * @param writable whether an output may be written here
 * @param output further words that an output's address needs here: {@code timer}, {@code multiple},
 *     {@code command} and {@code answer}
 * @param safe value that stops what the output drives, NaN when that depends on the plant
 */
record MapPoint(
        String key,
        String name,
        Node at,
        Metric metric,
        Unit unit,
        double min,
        double max,
        boolean writable,
        Node output,
        double safe) {
    private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(?:_[a-z0-9]+)*");
    private static final double WIDE = 1e12;

    /**
     * Reads one entry of {@code points:}.
     *
     * @param key its word, at {@code keyNode}
     * @param defaults words that stand under {@code at} of every point of the file
     */
    static MapPoint read(String key, Node keyNode, Node written, Node defaults, Problems problems) {
        if (!KEY.matcher(key).matches()) {
            problems.add(
                    keyNode,
                    "`" + key + "` is not the word of a point",
                    "write small letters and digits, joined by underscores: voltage_l1");
        }
        Fields f = Fields.of(written, problems);
        String name = f.name();
        Node at = f.node("at");
        if (at.kind() != Node.Kind.MAPPING) {
            problems.add(
                    written,
                    "the point `" + key + "` stands nowhere",
                    "add `at: {register: \"holding:100\", type: int16}`");
        }
        List<String> metrics = Arrays.stream(Metric.values()).map(Metric::key).toList();
        Metric metric = Metric.of(f.choice("metric", metrics, "")).orElse(Metric.COUNT);
        Unit unit = unit(f, metric, problems);
        double min = f.has("min") ? f.number("min", Double.NaN, -WIDE, WIDE) : Double.NaN;
        double max = f.has("max") ? f.number("max", Double.NaN, -WIDE, WIDE) : Double.NaN;
        boolean writable = f.choice("access", List.of("read", "write"), "read").equals("write");
        Node output = f.node("output");
        double safe = f.has("safe") ? f.number("safe", Double.NaN, -WIDE, WIDE) : Double.NaN;
        f.done();
        if (!writable && (!output.isMissing() || !Double.isNaN(safe))) {
            problems.add(
                    written,
                    "the point `" + key + "` says how an output is written, but cannot be written",
                    "add `access: write`, or take out `output` and `safe`");
        }
        return new MapPoint(key, name, at.over(defaults), metric, unit, min, max, writable, output, safe);
    }

    private static Unit unit(Fields f, Metric metric, Problems problems) {
        String written = f.text("unit", metric.canonical().code());
        return Unit.of(written, metric).orElseGet(() -> {
            problems.add(
                    f.node("unit"),
                    "the unit `" + written + "` does not fit " + metric.key(),
                    "write one of: "
                            + String.join(
                                    ", ",
                                    Unit.fitting(metric).stream()
                                            .map(Unit::code)
                                            .toList()));
            return metric.canonical();
        });
    }
}
