package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes chunks, and their roll-ups where these are rows. A chunk holds ten minutes of one stream's event time; what comes
 * late is merged into it and its roll-ups are made anew from it, so they are always exactly what a rebuild gives.
 * Projector's thread, except {@link #young}.
 */
final class SealedReadings {
    /** Event time in one chunk, µs; whole minutes. */
    static final long CHUNK_MICROS = 600_000_000L;

    /** Readings in one part: worst case 24 bytes each, H2 holds 1 MiB. */
    static final int PART = 30_000;

    private static final int REMEMBERED = 512;

    private final UUID site;
    private final StoredChunks stored;
    private final Map<ChunkKey, ReadingColumns> remembered = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ChunkKey, ReadingColumns> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** Which chunks there are in a day: years that are brought in are not asked for chunk by chunk. Null = any may be. */
    private final Map<ChunkKey, @Nullable Set<Long>> days = new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ChunkKey, @Nullable Set<Long>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private final RollupRows rows;
    private final StoredRollups rollups;
    private final LongerRollups longer;

    private record ChunkKey(int stream, long t0) {}

    SealedReadings(StoredChunks stored) {
        this.stored = stored;
        this.site = stored.site();
        this.rows = new RollupRows(site);
        this.rollups = new StoredRollups(stored);
        this.longer = new LongerRollups(rows, stored::forgotten);
    }

    /** Begin of the chunk an event time belongs to. */
    static long chunkOf(long eventMicros) {
        return Math.floorDiv(eventMicros, CHUNK_MICROS) * CHUNK_MICROS;
    }

    /** The readings of one chunk; empty when there is none. Remembered for the next question about the same chunk. */
    ReadingColumns chunk(DSLContext sql, int stream, long t0) {
        ChunkKey key = new ChunkKey(stream, t0);
        ReadingColumns known = remembered.get(key);
        if (known == null) {
            known = stored(sql, stream, t0);
            remembered.put(key, known);
        }
        return known;
    }

    /** As it is stored: one that may be changed. */
    private ReadingColumns stored(DSLContext sql, int stream, long t0) {
        long day = DayFiles.dayOf(t0);
        ChunkKey key = new ChunkKey(stream, day);
        if (!days.containsKey(key)) {
            days.put(key, stored.begins(sql, stream, day, day + DayFiles.DAY_MICROS));
        }
        Set<Long> there = days.get(key);
        return there == null || there.contains(t0) ? stored.chunk(sql, stream, t0) : new ReadingColumns(16);
    }

    /** Forgets what was read: after a transaction that changed chunks, or that was rolled back. */
    void forget() {
        remembered.clear();
        days.clear();
    }

    /** Collects chunks and writes them with few statements. */
    final class Writing {
        private final DSLContext sql;
        private final List<org.jooq.Query> replaced = new ArrayList<>();
        private final List<Object[]> chunks = new ArrayList<>();
        private final List<Object[]> rollups = new ArrayList<>();

        private final LongerRollups.Change longer;

        Writing(DSLContext sql, Buckets buckets) {
            this.sql = sql;
            this.longer = SealedReadings.this.longer.new Change(buckets);
        }

        /**
         * Puts readings that are not stored yet into the chunks their times belong to.
         *
         * @param sealed event time of the newest reading of the stream in any chunk: older chunks may have to be merged
         */
        void add(int stream, ReadingColumns fresh, long sealed) {
            for (int from = 0; from < fresh.size(); ) {
                long t0 = chunkOf(fresh.event(from));
                int to = fresh.from(t0 + CHUNK_MICROS);
                ReadingColumns whole = fresh.slice(from, to);
                from = to;
                if (t0 <= sealed) {
                    ReadingColumns before = stored(sql, stream, t0);
                    if (before.size() > 0) {
                        before.addAll(whole);
                        whole = before;
                        replace(stream, t0);
                    }
                }
                chunk(stream, t0, whole);
                if (stored.files() == null) {
                    rollUp(stream, whole, t0 > sealed);
                }
            }
        }

        /** Writes everything. */
        void finish() {
            if (!replaced.isEmpty()) {
                sql.batch(replaced).execute();
            }
            if (!chunks.isEmpty()) {
                ChunkRows.insert(sql, chunks);
            }
            rows.insert(sql, rollups);
            longer.write(sql, SealedReadings.this.rollups::fives);
            forget();
        }

        private void replace(int stream, long t0) {
            replaced.add(sql.deleteFrom(READING_CHUNKS)
                    .where(new ChunkRows(site).mine())
                    .and(READING_CHUNKS.STREAM_NO.eq(stream))
                    .and(READING_CHUNKS.T0.eq(EngineClock.instant(t0))));
            if (stored.files() == null) {
                replaced.add(rows.delete(sql, stream, RollupLevel.MINUTE, t0, t0 + CHUNK_MICROS));
                replaced.add(rows.delete(sql, stream, RollupLevel.FIVE_MINUTES, t0, t0 + CHUNK_MICROS));
            }
        }

        private void chunk(int stream, long t0, ReadingColumns whole) {
            for (int part = 0; part * PART < whole.size(); part++) {
                ReadingColumns c = whole.slice(part * PART, Math.min(whole.size(), (part + 1) * PART));
                Statistics s = Statistics.of(c, 0, c.size());
                byte[] payload = ChunkCodec.encode(c);
                chunks.add(new Object[] {
                    site,
                    stream,
                    EngineClock.instant(t0),
                    part,
                    EngineClock.instant(c.event(0)),
                    EngineClock.instant(c.event(c.size() - 1)),
                    c.size(),
                    s.n(),
                    s.min(),
                    s.max(),
                    s.sum(),
                    s.last(),
                    payload,
                    hash(payload)
                });
            }
        }

        private void rollUp(int stream, ReadingColumns whole, boolean newer) {
            List<Rollup> minutes = Buckets.minutes(whole);
            minutes.forEach(m -> rollups.add(row(stream, RollupLevel.MINUTE, m)));
            List<Rollup> fives = Buckets.fives(minutes);
            fives.forEach(f -> rollups.add(row(stream, RollupLevel.FIVE_MINUTES, f)));
            longer.fives(stream, fives, newer);
        }

        private Object[] row(int stream, RollupLevel level, Rollup r) {
            return rows.row(stream, level, r.beginMicros(), r.statistics());
        }
    }

    /** The roll-ups that readings change which are in no chunk yet, by begin. Any thread. */
    SortedMap<Long, Statistics> young(
            DSLContext sql, int stream, RollupLevel level, ReadingColumns young, Buckets buckets) {
        TreeMap<Long, Statistics> minutes = new TreeMap<>();
        TreeMap<Long, Statistics> fives = new TreeMap<>();
        for (int from = 0; from < young.size(); ) {
            long t0 = chunkOf(young.event(from));
            int to = young.from(t0 + CHUNK_MICROS);
            ReadingColumns whole = stored.chunk(sql, stream, t0);
            whole.addAll(young.slice(from, to));
            from = to;
            List<Rollup> made = Buckets.minutes(whole);
            made.forEach(m -> minutes.put(m.beginMicros(), m.statistics()));
            Buckets.fives(made).forEach(f -> fives.put(f.beginMicros(), f.statistics()));
        }
        return switch (level) {
            case MINUTE -> minutes;
            case FIVE_MINUTES -> fives;
            case HOUR, DAY -> {
                TreeMap<Long, Statistics> longer = new TreeMap<>();
                TreeSet<Long> begins = new TreeSet<>();
                fives.keySet().forEach(five -> begins.add(buckets.begin(level, five)));
                for (long begin : begins) {
                    long end = buckets.end(level, begin);
                    TreeMap<Long, Statistics> all = new TreeMap<>(rollups.fives(sql, stream, begin, end));
                    all.putAll(fives.subMap(begin, end));
                    longer.putAll(buckets.longer(level, all));
                }
                yield longer;
            }
        };
    }

    static String hash(byte[] payload) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(payload));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    /** What fits into a column of {@code most} characters of both databases: PostgreSQL holds no U+0000. */
    static String text(@Nullable String s, int most) {
        if (s == null) {
            return "";
        }
        String clean = s.indexOf('\0') < 0 ? s : s.replace('\0', '\uFFFD');
        clean = new String(clean.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (clean.length() <= most) {
            return clean;
        }
        return clean.substring(0, Character.isHighSurrogate(clean.charAt(most - 1)) ? most - 1 : most);
    }
}
