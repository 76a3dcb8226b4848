package org.penstock.app.window.model.trend;

import java.util.ArrayList;
import java.util.List;
import org.penstock.app.window.model.Numerals;

/**
 * The axis of one unit: from a round number to a round number, with ticks at steps of 1, 2 or 5.
 *
 * @param low at the lower edge
 * @param high at the upper edge, above {@code low}
 */
public record ValueScale(double low, double high, List<Tick> ticks) {
    private static final double MARGIN = 0.05;

    /** A tick with its number as written. */
    public record Tick(double value, String text) {}

    public ValueScale {
        ticks = List.copyOf(ticks);
    }

    /**
     * @param low lowest that must be in it
     * @param high highest that must be in it; where both are one, the scale is one unit of the last digit around it
     * @param decimals digits the stream is written with: no step is finer than its last one
     * @param most how many ticks have room, at least 2
     */
    public static ValueScale of(double low, double high, int decimals, int most) {
        double least = Math.pow(10, -decimals);
        double from = Math.min(low, high);
        double to = Math.max(low, high);
        double margin = Math.max((to - from) * MARGIN, to - from < least ? least : 0);
        double step = Math.max(least, step((to - from + 2 * margin) / Math.max(1, most - 1)));
        long first = (long) Math.floor((from - margin) / step + 1e-9);
        long last = Math.max(first + 1, (long) Math.ceil((to + margin) / step - 1e-9));
        int places = Math.clamp((long) Math.ceil(-Math.log10(step) - 1e-9), 0, 6);
        List<Tick> ticks = new ArrayList<>();
        for (long k = first; k <= last; k++) {
            ticks.add(new Tick(k * step, Numerals.fixed(k * step, places)));
        }
        return new ValueScale(first * step, last * step, ticks);
    }

    /** A scale of two words, the first below. */
    static ValueScale of(String zero, String one) {
        return new ValueScale(-0.25, 1.25, List.of(new Tick(0, zero), new Tick(1, one)));
    }

    private static double step(double atLeast) {
        if (!(atLeast > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(atLeast)));
        double part = atLeast / power;
        return power * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
    }
}
