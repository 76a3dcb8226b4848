package org.penstock.app.window.model.trend;

/** Spans that have a button. */
public enum SpanChoice {
    QUARTER("trend.span.15m", 15),
    HOUR("trend.span.1h", 60),
    SIX_HOURS("trend.span.6h", 360),
    DAY("trend.span.24h", 1_440),
    WEEK("trend.span.7d", 10_080);

    private final String wordKey;
    private final long minutes;

    SpanChoice(String wordKey, long minutes) {
        this.wordKey = wordKey;
        this.minutes = minutes;
    }

    /** Bundle key of what it is called. */
    public String wordKey() {
        return wordKey;
    }

    /** How long it is, ms. */
    public long millis() {
        return minutes * 60_000;
    }
}
