package org.penstock.core.link;

import org.penstock.core.quantity.QualityCode;

/**
 * One value as the device said it, before the gate.
 *
 * @param stream number of the stream
 * @param value in the stream's source unit; NaN and infinities are allowed and become bad at the gate
 * @param eventMicros device time, µs since 1970 UTC, or {@link #NO_TIME} when the device gave none
 * @param quality what the device itself said; {@link QualityCode#GOOD} when it said nothing
 */
public record Sample(int stream, double value, long eventMicros, QualityCode quality) {
    /** The device gave no time: the gate takes the received time and marks it assumed. */
    public static final long NO_TIME = Long.MIN_VALUE;

    /** A good value without device time. */
    public static Sample now(int stream, double value) {
        return new Sample(stream, value, NO_TIME, QualityCode.GOOD);
    }
}
