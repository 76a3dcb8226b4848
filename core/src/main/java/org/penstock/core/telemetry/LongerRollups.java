package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.jspecify.annotations.Nullable;

/**
 * Keeps hours and days in step with the five minutes they are made of. What is newer than anything of its stream is added to
 * the bucket as it was, which gives the same last bit as making it anew; for anything else the bucket is made anew.
 * Projector's thread.
 */
final class LongerRollups {
    private static final List<RollupLevel> LEVELS = List.of(RollupLevel.HOUR, RollupLevel.DAY);

    private final RollupRows rows;
    /** The newest bucket of each stream, as the transaction leaves it. */
    private final Map<Key, Rollup> newest = new HashMap<>();

    private record Key(int stream, RollupLevel level) {}

    /** Reads the five minutes of a stream, wherever they are. */
    interface Fives {
        NavigableMap<Long, Statistics> read(DSLContext sql, int stream, long fromMicros, long toMicros);
    }

    LongerRollups(RollupRows rows) {
        this.rows = rows;
    }

    /** After a transaction that was rolled back. */
    void forget() {
        newest.clear();
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
                    Key key = new Key(stream, level);
                    Long first = made.firstKey();
                    Statistics before = before(sql, key, first);
                    if (before != null) {
                        made = again(level, before, first, five);
                        deletes.add(rows.delete(sql, stream, level, first, first + 1));
                    }
                    made.forEach((begin, s) -> inserts.add(rows.row(stream, level, begin, s)));
                    newest.put(key, new Rollup(made.lastKey(), made.sequencedValues().getLast()));
                });
                changed.forEach((stream, begins) -> {
                    newest.remove(new Key(stream, level));
                    TreeSet<Long> touched = new TreeSet<>();
                    begins.forEach(begin -> touched.add(buckets.begin(level, begin)));
                    for (long begin : touched) {
                        long end = buckets.end(level, begin);
                        NavigableMap<Long, Statistics> all = fives.read(sql, stream, begin, end);
                        Statistics whole = all.values().stream().reduce(Statistics::then).orElse(null);
                        deletes.add(rows.delete(sql, stream, level, begin, begin + 1));
                        if (whole != null) {
                            inserts.add(rows.row(stream, level, begin, whole));
                        }
                    }
                });
            }
            if (!deletes.isEmpty()) {
                sql.batch(deletes).execute();
            }
            rows.insert(sql, inserts);
        }

        private SortedMap<Long, Statistics> again(
                RollupLevel level, Statistics before, long first, TreeMap<Long, Statistics> five) {
            TreeMap<Long, Statistics> made = new TreeMap<>(Map.of(first, before));
            five.forEach((begin, s) -> made.merge(buckets.begin(level, begin), s, Statistics::then));
            return made;
        }

        private @Nullable Statistics before(DSLContext sql, Key key, long begin) {
            Rollup known = newest.get(key);
            if (known != null) {
                return known.beginMicros() == begin ? known.statistics() : null;
            }
            return rows.read(sql, key.stream, key.level, begin, begin + 1).get(begin);
        }
    }
}
