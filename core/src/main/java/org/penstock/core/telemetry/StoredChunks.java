package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Chunks wherever they lie: in the main database, where they are written, and in the files of the days,
 * where they are moved. What the main database has stands before the same in a file: it is newer. The main database is always
 * asked first, so that what is moved in between is seen twice and never missed. Any thread.
 */
final class StoredChunks {
    /** Chunks at once when much is wanted. */
    private static final int MOST = 512;

    private static final int USUAL = 300;

    private final UUID site;
    private final ChunkRows rows;
    private final @Nullable DayFiles files;
    private volatile Forgotten forgotten = Forgotten.NOTHING;

    /**
     * @param site row of the site
     * @param files null where everything stays in the main database
     */
    StoredChunks(UUID site, @Nullable DayFiles files) {
        this.site = site;
        this.rows = new ChunkRows(site);
        this.files = files;
    }

    UUID site() {
        return site;
    }

    @Nullable
    DayFiles files() {
        return files;
    }

    /** What went, as far as is known. */
    Forgotten forgotten() {
        return forgotten;
    }

    /** Something went. */
    void forgotten(Forgotten now) {
        forgotten = now;
    }

    /**
     * The chunks that there can be from {@code fromMicros} (inclusive) to {@code toMicros} (exclusive), by begin; null when any
     * can be there, for it lies in files.
     */
    @Nullable
    Set<Long> begins(DSLContext sql, int stream, long fromMicros, long toMicros) {
        Set<Long> main = new HashSet<>(rows.begins(sql, stream, fromMicros, toMicros));
        // Asked last: what is moved in between makes a file.
        return files == null || files.days(fromMicros, toMicros - 1).isEmpty() ? main : null;
    }

    /** The readings of one chunk; empty when there is none. */
    ReadingColumns chunk(DSLContext sql, int stream, long t0) {
        return range(sql, stream, t0, t0, Integer.MAX_VALUE);
    }

    /**
     * Readings of all chunks from the one that holds {@code fromMicros} to the one that holds {@code toMicros}, at most about
     * {@code most} from the first.
     */
    ReadingColumns range(DSLContext sql, int stream, long fromMicros, long toMicros, int most) {
        return ReadingColumns.joined(parts(sql, stream, fromMicros, toMicros, most));
    }

    /** As {@link #range}, in the parts that they are stored in. */
    List<ReadingColumns> parts(DSLContext sql, int stream, long fromMicros, long toMicros, int most) {
        List<ReadingColumns> parts = new ArrayList<>();
        // Only what is newer than all before it: of a time that stands in two parts one counts.
        long[] newest = {fromMicros - 1};
        int[] found = {0};
        each(sql, stream, fromMicros, toMicros, Math.max(2, Math.min(MOST, most / USUAL)), chunk -> {
            parts.add(chunk);
            found[0] += chunk.size() - chunk.from(newest[0] + 1);
            newest[0] = chunk.size() == 0 ? newest[0] : Math.max(newest[0], chunk.event(chunk.size() - 1));
            return found[0] < most;
        });
        return parts;
    }

    /** Takes chunks in order of time, one after the other. */
    interface Taker {
        /** @return whether more is wanted */
        boolean take(ReadingColumns chunk);
    }

    /** Gives all chunks from the one that holds {@code fromMicros} to the one that holds {@code toMicros}. */
    void each(DSLContext sql, int stream, long fromMicros, long toMicros, Taker taker) {
        each(sql, stream, fromMicros, toMicros, MOST, taker);
    }

    /** By {@code wanted} chunks at a time: a year of one stream must not stand in memory to find its first thousand readings. */
    private void each(DSLContext sql, int stream, long fromMicros, long toMicros, int wanted, Taker taker) {
        Giving giving = new Giving(stream, wanted, taker);
        long at = SealedReadings.chunkOf(fromMicros);
        while (at <= toMicros && giving.more) {
            ChunkRows.Page main = rows.page(sql, stream, at, toMicros, wanted);
            long until = main.whole() ? toMicros : main.chunks().lastKey();
            giving.between(at, until, main.chunks());
            at = until + 1;
        }
    }

    /** Gives what it is shown until enough was taken. In order of time, so that what was taken has no gap wherever it ends. */
    private final class Giving {
        private final int stream;
        private final int wanted;
        private final Taker taker;
        private boolean more = true;

        Giving(int stream, int wanted, Taker taker) {
            this.stream = stream;
            this.wanted = wanted;
            this.taker = taker;
        }

        private void give(NavigableMap<Long, List<ReadingColumns>> chunks) {
            for (List<ReadingColumns> parts : chunks.values()) {
                for (ReadingColumns part : parts) {
                    more = more && taker.take(part);
                }
            }
        }

        /** @param main what the main database has in the span */
        void between(long fromMicros, long untilMicros, NavigableMap<Long, List<ReadingColumns>> main) {
            long done = files == null ? Long.MIN_VALUE : beside(files, fromMicros, untilMicros, main);
            give(main.tailMap(done, false));
        }

        /** @return until when everything was given */
        private long beside(
                DayFiles files, long fromMicros, long untilMicros, NavigableMap<Long, List<ReadingColumns>> main) {
            long done = Long.MIN_VALUE;
            for (long day : files.days(fromMicros, untilMicros)) {
                long at = Math.max(day, fromMicros);
                long end = Math.min(untilMicros, day + DayFiles.DAY_MICROS - 1);
                while (at <= end && more) {
                    long from = at;
                    ChunkRows.Page page = files.read(day, sql -> rows.page(sql, stream, from, end, wanted))
                            .orElse(ChunkRows.Page.EMPTY);
                    long until = page.whole() ? end : page.chunks().lastKey();
                    TreeMap<Long, List<ReadingColumns>> merged = new TreeMap<>(page.chunks());
                    merged.putAll(main.subMap(done, false, until, true));
                    give(merged);
                    done = until;
                    at = until + 1;
                }
            }
            return done;
        }
    }

    /** Gives the chunks of the main database whole, from the one that holds {@code fromMicros} to the one that holds {@code toMicros}. */
    void eachOfMain(DSLContext sql, int stream, long fromMicros, long toMicros, Taker taker) {
        long at = SealedReadings.chunkOf(fromMicros);
        boolean more = true;
        while (more && at <= toMicros) {
            ChunkRows.Page page = rows.page(sql, stream, at, toMicros, MOST);
            for (List<ReadingColumns> parts : page.chunks().values()) {
                ReadingColumns whole = parts.getFirst();
                parts.stream().skip(1).forEach(whole::addAll);
                more = more && taker.take(whole);
            }
            at = page.whole() ? Long.MAX_VALUE : page.chunks().lastKey() + 1;
        }
    }

    /** The newest reading not after {@code micros}, alone; empty when there is none. Found by the hours, which are few. */
    ReadingColumns asOf(DSLContext sql, int stream, long micros) {
        StoredRollups rollups = new StoredRollups(this);
        long before = forgotten.before(stream, micros);
        while (true) {
            OptionalLong hour = rollups.newestHour(sql, stream, before);
            if (hour.isEmpty()) {
                return new ReadingColumns(0);
            }
            long begin = hour.getAsLong();
            long end = Math.min(micros, begin + RollupLevel.HOUR.usualMicros() - 1);
            ReadingColumns all = range(sql, stream, begin, end, Integer.MAX_VALUE);
            int at = all.from(end + 1) - 1;
            if (at >= 0 && all.event(at) >= begin) {
                return all.slice(at, at + 1);
            }
            before = forgotten.before(stream, begin - 1);
        }
    }
}
