package org.penstock.app.window.model.trend;

import java.util.UUID;

/**
 * What somebody noted at a time, as it stands in the picture.
 *
 * @param stream key of the stream it is about, "" where it is about a place
 * @param place key of the place it is about, "" where it is about a stream or the whole site
 * @param from ms UTC
 * @param to ms UTC; the same for a moment
 * @param by key of who wrote it
 * @param at when, ms UTC
 */
public record NoteMark(
        UUID id, int revision, String stream, String place, long from, long to, String text, String by, long at) {
    private static final int SHORT = 36;

    /** As much of its words as stands in the picture. */
    public String shortened() {
        String line = text.lines().findFirst().orElse("");
        return line.length() <= SHORT ? line : line.substring(0, SHORT - 1).stripTrailing() + "…";
    }

    /** Whether any of it is within a window. */
    boolean touches(TimeWindow w) {
        return from <= w.to() && to >= w.from();
    }
}
