package org.penstock.app.window.model;

import org.jspecify.annotations.Nullable;

/** Reads what a person wrote into the form for an output. */
public final class OutputRequest {
    /** Nothing is asked for longer than a day: a person who wants that changes a program. */
    static final double MOST_MINUTES = 24 * 60;

    private OutputRequest() {}

    /** @param ask null while something must still be mended @param problem what, "" when nothing */
    public record Checked(@Nullable Ask ask, String problem) {}

    /** The request as written, or what to mend. A decimal comma counts as a point. */
    public static Checked check(OutputRow row, String value, String minutes, String reason, Words words, Times times) {
        double wanted = row.analog() ? number(value) : row.away();
        double time = number(minutes);
        if (Double.isNaN(wanted)) {
            return new Checked(null, words.of("form.no-value"));
        }
        if (!(time > 0 && time <= MOST_MINUTES)) {
            return new Checked(null, words.of("form.no-minutes"));
        }
        return new Checked(row.set(wanted, Math.round(time * 60), reason.strip(), words, times), "");
    }

    static double number(String text) {
        try {
            double number = Double.parseDouble(text.strip().replace(',', '.'));
            return Double.isFinite(number) ? number : Double.NaN;
        } catch (NumberFormatException _) {
            return Double.NaN;
        }
    }
}
