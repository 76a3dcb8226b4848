package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.penstock.core.place.ReadingKind;

/**
 * Keeps hours and days in step with the five minutes they are made of. What is newer than anything of its stream is added to
 * the bucket as it was, which gives the same last bit as making it anew; for anything else the bucket is made anew.
 * Inside the transaction of whoever changes chunks.
 */
final class LongerRollups {
    private static final List<RollupLevel> LEVELS = List.of(RollupLevel.HOUR, RollupLevel.DAY);

    private final RollupRows rows;
    /** Reads the five minutes of a stream, wherever they are. */
    interface Fives {
        NavigableMap<Long, Statistics> read(DSLContext sql, int stream, long fromMicros, long toMicros);
    }

    private final Supplier<Forgotten> forgotten;

    /** @param forgotten what went: an hour or day of which is not made anew from the rest */
    LongerRollups(RollupRows rows, Supplier<Forgotten> forgotten) {
        this.rows = rows;
        this.forgotten = forgotten;
    }

    /** What one transaction changes. */
    final class Change {
        private final Buckets buckets;
        private final SortedMap<Integer, TreeMap<Long, Statistics>> added = new TreeMap<>();
        private final SortedMap<Integer, TreeSet<Long>> changed = new TreeMap<>();

        Change(Buckets buckets) {
            this.buckets = buckets;
        }

        /** Five minutes of a stream. @param newer than anything stored of it */
        void fives(int stream, List<Rollup> fives, boolean newer) {
            if (newer && !changed.containsKey(stream)) {
                TreeMap<Long, Statistics> to = added.computeIfAbsent(stream, _ -> new TreeMap<>());
                fives.forEach(f -> to.put(f.beginMicros(), f.statistics()));
            } else {
                changed(stream, fives.stream().map(Rollup::beginMicros).toList());
            }
        }

        private void changed(int stream, Iterable<Long> begins) {
            TreeSet<Long> to = changed.computeIfAbsent(stream, _ -> new TreeSet<>());
            begins.forEach(to::add);
            TreeMap<Long, Statistics> before = added.remove(stream);
            if (before != null) {
                to.addAll(before.keySet());
            }
        }

        /** Writes hours and days; the five minutes are in the table. */
        void write(DSLContext sql, Fives fives) {
            List<Query> deletes = new ArrayList<>();
            List<Object[]> inserts = new ArrayList<>();
            for (RollupLevel level : LEVELS) {
                added.forEach((stream, five) -> {
                    SortedMap<Long, Statistics> made = buckets.longer(level, five);
                    Long first = made.firstKey();
                    Statistics before =
                            rows.read(sql, stream, level, first, first + 1).get(first);
                    if (before != null) {
                        made = again(level, before, first, five);
                        deletes.add(rows.delete(sql, stream, level, first, first + 1));
                    }
                    made.forEach((begin, s) -> inserts.add(rows.row(stream, level, begin, s)));
                });
            }
            changed.forEach((stream, begins) -> anew(sql, fives, stream, begins, deletes, inserts));
            if (!deletes.isEmpty()) {
                sql.batch(deletes).execute();
            }
            rows.insert(sql, inserts);
        }

        /** Five minutes are read once a day; the hours at its ends are read whole. */
        private void anew(
                DSLContext sql,
                Fives fives,
                int stream,
                TreeSet<Long> begins,
                List<Query> deletes,
                List<Object[]> inserts) {
            TreeSet<Long> days = new TreeSet<>();
            TreeSet<Long> done = new TreeSet<>();
            begins.forEach(begin -> days.add(buckets.begin(RollupLevel.DAY, begin)));
            for (long day : days) {
                long end = buckets.end(RollupLevel.DAY, day);
                long from = buckets.begin(RollupLevel.HOUR, day);
                long to = buckets.end(RollupLevel.HOUR, buckets.begin(RollupLevel.HOUR, end - 1));
                NavigableMap<Long, Statistics> all = fives.read(sql, stream, from, to);
                put(sql, stream, RollupLevel.DAY, day, all.subMap(day, true, end, false), deletes, inserts);
                TreeSet<Long> hours = new TreeSet<>();
                begins.subSet(day, end).forEach(begin -> hours.add(buckets.begin(RollupLevel.HOUR, begin)));
                hours.removeAll(done); // where days begin at half past, two of them have a part of an hour
                done.addAll(hours);
                for (long hour : hours) {
                    long until = buckets.end(RollupLevel.HOUR, hour);
                    put(sql, stream, RollupLevel.HOUR, hour, all.subMap(hour, true, until, false), deletes, inserts);
                }
            }
        }

        private void put(
                DSLContext sql,
                int stream,
                RollupLevel level,
                long begin,
                NavigableMap<Long, Statistics> fives,
                List<Query> deletes,
                List<Object[]> inserts) {
            ReadingKind own = level == RollupLevel.DAY ? ReadingKind.DAY : ReadingKind.HOUR;
            long end = buckets.end(level, begin);
            if (forgotten.get().any(ReadingKind.FIVE_MINUTES, stream, begin, end)
                    || forgotten.get().any(own, stream, begin, end)) {
                return; // it says more as it is
            }
            deletes.add(rows.delete(sql, stream, level, begin, begin + 1));
            fives.values().stream()
                    .reduce(Statistics::then)
                    .ifPresent(whole -> inserts.add(rows.row(stream, level, begin, whole)));
        }

        private SortedMap<Long, Statistics> again(
                RollupLevel level, Statistics before, long first, TreeMap<Long, Statistics> five) {
            TreeMap<Long, Statistics> made = new TreeMap<>(Map.of(first, before));
            five.forEach((begin, s) -> made.merge(buckets.begin(level, begin), s, Statistics::then));
            return made;
        }
    }
}
