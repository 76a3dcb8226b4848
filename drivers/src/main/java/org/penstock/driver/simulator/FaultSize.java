package org.penstock.driver.simulator;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** Reads the {@code by:} of a fault, each kind its own: 0.5 °C/h, 2 °C, °F, 3s. */
final class FaultSize {
    private static final Pattern QUANTITY = Pattern.compile("([+-]?\\d{1,15}(?:\\.\\d{1,9})?)\\s*(.*)");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)\\s*(ms|s|min|m)");
    private static final String AN_HOUR = "/h";
    private static final double LONGEST_MS = 600_000;

    private FaultSize() {}

    /** By how much in an hour, in the stream's unit. */
    static double rate(String by, Metric metric, Unit speaks) throws WrongFault {
        if (!by.strip().endsWith(AN_HOUR)) {
            throw new WrongFault(
                    "by",
                    "`by: " + by + "` is not so much in an hour",
                    "write a number, its unit and /h: " + example(metric, speaks) + AN_HOUR);
        }
        String size = by.strip();
        return size(by, size.substring(0, size.length() - AN_HOUR.length()), metric, speaks, AN_HOUR);
    }

    /** By how much, in the stream's unit. */
    static double difference(String by, Metric metric, Unit speaks) throws WrongFault {
        return size(by, by, metric, speaks, "");
    }

    private static double size(String by, String size, Metric metric, Unit speaks, String per) throws WrongFault {
        Matcher m = QUANTITY.matcher(size.strip());
        if (!m.matches() || Double.parseDouble(m.group(1)) == 0) {
            throw new WrongFault(
                    "by",
                    m.matches() ? "`by: " + by + "` is nothing" : "`by: " + by + "` is not a quantity",
                    "write a number and its unit: " + example(metric, speaks) + per);
        }
        String unit = m.group(2).strip();
        Optional<Unit> found = unit.isEmpty() && speaks == Unit.NONE ? Optional.of(Unit.NONE) : Unit.of(unit, metric);
        if (found.isEmpty() || (unit.isEmpty() && speaks != Unit.NONE)) {
            throw new WrongFault(
                    "by",
                    unit.isEmpty()
                            ? "`by: " + by + "` has no unit"
                            : "the unit `" + unit + "` does not fit " + metric.key(),
                    "write it so: " + example(metric, speaks) + per);
        }
        double number = Double.parseDouble(m.group(1));
        double canonical = found.get().toCanonical(number) - found.get().toCanonical(0);
        return speaks.fromCanonical(canonical) - speaks.fromCanonical(0);
    }

    /** The unit that is spoken by mistake. */
    static Unit unit(String by, Metric metric, Unit speaks) throws WrongFault {
        Optional<Unit> found = Unit.of(by.strip(), metric);
        if (found.isPresent() && found.get() != speaks) {
            return found.get();
        }
        List<Unit> others =
                Unit.fitting(metric).stream().filter(u -> u != speaks).toList();
        throw new WrongFault(
                "by",
                found.isPresent()
                        ? "`by: " + by + "` is the unit it speaks anyhow"
                        : "`by: " + by + "` is no unit of " + metric.key(),
                others.isEmpty()
                        ? metric.key() + " has no other unit; let it drift instead"
                        : "write another one: "
                                + others.stream().map(Unit::symbol).collect(Collectors.joining(", ")));
    }

    /** How late, ns. */
    static long latency(String by) throws WrongFault {
        Matcher m = DURATION.matcher(by.strip());
        double millis = !m.matches()
                ? 0
                : Double.parseDouble(m.group(1))
                        * switch (m.group(2)) {
                            case "ms" -> 1;
                            case "s" -> 1_000;
                            default -> 60_000;
                        };
        if (millis < 1 || millis > LONGEST_MS) {
            throw new WrongFault(
                    "by",
                    "`by: " + by + "` is not a time from 1 ms to 10 min",
                    "write a number and its unit: 500ms, 3s");
        }
        return Math.round(millis * 1e6);
    }

    private static String example(Metric metric, Unit speaks) {
        double size = Math.max(1, 10 * metric.resolution());
        return ((long) size + " " + speaks.symbol()).strip();
    }
}
