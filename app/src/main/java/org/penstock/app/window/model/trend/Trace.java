package org.penstock.app.window.model.trend;

import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Converted;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.FacilitySnapshot;

/** One stream of a trend: what it is, and its readings, from the record and from the present. Confined to one thread. */
public final class Trace {
    /** Live readings kept as they came, until they are thinned as the record is. */
    private static final int MOST_KEPT = 40_000;

    private final String key;
    private final int pen;
    private final Spacing spacing = new Spacing();
    private FacilitySnapshot.@Nullable Stream stream;
    private Readings readings = new Readings();

    /**
     * What of it stands at a moment.
     *
     * @param at when the reading was true, ms; the moment itself where there is none
     * @param value NaN where there is none or it is not to be believed
     * @param word word of its quality code, "" where there is no reading
     */
    public record Standing(long at, double value, String word) {}

    /**
     * Over a time.
     *
     * @param lowest NaN where there was none to believe
     */
    public record Extremes(double lowest, double highest) {}

    Trace(String key, int pen) {
        this.key = key;
        this.pen = pen;
    }

    public String key() {
        return key;
    }

    /** Which pen draws it, 0 to {@link TrendModel#MOST} - 1; it keeps it as long as it is there. */
    public int pen() {
        return pen;
    }

    /** As the facility tells of it now, null when it has no such stream. */
    public FacilitySnapshot.@Nullable Stream stream() {
        return stream;
    }

    /** What a person calls it; its key while nobody said. */
    public String name() {
        FacilitySnapshot.Stream s = stream;
        return s == null ? key : s.name();
    }

    public String unit() {
        FacilitySnapshot.Stream s = stream;
        return s == null ? "" : s.unit();
    }

    int decimals() {
        FacilitySnapshot.Stream s = stream;
        return s == null ? 2 : s.decimals();
    }

    /** What its two values are called, null where it is a number. */
    public @Nullable StateWords words() {
        FacilitySnapshot.Stream s = stream;
        return s == null ? null : s.words();
    }

    public Readings readings() {
        return readings;
    }

    /** How long no reading may come before its line is broken, ms. */
    public long longest() {
        return spacing.longest();
    }

    /**
     * Takes what the facility tells of it now.
     *
     * @param at wall time of the telling, ms
     * @param piece pieces of time the readings are thinned to when there are too many, ms
     */
    void now(FacilitySnapshot.@Nullable Stream told, long at, long piece) {
        FacilitySnapshot.@Nullable Stream before = stream;
        stream = told;
        if (before != null && told != null && !before.unit().equals(told.unit())) {
            convert(before, told);
        }
        if (told == null || !Double.isFinite(told.ageSeconds())) {
            return;
        }
        long age = Math.round(told.ageSeconds() * 1_000);
        int size = readings.size();
        if (!told.stale() && !told.bad()) {
            spacing.believed(age);
        }
        if (readings.append(at - age, told.value(), told.quality()) && size > 0) {
            spacing.add(readings.at(size) - readings.at(size - 1));
        }
        if (readings.size() > MOST_KEPT) {
            thin(piece);
        }
    }

    /** A person reads it in another unit from now on. */
    private void convert(FacilitySnapshot.Stream before, FacilitySnapshot.Stream told) {
        Metric.of(told.metric())
                .ifPresent(metric -> Unit.of(before.unit(), metric)
                        .ifPresent(from -> Unit.of(told.unit(), metric)
                                .ifPresent(to -> readings = readings.map(v -> Converted.value(v, from, to)))));
    }

    /** What the record tells. */
    void record(Stretch told) {
        spacing.add(told.spacing());
        readings = readings.with(told.readings(), told.from(), told.to());
    }

    /** Forgets what was before. */
    void forget(long before) {
        readings = readings.since(before);
    }

    private void thin(long piece) {
        Thinning thinning = new Thinning(piece);
        for (int i = 0; i < readings.size(); i++) {
            thinning.add(readings.at(i), readings.value(i), readings.word(i));
        }
        Readings thinned = thinning.end();
        readings = thinned.size() > MOST_KEPT / 2 ? thinned.since(thinned.at(thinned.size() - MOST_KEPT / 2)) : thinned;
    }

    /** The reading nearest to a moment; none where its line is broken. */
    public Standing at(long millis) {
        int before = readings.floor(millis);
        int after = before + 1;
        boolean joined = before >= 0 && after < readings.size() && readings.spacing(after) <= longest();
        if (joined) {
            boolean nearer = millis - readings.at(before) <= readings.at(after) - millis;
            return standing(nearer || words() != null ? before : after);
        }
        if (before >= 0 && millis - readings.at(before) <= longest()) {
            return standing(before);
        }
        return new Standing(millis, Double.NaN, "");
    }

    private Standing standing(int i) {
        boolean bad = readings.quality(i) == Quality.BAD;
        return new Standing(readings.at(i), bad ? Double.NaN : readings.value(i), readings.word(i));
    }

    /** Lowest and highest that may be believed between two moments. */
    Extremes extremes(long from, long to) {
        double lowest = Double.POSITIVE_INFINITY;
        double highest = Double.NEGATIVE_INFINITY;
        int last = readings.floor(to);
        int first = readings.floor(from);
        for (int i = Math.max(0, first); i <= last; i++) {
            if (readings.at(i) >= from && readings.quality(i) != Quality.BAD) {
                lowest = Math.min(lowest, readings.value(i));
                highest = Math.max(highest, readings.value(i));
            }
        }
        return lowest <= highest ? new Extremes(lowest, highest) : new Extremes(Double.NaN, Double.NaN);
    }

    /** When the reading {@code steps} after (or before) a moment was true; the moment itself where there is none. */
    long step(long millis, int steps) {
        int at = readings.floor(millis);
        int next = steps > 0 ? at + steps : at >= 0 && readings.at(at) == millis ? at + steps : at + steps + 1;
        if (readings.size() == 0) {
            return millis;
        }
        return readings.at(Math.clamp(next, 0, readings.size() - 1));
    }
}
