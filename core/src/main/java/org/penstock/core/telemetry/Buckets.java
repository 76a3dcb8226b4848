package org.penstock.core.telemetry;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which bucket a time belongs to, and how the longer buckets are made. Minutes are made of readings, five minutes of minutes,
 * hours and days of five minutes. A day is the five minutes that begin on its date in the site's time.
 *
 * @param zone the site's
 */
record Buckets(ZoneId zone) {
    /** Begin of the bucket that holds {@code micros}, µs UTC. */
    long begin(RollupLevel level, long micros) {
        if (level != RollupLevel.DAY) {
            return floor(micros, level.usualMicros());
        }
        LocalDate date = EngineClock.instant(floor(micros, RollupLevel.FIVE_MINUTES.usualMicros()))
                .atZone(zone)
                .toLocalDate();
        return EngineClock.micros(date.atStartOfDay(zone).toInstant());
    }

    /** End of the bucket that begins at {@code begin}. */
    long end(RollupLevel level, long begin) {
        if (level != RollupLevel.DAY) {
            return begin + level.usualMicros();
        }
        LocalDate date = EngineClock.instant(begin).atZone(zone).toLocalDate();
        return EngineClock.micros(date.plusDays(1).atStartOfDay(zone).toInstant());
    }

    private static long floor(long micros, long length) {
        return Math.floorDiv(micros, length) * length;
    }

    /** The minutes in which there are readings, in order. */
    static List<Rollup> minutes(ReadingColumns c) {
        long length = RollupLevel.MINUTE.usualMicros();
        List<Rollup> minutes = new ArrayList<>();
        for (int from = 0; from < c.size(); ) {
            long begin = floor(c.event(from), length);
            int to = c.from(begin + length);
            minutes.add(new Rollup(begin, Statistics.of(c, from, to)));
            from = to;
        }
        return minutes;
    }

    /** The five minutes made of minutes, in order. */
    static List<Rollup> fives(List<Rollup> minutes) {
        List<Rollup> fives = new ArrayList<>();
        for (Rollup m : minutes) {
            long begin = floor(m.beginMicros(), RollupLevel.FIVE_MINUTES.usualMicros());
            Rollup last = fives.isEmpty() ? null : fives.getLast();
            if (last != null && last.beginMicros() == begin) {
                fives.set(fives.size() - 1, new Rollup(begin, last.statistics().then(m.statistics())));
            } else {
                fives.add(new Rollup(begin, m.statistics()));
            }
        }
        return fives;
    }

    /** Hours or days made of five minutes, by begin. */
    SortedMap<Long, Statistics> longer(RollupLevel level, NavigableMap<Long, Statistics> fives) {
        TreeMap<Long, Statistics> made = new TreeMap<>();
        long until = Long.MIN_VALUE;
        long begin = 0;
        for (var five : fives.entrySet()) {
            if (five.getKey() >= until || made.isEmpty()) {
                begin = begin(level, five.getKey());
                until = Math.max(five.getKey() + 1, end(level, begin));
            }
            made.merge(begin, five.getValue(), Statistics::then);
        }
        return made;
    }
}
