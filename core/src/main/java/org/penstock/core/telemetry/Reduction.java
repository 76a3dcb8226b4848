package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a span of time becomes a picture of so many pieces: from raw readings when it is short, else from the longest roll-ups
 * that still give at least half as many buckets as were asked for, put together to at most that many.
 *
 * @param level null for raw readings
 * @param pieceMicros length of a piece, µs; of days what they usually are
 */
record Reduction(@Nullable RollupLevel level, long pieceMicros) {
    /** From raw readings, however many. @param points pieces wanted, above 0 */
    static Reduction raw(long fromMicros, long toMicros, int points) {
        return new Reduction(null, Math.max(1, (toMicros - fromMicros + points - 1) / points));
    }

    /** @param points pieces wanted, above 0 */
    static Reduction of(long fromMicros, long toMicros, int points) {
        long span = Math.max(1, toMicros - fromMicros);
        for (RollupLevel level :
                List.of(RollupLevel.DAY, RollupLevel.HOUR, RollupLevel.FIVE_MINUTES, RollupLevel.MINUTE)) {
            long buckets = span / level.usualMicros();
            if (buckets >= Math.max(1, points / 2)) {
                long together = Math.max(1, (buckets + points - 1) / points);
                return new Reduction(level, together * level.usualMicros());
            }
        }
        return raw(fromMicros, toMicros, points);
    }

    /** Pieces made of roll-ups in order; a piece begins where a multiple of its length since 1970 does, a day where it does. */
    List<Rollup> together(List<Rollup> rollups) {
        if (level == null || pieceMicros == level.usualMicros()) {
            return rollups;
        }
        TreeMap<Long, Rollup> pieces = new TreeMap<>();
        for (Rollup r : rollups) {
            long key = Math.floorDiv(r.beginMicros(), pieceMicros);
            long begin = level == RollupLevel.DAY ? r.beginMicros() : key * pieceMicros;
            pieces.merge(
                    key,
                    new Rollup(begin, r.statistics()),
                    (a, b) -> new Rollup(a.beginMicros(), a.statistics().then(b.statistics())));
        }
        return List.copyOf(pieces.values());
    }

    /** Pieces made of raw readings, which come in order of time. */
    final class Pieces {
        private final long fromMicros;
        private final long toMicros;
        private final List<Rollup> made = new ArrayList<>();

        Pieces(long fromMicros, long toMicros) {
            this.fromMicros = fromMicros;
            this.toMicros = toMicros;
        }

        void add(ReadingColumns some) {
            int end = some.from(toMicros);
            for (int i = some.from(fromMicros); i < end; ) {
                long begin = fromMicros + Math.floorDiv(some.event(i) - fromMicros, pieceMicros) * pieceMicros;
                int to = Math.min(end, some.from(begin + pieceMicros));
                Statistics s = Statistics.of(some, i, to);
                Rollup last = made.isEmpty() ? null : made.getLast();
                if (last != null && last.beginMicros() == begin) {
                    made.set(
                            made.size() - 1, new Rollup(begin, last.statistics().then(s)));
                } else {
                    made.add(new Rollup(begin, s));
                }
                i = to;
            }
        }

        List<Rollup> made() {
            return made;
        }
    }
}
