package org.penstock.app.window.model.trend;

/**
 * What the readings of a line come to over a time.
 *
 * @param key text of the line
 * @param count readings that may be believed
 * @param bad readings that may not
 * @param lowest NaN where there was none to believe, as all that follow
 * @param mean of the readings, each counting once
 * @param last newest in it
 * @param lastAt when that was, ms UTC
 * @param beyond how long it was beyond a limit, ms; -1 where it has none
 * @param missing how long nothing came although something should have, ms
 */
public record Measured(
        String key,
        long count,
        long bad,
        double lowest,
        double highest,
        double mean,
        double last,
        long lastAt,
        long beyond,
        long missing) {}
