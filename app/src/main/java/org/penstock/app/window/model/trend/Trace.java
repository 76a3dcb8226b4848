package org.penstock.app.window.model.trend;

import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Converted;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.FieldSnapshot;

/** One stream of a trend: what it is, and its readings, from the record and from the present. Confined to one thread. */
public final class Trace {
    /** Live readings kept as they came, until all are thinned as the record is. */
    static final int MOST_KEPT = 40_000;

    private static final int LEAST_FORGOTTEN = 2_000;

    private final Line line;
    private final int pen;
    private final Spacing spacing = new Spacing();
    private FieldSnapshot.@Nullable Stream stream;
    private String toldUnit = "";
    private Readings readings = new Readings();
    private int unthinned;

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

    Trace(Line line, int pen) {
        this.line = line;
        this.pen = pen;
    }

    /** Text of its {@link Line}: what it is called among others. */
    public String key() {
        return line.text();
    }

    /** What it draws. */
    public Line line() {
        return line;
    }

    /** Which pen draws it, 0 to {@link TrendModel#MOST} - 1; it keeps it as long as it is there. */
    public int pen() {
        return pen;
    }

    /** As the facility tells of it now, in the unit it is drawn in; null when it has no such stream. */
    public FieldSnapshot.@Nullable Stream stream() {
        return stream;
    }

    /** What a person calls it; its key while nobody said. */
    public String name() {
        FieldSnapshot.Stream s = stream;
        return s == null ? line.stream() : s.name();
    }

    /** Symbol of the unit it is drawn in. */
    public String unit() {
        FieldSnapshot.Stream s = stream;
        return s == null ? "" : s.unit();
    }

    /** Symbol of the unit the facility tells it in. */
    String toldUnit() {
        return toldUnit;
    }

    /** What it measures; "" while nobody said. */
    String metric() {
        FieldSnapshot.Stream s = stream;
        return s == null ? "" : s.metric();
    }

    /** Key of the place it is at, "" for the site itself or while nobody said. */
    String place() {
        FieldSnapshot.Stream s = stream;
        return s == null ? "" : s.location();
    }

    int decimals() {
        FieldSnapshot.Stream s = stream;
        return s == null ? 2 : s.decimals();
    }

    /** What its two values are called, null where it is a number. */
    public @Nullable StateWords words() {
        FieldSnapshot.Stream s = stream;
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
     * @param told as it tells it
     * @param shown the same in the unit it is drawn in
     * @param at wall time of the telling, ms
     * @param piece pieces of time the readings are thinned to when there are too many, ms
     */
    void now(FieldSnapshot.@Nullable Stream told, FieldSnapshot.@Nullable Stream shown, long at, long piece) {
        FieldSnapshot.@Nullable Stream before = stream;
        stream = shown;
        toldUnit = told == null ? "" : told.unit();
        if (before != null && shown != null && !before.unit().equals(shown.unit())) {
            readings = converted(readings, before.unit());
        }
        if (shown == null || !Double.isFinite(shown.ageSeconds()) || line.compared()) {
            return;
        }
        long age = Math.round(shown.ageSeconds() * 1_000);
        int size = readings.size();
        if (!shown.stale() && !shown.bad()) {
            spacing.believed(age);
        }
        if (readings.append(at - age, shown.value(), shown.quality())) {
            unthinned++;
            if (size > 0) {
                spacing.add(readings.at(size) - readings.at(size - 1));
            }
        }
        if (unthinned > MOST_KEPT) {
            readings = readings.thinned(piece);
            unthinned = 0;
        }
    }

    /** What was read in another unit of the same metric. */
    private Readings converted(Readings of, String unit) {
        FieldSnapshot.@Nullable Stream s = stream;
        return s == null || unit.equals(s.unit())
                ? of
                : Metric.of(s.metric())
                        .flatMap(metric -> Unit.of(unit, metric)
                                .flatMap(from ->
                                        Unit.of(s.unit(), metric).map(to -> of.map(v -> Converted.value(v, from, to)))))
                        .orElse(of);
    }

    /** A value as the facility tells it, in the unit it is drawn in. */
    double shown(double told) {
        return changed(told, toldUnit, unit());
    }

    /** A value as it is drawn, in the unit the facility tells it in. */
    double told(double shown) {
        return changed(shown, unit(), toldUnit);
    }

    private double changed(double value, String from, String to) {
        return from.equals(to)
                ? value
                : Metric.of(metric())
                        .flatMap(m ->
                                Unit.of(from, m).flatMap(f -> Unit.of(to, m).map(t -> Converted.value(value, f, t))))
                        .orElse(value);
    }

    /** What is to be summed up of it. */
    Measure.Asked asked(Span span) {
        FieldSnapshot.Stream s = stream;
        return new Measure.Asked(
                key(),
                Math.max(span.from(), line.first()),
                Math.min(span.to(), line.last()),
                longest(),
                s == null ? Double.NaN : told(s.low()),
                s == null ? Double.NaN : told(s.high()));
    }

    /** What the record tells, in the unit the facility tells it in. */
    void record(Stretch told) {
        spacing.add(told.spacing());
        Readings read = toldUnit.isEmpty() ? told.readings() : converted(told.readings(), toldUnit);
        readings = readings.with(read, told.from(), told.to());
    }

    /** From the begin of the first time without a reading between two moments to the end of the last; null where there is none. */
    @Nullable
    Span silent(long from, long to) {
        long begin = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        long before = from;
        for (int i = readings.ceiling(from); i < readings.size() && readings.at(i) < to; i++) {
            // Of readings that were left out, the spacing tells the longest time between any of them.
            if (readings.at(i) - before > longest() || readings.spacing(i) > longest() && before > from) {
                begin = Math.min(begin, before);
                end = readings.at(i);
            }
            before = readings.at(i);
        }
        if (to - before > longest() || before == from) {
            begin = Math.min(begin, before);
            end = to;
        }
        return begin < end ? new Span(begin, end) : null;
    }

    /** Forgets what lies outside, once that is more than what lies within. @return whether it did */
    boolean keep(long from, long to) {
        int within = readings.floor(to) - readings.floor(from);
        if (readings.size() - within <= Math.max(LEAST_FORGOTTEN, within)) {
            return false;
        }
        readings = readings.between(from, to);
        return true;
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
        return readings.extremes(readings.ceiling(from), readings.floor(to) + 1);
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
