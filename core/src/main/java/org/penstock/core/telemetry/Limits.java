package org.penstock.core.telemetry;

/**
 * The limits of a stream's alert rules, for counting what is outside. Inclusive, canonical unit, rounded as limits are.
 *
 * @param low NaN when there is none
 * @param high NaN when there is none
 */
public record Limits(double low, double high) {
    /** No limits. */
    public static final Limits NONE = new Limits(Double.NaN, Double.NaN);

    /** Whether {@code rounded} is outside. */
    boolean crossed(double rounded) {
        return rounded < low || rounded > high;
    }

    /** The narrower of two. */
    public Limits and(Limits other) {
        return new Limits(
                Double.isNaN(low) ? other.low : Double.isNaN(other.low) ? low : Math.max(low, other.low),
                Double.isNaN(high) ? other.high : Double.isNaN(other.high) ? high : Math.min(high, other.high));
    }
}
