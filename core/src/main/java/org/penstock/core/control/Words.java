package org.penstock.core.control;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.penstock.core.facility.StreamSpec;

/** How the engine says values, times and outputs to a person. */
final class Words {
    private static final long SECOND = 1_000_000;

    private Words() {}

    /** A value of the stream with its unit, or its word: {@code 34.5 L}, {@code open}. */
    static String value(StreamSpec stream, double value) {
        String word = stream.word(value);
        return word != null ? word : measured(stream, value);
    }

    private static String measured(StreamSpec stream, double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "no number";
        }
        double resolution = stream.metric().resolution();
        int decimals = resolution >= 1 ? 0 : Math.min(6, (int) Math.ceil(-Math.log10(resolution)));
        String number = number(value, decimals);
        String symbol = stream.metric().canonical().symbol();
        return symbol.isEmpty() ? number : number + " " + symbol;
    }

    /** A plain number without needless digits. */
    static String number(double value) {
        return Double.isNaN(value) ? "unknown" : number(value, 3);
    }

    private static String number(double value, int decimals) {
        BigDecimal rounded = BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
    }

    /** A span of time: {@code 0.5 s}, {@code 45 s}, {@code 2 min 5 s}, {@code 1 h 3 min}. */
    static String time(long micros) {
        if (micros == Long.MAX_VALUE) {
            return "ever";
        }
        if (micros < 10 * SECOND) {
            return number(micros / 1e6, 1) + " s";
        }
        long s = micros / SECOND;
        if (s < 60) {
            return s + " s";
        }
        if (s < 3600) {
            return s / 60 + " min" + (s % 60 == 0 ? "" : " " + s % 60 + " s");
        }
        return s / 3600 + " h" + (s % 3600 / 60 == 0 ? "" : " " + s % 3600 / 60 + " min");
    }

    /** What an output does at a value: {@code open}, {@code closed}, {@code on}, {@code off}, {@code at 60}. */
    static String doing(OutputSpec output, double value) {
        if (!Double.isFinite(value)) {
            return "at no number";
        }
        boolean valve = output.kind().equals("valve");
        if (value == 0) {
            return valve ? "closed" : "off";
        }
        if (value == 1) {
            return valve ? "open" : "on";
        }
        return "at " + number(value);
    }

    /** A comparison as a person reads it: {@code above 27 °C}. */
    static String comparison(Comparison comparison, StreamSpec stream, double limit) {
        String word = switch (comparison) {
            case GT -> "above ";
            case GE -> "at or above ";
            case LT -> "below ";
            case LE -> "at or below ";
        };
        return word + measured(stream, limit);
    }
}
