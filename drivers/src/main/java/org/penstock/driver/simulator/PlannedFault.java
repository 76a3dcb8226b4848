package org.penstock.driver.simulator;

import java.util.Locale;
import org.penstock.driver.simulator.Fault.What;

/**
 * A fault with its time.
 *
 * @param what what it is of
 * @param key key of that
 * @param kind the word for the fault
 * @param by how much, as written; "" where the kind has none
 * @param fromNanos when it begins, ns: after the start of the link in the file, after the request on request
 * @param forNanos how long it lasts, ns; 0 = until it is cleared
 * @param reason what a person wrote, "" when nothing
 */
record PlannedFault(
        What what, String key, String kind, String by, Fault fault, long fromNanos, long forNanos, String reason) {
    /** What is wrong, in words. */
    String text() {
        return switch (fault) {
            case Fault.Stuck _ -> key + " is stuck at its value";
            case Fault.Drift _ -> key + " drifts by " + by;
            case Fault.Noise _ -> key + " trembles by " + by;
            case Fault.Spike _ -> key + " jumps by " + by + " now and then";
            case Fault.Silent _ -> (what == What.DEVICE ? "device " : "") + key + " is silent";
            case Fault.WrongUnit(var written, var spoken) ->
                key + " speaks " + spoken.symbol() + " instead of " + written.symbol();
            case Fault.StuckOpen _ -> key + " is stuck open";
            case Fault.StuckClosed _ -> key + " is stuck closed";
            case Fault.NoEffect _ -> key + " has no effect";
            case Fault.NoReadBack _ -> key + " cannot be read back";
            case Fault.Slow _ -> "device " + key + " answers " + by + " late";
            case Fault.Down _ -> "link " + key + " is down" + (reason.isEmpty() ? "" : ", " + reason);
        };
    }

    /** What is wrong, and for how long. */
    String announced() {
        return "Simulated fault: " + text() + (forNanos == 0 ? " until it is cleared." : " for " + span(forNanos) + ".");
    }

    private static String span(long nanos) {
        double seconds = nanos / 1e9;
        if (seconds < 120) {
            return plain(seconds) + " s";
        }
        return seconds < 7_200 ? plain(seconds / 60) + " min" : plain(seconds / 3_600) + " h";
    }

    private static String plain(double number) {
        return number == Math.rint(number) ? Long.toString((long) number) : String.format(Locale.ROOT, "%.1f", number);
    }
}
