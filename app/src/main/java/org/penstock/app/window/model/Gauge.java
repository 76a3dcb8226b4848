package org.penstock.app.window.model;

import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.FieldSnapshot;

/**
 * A value on a scale that reaches a little beyond both its limits. All in the unit the stream is shown in.
 *
 * @param least left end of the scale
 * @param most right end of the scale
 * @param low below it somebody is told
 * @param high above it somebody is told
 * @param value at an end when it is beyond it
 */
public record Gauge(double least, double most, double low, double high, double value) {
    /** Room beyond each limit, in parts of what lies between them. */
    private static final double BEYOND = 0.3;

    /** The gauge of a stream with two limits and a value that may be read, null for any other. */
    static @Nullable Gauge of(FieldSnapshot.Stream stream, ValueLine.State state) {
        boolean readable = state == ValueLine.State.GOOD || state == ValueLine.State.UNCERTAIN;
        if (!readable || stream.words() != null || !(stream.low() < stream.high())) {
            return null;
        }
        double beyond = (stream.high() - stream.low()) * BEYOND;
        double least = stream.low() - beyond;
        double most = stream.high() + beyond;
        return new Gauge(least, most, stream.low(), stream.high(), Math.clamp(stream.value(), least, most));
    }
}
