package org.penstock.app.window.model.trend;

/**
 * A part of the record that is wanted.
 *
 * @param from ms UTC, inclusive
 * @param to ms UTC, exclusive
 * @param piece pieces of time to thin to, ms
 */
public record Wish(String stream, long from, long to, long piece) {
    /** Of one stream no further part is read once there are so many readings: a week of one a second, and a half. */
    public static final int MOST_READINGS = 1_000_000;
}
