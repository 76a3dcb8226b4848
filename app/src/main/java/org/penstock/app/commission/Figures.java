package org.penstock.app.commission;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Values of outputs and measured times as a sentence has them. Locale-free, so that a text can be compared and searched. */
public final class Figures {
    private Figures() {}

    /** A plain number without needless digits: an output's value. */
    public static String number(@Nullable Double value) {
        if (value == null) {
            return "unknown";
        }
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString(value.longValue())
                : Double.toString(value);
    }

    /** A measured time, to the hundredth. */
    public static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }
}
