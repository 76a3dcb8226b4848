package org.penstock.app.window.model.trend;

/**
 * A part of the record that is wanted.
 *
 * @param stream text of the {@link Line}: the key of the stream where it is shown as it was
 * @param from ms UTC, inclusive, as it is drawn: a line that is shown later than it was reads so much earlier
 * @param to ms UTC, exclusive, as it is drawn
 * @param piece pieces of time to thin to, ms
 */
public record Wish(String stream, long from, long to, long piece) {
    /** Of one stream no further part is read once there are so many readings: a week of one a second, and a half. */
    public static final int MOST_READINGS = 1_000_000;
}
