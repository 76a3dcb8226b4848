package org.penstock.core.telemetry;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Roll-ups made from raw readings by the plainest possible rules, to compare with. */
final class Recomputed {
    private Recomputed() {}

    static List<Rollup> of(ReadingColumns all, RollupLevel level, ZoneId zone) {
        SortedMap<Instant, SortedMap<Instant, SortedMap<Instant, List<Integer>>>> tree = new TreeMap<>();
        for (int i = 0; i < all.size(); i++) {
            Instant minute = EngineClock.instant(all.event(i)).truncatedTo(ChronoUnit.MINUTES);
            Instant five = minute.minusSeconds(minute.getEpochSecond() % 300);
            Instant begin =
                    switch (level) {
                        case MINUTE -> minute;
                        case FIVE_MINUTES -> five;
                        case HOUR -> five.truncatedTo(ChronoUnit.HOURS);
                        case DAY -> five.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
                    };
            tree.computeIfAbsent(begin, _ -> new TreeMap<>())
                    .computeIfAbsent(five, _ -> new TreeMap<>())
                    .computeIfAbsent(minute, _ -> new ArrayList<>())
                    .add(i);
        }
        List<Rollup> rollups = new ArrayList<>();
        tree.forEach((begin, fives) -> {
            int n = 0;
            int bad = 0;
            int out = 0;
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            @Nullable Double sum = null;
            @Nullable Double last = null;
            for (var five : fives.values()) {
                @Nullable Double sumOfFive = null;
                for (List<Integer> minute : five.values()) {
                    @Nullable Double sumOfMinute = null;
                    for (int i : minute) {
                        if (all.quality(i) != 0) {
                            bad++;
                            continue;
                        }
                        n++;
                        out += (all.flags(i) & Samples.OUT_OF_LIMIT) == 0 ? 0 : 1;
                        double v = all.value(i);
                        min = Math.min(min, v);
                        max = Math.max(max, v);
                        sumOfMinute = sumOfMinute == null ? 0 + v : sumOfMinute + v;
                        last = v;
                    }
                    sumOfFive = plus(sumOfFive, sumOfMinute);
                }
                sum = plus(sum, sumOfFive);
            }
            rollups.add(new Rollup(
                    EngineClock.micros(begin),
                    new Statistics(n, bad, out, n == 0 ? null : (Double) min, n == 0 ? null : (Double) max, sum, last)));
        });
        return rollups;
    }

    private static @Nullable Double plus(@Nullable Double one, @Nullable Double other) {
        return one == null ? other : other == null ? one : (Double) (one + other);
    }
}
