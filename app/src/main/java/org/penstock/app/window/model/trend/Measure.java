package org.penstock.app.window.model.trend;

import java.util.List;
import org.penstock.core.runtime.FacilityRecord;

/**
 * Sums the readings of one line over a time up, reading by reading, as they were and not as they are drawn. Time that is
 * beyond a limit is the time from a reading beyond it to the next one, but never longer than the line would go on.
 */
public final class Measure {
    private final Asked asked;
    private long count;
    private long bad;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;
    private double mean;
    private double last = Double.NaN;
    private long lastAt;
    private long beyond;
    private long missing;
    private long before;
    private boolean begun;
    private boolean beforeBeyond;

    /**
     * What is to be summed up.
     *
     * @param key text of the line
     * @param from ms UTC, as it is drawn
     * @param to ms UTC, exclusive
     * @param longest silence that does not count as missing, ms
     * @param low below it is beyond, in the unit of the readings; NaN = no limit
     * @param high above it is beyond
     */
    public record Asked(String key, long from, long to, long longest, double low, double high) {
        /** The line it is about. */
        public Line line() {
            return Line.parse(key);
        }
    }

    public Measure(Asked asked) {
        this.asked = asked;
        this.before = asked.from();
    }

    /** Takes readings, oldest first, at the times they were read. */
    public void add(List<FacilityRecord.Reading> readings) {
        long back = asked.line().back();
        for (FacilityRecord.Reading r : readings) {
            add(r.at().toEpochMilli() + back, r.value(), Quality.of(r.quality()) != Quality.BAD);
        }
    }

    void add(long at, double value, boolean believed) {
        silence(at);
        before = at;
        begun = true;
        if (!believed || !Double.isFinite(value)) {
            bad++;
            beforeBeyond = false;
            return;
        }
        count++;
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
        mean += (value - mean) / count;
        last = value;
        lastAt = at;
        beforeBeyond = value < asked.low() || value > asked.high();
    }

    private void silence(long at) {
        long passed = at - before;
        boolean silent = passed > asked.longest();
        if (beforeBeyond) {
            beyond += Math.min(passed, silent ? 0 : passed);
        }
        // Before the first reading nobody knows since when there was nothing: what is missing is missing.
        if (silent || !begun && passed > asked.longest()) {
            missing += passed;
        }
    }

    /** What came of it. @param now ms: what has not come yet is not missing */
    public Measured end(long now) {
        long end = Math.min(asked.to(), now + asked.line().back());
        if (end > before) {
            silence(end);
        }
        boolean any = count > 0;
        return new Measured(
                asked.key(),
                count,
                bad,
                any ? lowest : Double.NaN,
                any ? highest : Double.NaN,
                any ? mean : Double.NaN,
                last,
                lastAt,
                Double.isNaN(asked.low()) && Double.isNaN(asked.high()) ? -1 : beyond,
                missing);
    }
}
