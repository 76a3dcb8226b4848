package org.penstock.app.window.model.trend;

/** What the record tells of one stream between two moments, thinned. Made on any thread, then only read. */
public final class Stretch {
    private final String stream;
    private final long from;
    private final long to;
    private final Readings readings;
    private final Spacing spacing;

    /**
     * @param stream text of the {@link Line}
     * @param from ms UTC, inclusive, as it is drawn
     * @param to ms UTC, exclusive
     * @param thinned what was read between them; nothing may be added to it any more
     */
    public Stretch(String stream, long from, long to, Thinning thinned) {
        this.stream = stream;
        this.from = from;
        this.to = to;
        this.readings = thinned.end();
        this.spacing = thinned.spacing();
    }

    public String stream() {
        return stream;
    }

    public long from() {
        return from;
    }

    public long to() {
        return to;
    }

    public Readings readings() {
        return readings;
    }

    Spacing spacing() {
        return spacing;
    }
}
