package org.penstock.app.window.model.trend;

/**
 * A part of time a person chose in the picture.
 *
 * @param from ms UTC
 * @param to ms UTC, after {@code from}
 */
public record Span(long from, long to) {
    /** What lies between two moments, in either order; at least a millisecond. */
    public static Span between(long a, long b) {
        return new Span(Math.min(a, b), Math.max(Math.max(a, b), Math.min(a, b) + 1));
    }

    /** ms */
    public long millis() {
        return to - from;
    }
}
