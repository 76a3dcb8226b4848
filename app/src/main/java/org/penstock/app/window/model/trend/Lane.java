package org.penstock.app.window.model.trend;

import java.util.List;

/**
 * A strip of the picture with an axis of its own: all lines of one unit, or one state.
 *
 * @param unit symbol above its axis, with what it measures where another one has the same; "" for a state
 * @param limits where somebody is told, each once, the highest first
 * @param steps whether its values hold until the next ones
 */
public record Lane(String unit, ValueScale scale, List<Trace> traces, List<Limit> limits, boolean steps) {
    /** A value beyond which somebody is told. @param high whether it tells above, else below */
    public record Limit(double value, String text, boolean high) {}

    public Lane {
        traces = List.copyOf(traces);
        limits = List.copyOf(limits);
    }
}
