package org.penstock.core.telemetry;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import org.penstock.core.db.Database;
import org.penstock.core.quantity.QualityCode;

/** Spans of readings as they are drawn: a piece for each point of a screen instead of all of them. Any thread. */
final class Pictures {
    /** So few readings a bucket are drawn themselves. */
    private static final int FEW = 2;

    private final Database database;
    private final StoredChunks stored;
    private final PendingReadings pending;
    private final Supplier<ZoneId> zone;
    private final ReadingStore store;

    /** @param store answers what is asked of readings and roll-ups */
    Pictures(
            Database database,
            StoredChunks stored,
            PendingReadings pending,
            Supplier<ZoneId> zone,
            ReadingStore store) {
        this.database = database;
        this.stored = stored;
        this.pending = pending;
        this.zone = zone;
        this.store = store;
    }

    /** As {@link ReadingStore#picture}. */
    ReadingStore.Picture picture(int stream, long fromMicros, long toMicros, int points) {
        Reduction reduction = Reduction.of(fromMicros, toMicros, points);
        RollupLevel level = reduction.level();
        if (level != null) {
            long from = new Buckets(zone.get()).begin(level, fromMicros);
            return new ReadingStore.Picture(
                    reduction.pieceMicros(), reduction.together(store.rollups(stream, level, from, toMicros)));
        }
        return new ReadingStore.Picture(reduction.pieceMicros(), pieces(reduction, stream, fromMicros, toMicros));
    }

    /** As {@link ReadingStore#rawPicture}. */
    ReadingStore.Picture raw(int stream, long fromMicros, long toMicros, int points) {
        Reduction reduction = Reduction.raw(fromMicros, toMicros, points);
        return new ReadingStore.Picture(reduction.pieceMicros(), pieces(reduction, stream, fromMicros, toMicros));
    }

    private List<Rollup> pieces(Reduction reduction, int stream, long fromMicros, long toMicros) {
        ReadingColumns young = pending.young(stream);
        long oldest = young.size() == 0 ? Long.MAX_VALUE : SealedReadings.chunkOf(young.event(0));
        return database.read(sql -> {
            Reduction.Pieces pieces = reduction.new Pieces(fromMicros, toMicros);
            if (fromMicros < oldest) {
                stored.each(sql, stream, fromMicros, Math.min(toMicros, oldest) - 1, chunk -> {
                    pieces.add(chunk);
                    return true;
                });
            }
            if (oldest < toMicros) {
                // The chunks that these readings belong to may be there already.
                ReadingColumns rest =
                        stored.range(sql, stream, Math.max(fromMicros, oldest), toMicros - 1, Integer.MAX_VALUE);
                rest.addAll(young);
                pieces.add(rest);
            }
            return pieces.made();
        });
    }

    /** As {@link ReadingStore#outline}. */
    List<StoredReading> outline(int stream, long fromMicros, long toMicros, long pieceMicros) {
        List<StoredReading> kept = outlineOfKept(stream, fromMicros, toMicros, pieceMicros);
        List<long[]> gaps = stored.forgotten().rawGaps(stream, fromMicros, toMicros);
        if (gaps.isEmpty()) {
            return kept;
        }
        List<StoredReading> all = new ArrayList<>(kept);
        for (long[] gap : gaps) {
            if (kept.stream().noneMatch(r -> r.eventMicros() >= gap[0] && r.eventMicros() < gap[1])) {
                for (RollupLevel level : RollupLevel.values()) {
                    List<Rollup> left = store.rollups(stream, level, gap[0], gap[1]);
                    left.forEach(r -> extremes(all, r, level.usualMicros(), gap[1]));
                    if (!left.isEmpty()) {
                        break;
                    }
                }
            }
        }
        all.sort(Comparator.comparingLong(StoredReading::eventMicros));
        return all;
    }

    /** Lowest and highest of a bucket, at its begin and in its middle. */
    private static void extremes(List<StoredReading> to, Rollup rollup, long length, long endMicros) {
        Statistics s = rollup.statistics();
        long begin = rollup.beginMicros();
        if (s.min() != null && s.max() != null) {
            to.add(new StoredReading(begin, s.min(), QualityCode.GOOD, 0));
            to.add(new StoredReading(
                    Math.min(begin + length / 2, Math.max(begin + 1, endMicros - 1)), s.max(), QualityCode.GOOD, 0));
        }
    }

    private List<StoredReading> outlineOfKept(int stream, long fromMicros, long toMicros, long pieceMicros) {
        // Five minutes of a year are in 365 files; hours are in one.
        RollupLevel level = pieceMicros >= RollupLevel.HOUR.usualMicros()
                ? RollupLevel.HOUR
                : pieceMicros >= RollupLevel.FIVE_MINUTES.usualMicros() ? RollupLevel.FIVE_MINUTES : RollupLevel.MINUTE;
        long length = level.usualMicros();
        if (pieceMicros < length) {
            return store.readings(stream, fromMicros, toMicros, Integer.MAX_VALUE);
        }
        List<Rollup> rollups = store.rollups(stream, level, fromMicros, toMicros);
        long all = rollups.stream()
                .mapToLong(r -> r.statistics().n() + (long) r.statistics().badN())
                .sum();
        if (all <= FEW * (long) rollups.size()) {
            return store.readings(stream, fromMicros, toMicros, Integer.MAX_VALUE);
        }
        // The begin of the span may lie within a bucket that begins before it.
        long from = Math.min(toMicros, -Math.floorDiv(-fromMicros, length) * length);
        List<StoredReading> outline = new ArrayList<>(store.readings(stream, fromMicros, from, Integer.MAX_VALUE));
        for (int i = 0; i < rollups.size(); ) {
            long begin = rollups.get(i).beginMicros();
            int to = i;
            while (to < rollups.size() && rollups.get(to).statistics().badN() > 0) {
                to++;
            }
            if (to > i) {
                long end = Math.min(toMicros, rollups.get(to - 1).beginMicros() + length);
                outline.addAll(
                        level == RollupLevel.HOUR
                                ? outlineOfKept(stream, begin, end, RollupLevel.FIVE_MINUTES.usualMicros())
                                : store.readings(stream, begin, end, Integer.MAX_VALUE));
                i = to;
                continue;
            }
            extremes(outline, rollups.get(i++), length, toMicros);
        }
        return outline;
    }
}
