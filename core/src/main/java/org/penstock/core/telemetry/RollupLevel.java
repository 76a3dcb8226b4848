package org.penstock.core.telemetry;

/** The lengths of time that readings are rolled up to. */
public enum RollupLevel {
    /** A minute. */
    MINUTE("1m", 60_000_000L),
    /** Five minutes; the longer ones are made of these. */
    FIVE_MINUTES("5m", 300_000_000L),
    /** An hour UTC. */
    HOUR("1h", 3_600_000_000L),
    /** A day of the site's own time: 23, 24 or 25 hours. */
    DAY("1d", 86_400_000_000L);

    private final String word;
    private final long usualMicros;

    RollupLevel(String word, long usualMicros) {
        this.word = word;
        this.usualMicros = usualMicros;
    }

    /** The word in the table. */
    public String word() {
        return word;
    }

    /** Length of a bucket, µs; of a day what it usually is. */
    public long usualMicros() {
        return usualMicros;
    }
}
