package org.penstock.app.bring;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * Sums readings of one stream up, oldest first: n, minimum, mean, maximum and last of the good ones, and how many were bad.
 * Spans begin at whole multiples in the site's time; a day is the site's day, of 23 to 25 hours. One thread.
 */
public final class Sums {
    private static final Duration DAY = Duration.ofDays(1);

    private final Sink to;
    private final String stream;
    private final String unit;
    private final Duration every;
    private final ZoneId site;
    private @Nullable Instant from;
    private long n;
    private long bad;
    private double min;
    private double max;
    private double sum;
    private double last;
    private long spans;

    /** @param every one second to one day, a part of a day without a rest */
    public Sums(Sink to, String stream, String unit, Duration every, ZoneId site) {
        if (!fits(every)) {
            throw new IllegalArgumentException(every + " is no part of a day");
        }
        this.to = to;
        this.stream = stream;
        this.unit = unit;
        this.every = every;
        this.site = site;
    }

    /** Whether readings can be summed up over it. */
    public static boolean fits(Duration every) {
        long millis = every.toMillis();
        return millis >= 1_000 && millis <= DAY.toMillis() && DAY.toMillis() % millis == 0;
    }

    /** Adds one. @param value null = no number @param good whether it may be believed */
    public void add(Instant at, @Nullable Double value, boolean good) throws IOException {
        Instant begin = begin(at);
        if (!begin.equals(from)) {
            flush();
            from = begin;
        }
        if (!good || value == null) {
            bad++;
            return;
        }
        min = n == 0 ? value : Math.min(min, value);
        max = n == 0 ? value : Math.max(max, value);
        sum += value;
        last = value;
        n++;
    }

    /** Spans written so far. */
    public long spans() {
        return spans;
    }

    private Instant begin(Instant at) {
        if (every.equals(DAY)) {
            return at.atZone(site).toLocalDate().atStartOfDay(site).toInstant();
        }
        // By the clock on the wall: of a night on which it is moved six hours take five or seven, and none begins in
        // another.
        ZonedDateTime local = at.atZone(site);
        long nanos = local.toLocalTime().toNanoOfDay() / every.toNanos() * every.toNanos();
        return ZonedDateTime.ofLocal(local.toLocalDate().atTime(LocalTime.ofNanoOfDay(nanos)), site, local.getOffset())
                .toInstant();
    }

    /** Writes the span that is open: after the last reading. */
    public void flush() throws IOException {
        Instant begin = from;
        if (begin != null) {
            boolean any = n > 0;
            spans++;
            to.row(
                    stream,
                    begin,
                    Sink.atSite(begin, site),
                    unit,
                    n,
                    bad,
                    any ? (Double) min : null,
                    any ? (Double) (sum / n) : null,
                    any ? (Double) max : null,
                    any ? (Double) last : null);
        }
        from = null;
        n = 0;
        bad = 0;
        sum = 0;
    }
}
