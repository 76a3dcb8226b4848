package org.penstock.core.facility;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/**
 * Reads written quantities, {@code 27 °C} or {@code 50 L}: a number with its unit, converted once to the canonical unit
 * of the metric. A number without unit is refused, except for plain counts and states: 80 is a warm day or a fire.
 */
public final class Quantities {
    private static final Pattern WRITTEN = Pattern.compile("([+-]?\\d{1,15}(?:\\.\\d{1,9})?)\\s*(.*)");

    /** What word processors put between a number and its unit. */
    private static final char NO_BREAK = '\u00A0';

    private Quantities() {}

    /**
     * A required limit inside the metric's physical range.
     *
     * @return canonical units; the metric's minimum when what is written is faulty
     */
    public static double limit(Fields fields, String word, Metric metric, Problems problems) {
        fields.text(word);
        Node n = fields.node(word);
        return read(n, word, metric, problems)
                .map(q -> {
                    double canonical = q.unit.toCanonical(q.number);
                    if (metric.rounded(canonical) < metric.min() || metric.rounded(canonical) > metric.max()) {
                        problems.add(
                                n,
                                "`" + word + ": " + n.text() + "` is outside what " + metric.key() + " can be",
                                "write a value from " + shown(q.unit.fromCanonical(metric.min())) + " to "
                                        + shown(q.unit.fromCanonical(metric.max())) + " " + q.unit.symbol());
                    }
                    return canonical;
                })
                .orElse(metric.min());
    }

    /**
     * A difference ≥ 0 such as a hysteresis: 1 °C of it is 1.8 °F.
     *
     * @return canonical units; 0 when it is not written or faulty
     */
    public static double difference(Fields fields, String word, Metric metric, Problems problems) {
        if (!fields.has(word)) {
            return 0;
        }
        Node n = fields.node(word);
        return read(n, word, metric, problems)
                .map(q -> {
                    double canonical = q.unit.toCanonical(q.number) - q.unit.toCanonical(0);
                    if (canonical < 0 || canonical > metric.max() - metric.min()) {
                        problems.add(
                                n,
                                "`" + word + ": " + n.text() + "` is not a sensible difference in " + metric.key(),
                                "write how far the value must come back, 0 or more");
                        return 0.0;
                    }
                    return canonical;
                })
                .orElse(0.0);
    }

    /** The words of every unit a metric can be written in. */
    public static String unitsOf(Metric metric) {
        return Unit.fitting(metric).stream()
                .map(u -> u.symbol().isEmpty() ? u.code() : u.symbol())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** What to write instead of a unit that does not fit: {@code °F} for {@code F}, else one of all. */
    static String rightUnit(String unit, Metric metric) {
        String letters = bare(unit);
        return Unit.fitting(metric).stream()
                .map(Unit::symbol)
                .filter(s -> !letters.isEmpty() && bare(s).equals(letters))
                .findFirst()
                .map(s -> "did you mean `" + s + "`?")
                .orElseGet(() -> "write one of: " + unitsOf(metric));
    }

    private static String bare(String unit) {
        return unit.toLowerCase(Locale.ROOT)
                .replaceFirst("^deg(rees?)?", "")
                .replace("°", "")
                .replace("²", "2")
                .replace("³", "3")
                .strip();
    }

    private record Written(double number, Unit unit) {}

    private static Optional<Written> read(Node n, String word, Metric metric, Problems problems) {
        if (n.kind() != Node.Kind.SCALAR) {
            return Optional.empty();
        }
        Matcher m = WRITTEN.matcher(n.text().replace(NO_BREAK, ' ').strip());
        if (!m.matches() || m.group(2).startsWith(",")) {
            problems.add(
                    n,
                    "`" + word + ": " + n.text() + "` is not a quantity",
                    m.matches()
                            ? "write decimals with a point: " + n.text().replace(',', '.')
                            : "write a number and its unit: " + unitsOf(metric));
            return Optional.empty();
        }
        double number = Double.parseDouble(m.group(1));
        String unit = m.group(2).strip();
        boolean plain = metric.canonical() == Unit.NONE;
        if (unit.isEmpty() && plain) {
            return Optional.of(new Written(number, Unit.NONE));
        }
        if (unit.isEmpty()) {
            problems.add(
                    n,
                    "`" + word + ": " + n.text() + "` has no unit",
                    "write the unit you mean: "
                            + Unit.fitting(metric).stream()
                                    .map(u -> m.group(1) + " " + (u.symbol().isEmpty() ? u.code() : u.symbol()))
                                    .distinct()
                                    .collect(Collectors.joining(", ")));
            return Optional.empty();
        }
        Optional<Unit> found = Unit.of(unit, metric);
        if (found.isEmpty()) {
            problems.add(
                    n,
                    "the unit `" + unit + "` does not fit " + metric.key(),
                    plain ? "write the number without a unit" : rightUnit(unit, metric));
        }
        return found.map(u -> new Written(number, u));
    }

    private static String shown(double v) {
        double rounded = Math.rint(v * 1000) / 1000;
        return rounded == Math.rint(rounded) && Math.abs(rounded) < 1e15
                ? Long.toString((long) rounded)
                : Double.toString(rounded);
    }
}
