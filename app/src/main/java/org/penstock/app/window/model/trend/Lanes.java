package org.penstock.app.window.model.trend;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.quantity.StateWords;
import org.penstock.app.window.model.Numerals;

/**
 * Puts the lines of one quantity on one axis, in one unit ({@link SharedUnits}), and each state on its own. An axis holds what is in the picture and never less
 * than the band in which nobody is told, so that a quiet value looks quiet.
 */
record Lanes(List<Trace> traces, long from, long to, int most) {
    List<Lane> lanes() {
        Map<String, List<Trace>> units = new LinkedHashMap<>();
        Map<String, List<Trace>> states = new LinkedHashMap<>();
        for (Trace t : traces) {
            @Nullable StateWords words = t.words();
            if (words == null) {
                units.computeIfAbsent(quantity(t), _ -> new ArrayList<>()).add(t);
            } else {
                states.computeIfAbsent(t.line().stream(), _ -> new ArrayList<>()).add(t);
            }
        }
        List<Lane> lanes = new ArrayList<>();
        for (List<Trace> of : units.values()) {
            String unit = of.getFirst().unit();
            // Two strips in per cent are told apart by what they measure.
            boolean alone = units.values().stream()
                            .filter(x -> x.getFirst().unit().equals(unit))
                            .count()
                    == 1;
            lanes.add(numbers(alone ? unit : (unit + " " + of.getFirst().name()).strip(), of));
        }
        states.values().forEach(of -> {
            @Nullable StateWords words = of.getFirst().words();
            if (words != null) {
                lanes.add(new Lane("", ValueScale.of(words.zero(), words.one()), of, List.of(), true));
            }
        });
        return lanes;
    }

    /** What stands on one axis. */
    static String quantity(Trace t) {
        return t.words() != null ? "state " + t.line().stream() : t.metric() + " " + t.unit();
    }

    private Lane numbers(String unit, List<Trace> of) {
        double low = Double.NaN;
        double high = Double.NaN;
        int decimals = 0;
        Map<String, Lane.Limit> limits = new LinkedHashMap<>();
        for (Trace t : of) {
            Trace.Extremes e = t.extremes(from, to);
            low = least(low, e.lowest());
            high = most(high, e.highest());
            decimals = Math.max(decimals, t.decimals());
            FieldSnapshot.@Nullable Stream s = t.stream();
            if (s != null) {
                limit(limits, s.low(), false);
                limit(limits, s.high(), true);
            }
        }
        for (Lane.Limit l : limits.values()) {
            low = least(low, l.value());
            high = most(high, l.value());
        }
        if (Double.isNaN(low)) {
            low = 0;
            high = 1;
        }
        List<Lane.Limit> fromTheTop = limits.values().stream()
                .sorted(Comparator.comparingDouble(Lane.Limit::value).reversed())
                .toList();
        return new Lane(unit, ValueScale.of(low, high, decimals, most), of, fromTheTop, false);
    }

    private static void limit(Map<String, Lane.Limit> limits, double value, boolean high) {
        if (Double.isFinite(value)) {
            limits.putIfAbsent(value + " " + high, new Lane.Limit(value, Numerals.plain(value), high));
        }
    }

    private static double least(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.min(a, b);
    }

    private static double most(double a, double b) {
        return Double.isNaN(a) ? b : Double.isNaN(b) ? a : Math.max(a, b);
    }
}
