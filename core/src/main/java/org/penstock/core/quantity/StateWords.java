package org.penstock.core.quantity;

import org.jspecify.annotations.Nullable;

/**
 * What {@link Metric#STATE} is called at its two values: a door is closed or open, a stop loop open or closed.
 *
 * @param zero at 0
 * @param one at 1
 */
public record StateWords(String zero, String one) {
    /** Where nobody wrote other words. */
    public static final StateWords OFF_ON = new StateWords("off", "on");

    /** The word for a value, null for one that is neither 0 nor 1. */
    public @Nullable String of(double value) {
        if (value == 0) {
            return zero;
        }
        return value == 1 ? one : null;
    }
}
