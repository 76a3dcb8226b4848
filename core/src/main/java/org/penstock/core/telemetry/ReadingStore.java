package org.penstock.core.telemetry;


import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;
import org.penstock.core.quantity.QualityCode;

/**
 * The readings in the database, behind one door. Each reading is there exactly once: what was delivered twice is found by
 * its identity wherever it is stored, and what contradicts an earlier reading is kept beside it.
 *
 * <p>New readings first lie in one small row a projection, all streams together, and in memory; every ten minutes they
 * become chunks of one stream each, with their roll-ups. The projector writes ({@link #append} in its transaction, then
 * {@link #committed} or {@link #rolledBack}, on one thread); questions may come from any thread and block on the database.
 */
public final class ReadingStore {
    private static final long HOUR_MICROS = 3_600_000_000L;
    /** Readings are sealed this long after their ten minutes are over: most late ones have come by then. */
    private static final long GRACE_MICROS = 60_000_000L;

    /** So few readings a bucket are drawn themselves. */
    private static final int FEW = 2;

    private static final long CURRENT_EVERY_MICROS = 10_000_000L;
    /** Rows of newest readings in one transaction. */
    private static final int MOST_CURRENT = 500;

    /** Readings that may wait in memory before they become chunks whatever the time is; about 40 MB. */
    private static final int MOST_PENDING = 2_000_000;

    private final Database database;
    private final UUID site;
    private final Supplier<ZoneId> zone;
    private final ReadingSource sources;
    private final Consumer<ReadingConflict> conflicts;
    private final StoredChunks stored;
    private final SealedReadings sealed;
    private final CurrentValues current;
    private final DeviceStatusRows devices;
    private final BatchRows batches;
    private final IngestTables tables;
    private final HourClosing closing;
    private long newestSeq;

    private final Object lock = new Object();
    private PendingBatch pending = new PendingBatch();
    private int pendingReadings;
    private BatchRows.Extent rows = BatchRows.Extent.NONE;
    private boolean loaded;
    private long boundary = Long.MIN_VALUE;
    private long currentAtMicros = Long.MIN_VALUE;
    private long devicesAtMicros = Long.MIN_VALUE;
    private @Nullable Staged staged;

    /** What a transaction that is not committed yet will change in memory. */
    private static final class Staged {
        final PendingBatch added = new PendingBatch();
        final Map<Integer, ReadingConflict> conflicts = new LinkedHashMap<>();

        @Nullable
        PendingBatch carried;

        /** Found once a stream and not once a reading: at 20,000 readings a second the looking up is most of the work. */
        final Map<Integer, Young> young = new HashMap<>();

        boolean sealed;
        BatchRows.Extent rows = BatchRows.Extent.NONE;
        long boundary;
        long currentAtMicros;
        long devicesAtMicros;
        int readings;
    }

    /** What of one stream is in no chunk yet. */
    private static final class Young {
        private final PendingBatch to;
        private final int stream;
        /** Added by this transaction. */
        private @Nullable ReadingColumns added;
        /** There before. */
        private final @Nullable ReadingColumns before;
        /** Event time of the newest reading of the stream in any chunk. */
        private final long sealedMicros;

        Young(PendingBatch to, int stream, @Nullable ReadingColumns before, long sealedMicros) {
            this.to = to;
            this.stream = stream;
            this.added = to.readings.get(stream);
            this.before = before;
            this.sealedMicros = sealedMicros;
        }

        void add(long event, double value, int quality, int flags) {
            ReadingColumns columns = added;
            if (columns == null) {
                columns = to.of(stream);
                added = columns;
            }
            columns.add(event, value, quality, flags);
        }

        /** Where the reading of that time is, or null. */
        @Nullable
        ReadingColumns holder(long event) {
            if (added != null && added.find(event) >= 0) {
                return added;
            }
            return before != null && before.find(event) >= 0 ? before : null;
        }
    }

    /**
     * @param site row of the site
     * @param sources puts counts right when a duplicate is found late
     * @param conflicts told after the commit, at most one a stream and projection; must not block
     */
    public ReadingStore(Database database, UUID site, ReadingSource sources, Consumer<ReadingConflict> conflicts) {
        this(database, site, sources, conflicts, no -> "#" + no, () -> ZoneOffset.UTC, null);
    }

    /**
     * @param keys key of a stream by its number, for the proof of its hours
     * @param zone the site's, for its days
     * @param files where chunks are moved; null where everything stays in the main database
     */
    public ReadingStore(
            Database database,
            UUID site,
            ReadingSource sources,
            Consumer<ReadingConflict> conflicts,
            IntFunction<String> keys,
            Supplier<ZoneId> zone,
            @Nullable DayFiles files) {
        this.zone = zone;
        this.database = database;
        this.site = site;
        this.sources = sources;
        this.conflicts = conflicts;
        this.stored = new StoredChunks(site, files);
        this.sealed = new SealedReadings(stored);
        this.current = new CurrentValues(site);
        this.devices = new DeviceStatusRows(site, sources);
        this.batches = new BatchRows(site);
        this.tables = new IngestTables(site);
        this.closing = new HourClosing(site, keys, HourReadings.inChunks(stored), stored::forgotten);
    }

    /**
     * Adds the readings, counts and messages of frames, in order, each exactly once. A frame in which the wall clock
     * stepped must be the first of its call.
     *
     * @param between called between small pieces of work; may wait a little
     * @param facts gets what of it enters the event chain: the hours that are closed
     */
    void append(DSLContext sql, List<Frame> frames, Runnable between, List<Projection.Fact> facts) {
        Staged s = stage(sql);
        for (int i = 0; i < frames.size(); i++) {
            Frame f = frames.get(i);
            if (i == 0 && f.inputs().stream().anyMatch(in -> in instanceof Input.ClockStepped)) {
                seal(sql, s, Long.MAX_VALUE, f.wallMicros());
                current.noLaterThan(f.wallMicros());
            }
            readings(sql, s, f);
            between.run();
            long hour = Math.floorDiv(f.wallMicros(), HOUR_MICROS) * HOUR_MICROS;
            for (Frame.Count c : f.counts()) {
                s.added.count(text(c.link(), 80), text(c.device(), 80), text(c.reason(), 80), hour, c.n());
            }
            for (Frame.MessageId m : f.messageIds()) {
                s.added.messages.add(new PendingBatch.SeenMessage(
                        new Frame.MessageId(text(m.scope(), 200), text(m.id(), 200), m.contentHash()),
                        f.wallMicros() + MessageMemory.KEEP_MICROS));
            }
        }
        if (frames.isEmpty()) {
            return;
        }
        Frame newest = frames.getLast();
        newestSeq = newest.seq();
        long now = SealedReadings.chunkOf(newest.wallMicros() - GRACE_MICROS);
        if (now != s.boundary) {
            seal(sql, s, now, newest.wallMicros());
            s.boundary = now;
        } else if (pendingReadings + s.readings > MOST_PENDING) {
            seal(sql, s, Long.MAX_VALUE, newest.wallMicros());
        } else {
            s.rows = batches.insert(sql, batches.forgetSome(sql, s.rows), s.added);
        }
        writeCurrent(sql, s, newest.monoMicros(), between);
        closing.advance(sql, newest.wallMicros(), s.boundary, facts);
    }

    /** Every row is written about every ten seconds, and no transaction has to write them all; one that seals has to. */
    private void writeCurrent(DSLContext sql, Staged s, long monoMicros, Runnable between) {
        if (s.sealed || s.currentAtMicros == Long.MIN_VALUE) {
            writeCurrent(sql, between);
            s.currentAtMicros = monoMicros;
            s.devicesAtMicros = monoMicros;
            return;
        }
        double part = Math.max(0, monoMicros - s.currentAtMicros) / (double) CURRENT_EVERY_MICROS;
        int most = (int) Math.min(MOST_CURRENT, Math.ceil(part * current.waiting()));
        current.write(sql, most, between);
        s.currentAtMicros = monoMicros;
        if (monoMicros - s.devicesAtMicros >= CURRENT_EVERY_MICROS) {
            devices.write(sql, current.all(), current.heard(), newestSeq);
            s.devicesAtMicros = monoMicros;
        }
    }

    private void writeCurrent(DSLContext sql, Runnable between) {
        devices.write(sql, current.all(), current.heard(), newestSeq);
        current.write(sql, Integer.MAX_VALUE, between);
    }

    /** Before an orderly close: writes the current values. */
    void flush(DSLContext sql) {
        load(sql);
        staged = null;
        writeCurrent(sql, () -> {});
    }

    /** Makes chunks of everything; for tests and for a move of the data directory. */
    void sealAll(DSLContext sql, long wallMicros) {
        Staged s = stage(sql);
        seal(sql, s, Long.MAX_VALUE, wallMicros);
        s.rows = batches.forgetAll(sql, s.rows);
        writeCurrent(sql, () -> {});
    }

    /** The transaction of {@link #append} is committed. */
    void committed() {
        Staged s = staged;
        staged = null;
        if (s == null) {
            current.written();
            return;
        }
        synchronized (lock) {
            if (s.carried != null) {
                pending = s.carried;
            }
            pending.addAll(s.added);
            pendingReadings = pending.readings.values().stream()
                    .mapToInt(ReadingColumns::size)
                    .sum();
        }
        rows = s.rows;
        boundary = s.boundary;
        currentAtMicros = s.currentAtMicros;
        devicesAtMicros = s.devicesAtMicros;
        current.written();
        s.conflicts.values().forEach(conflicts);
    }

    /** The transaction is not committed, or nobody knows: everything in memory is read again before the next. */
    void rolledBack() {
        staged = null;
        loaded = false;
        sealed.forget();
    }

    /**
     * Readings of one stream, oldest first, at most {@code most}, from {@code fromMicros} (inclusive) to
     * {@code toMicros} (exclusive), µs UTC.
     *
     * @throws org.penstock.core.db.DatabaseAway when the database cannot be reached
     */
    public List<StoredReading> readings(int stream, long fromMicros, long toMicros, int most) {
        // Memory first: what becomes a chunk in between is then seen twice and counted once, never missed.
        ReadingColumns young = young(stream);
        ReadingColumns all = database.read(sql -> stored.range(sql, stream, fromMicros, toMicros - 1, most));
        all.addAll(young);
        List<StoredReading> found = new ArrayList<>(Math.min(most, all.size()));
        for (int i = all.from(fromMicros); i < all.size() && all.event(i) < toMicros && found.size() < most; i++) {
            found.add(reading(all, i));
        }
        return found;
    }

    /**
     * Some readings, and where to go on.
     *
     * @param nextMicros pass it as {@code fromMicros} for those that follow; empty when there are no more
     */
    public record Page(List<StoredReading> readings, OptionalLong nextMicros) {
        public Page {
            readings = List.copyOf(readings);
        }
    }

    /** As {@link #readings}, a page at a time. @param most above 0 */
    public Page page(int stream, long fromMicros, long toMicros, int most) {
        List<StoredReading> found = readings(stream, fromMicros, toMicros, most + 1);
        return found.size() <= most
                ? new Page(found, OptionalLong.empty())
                : new Page(
                        found.subList(0, most), OptionalLong.of(found.get(most).eventMicros()));
    }

    /** The newest reading that is not after {@code micros}, whatever its quality; what a screen showed at that time. */
    public Optional<StoredReading> asOf(int stream, long micros) {
        ReadingColumns young = young(stream);
        int at = young.from(micros + 1) - 1;
        return database.read(sql -> {
            ReadingColumns stored = this.stored.asOf(sql, stream, micros);
            stored.addAll(at < 0 ? new ReadingColumns(0) : young.slice(at, at + 1));
            int i = stored.size() - 1;
            return i < 0 ? Optional.empty() : Optional.of(reading(stored, i));
        });
    }

    /** What went because nobody had to keep it any longer, as far as is known. */
    public Forgotten forgotten() {
        return stored.forgotten();
    }

    /** Something went, or is about to: what comes late for it is not taken any more. Any thread. */
    public void forgotten(Forgotten now) {
        stored.forgotten(now);
    }

    private static StoredReading reading(ReadingColumns c, int i) {
        return new StoredReading(c.event(i), c.value(i), QualityCode.of(c.quality(i)), c.flags(i));
    }

    /**
     * A picture of a span: lowest, highest, mean and quality of at most about {@code points} pieces of equal length, oldest
     * first. Pieces in which nothing was received are left out: a gap stays a gap. From raw readings when the span is short,
     * else from roll-ups; then the first and last piece are whole ones and may reach over the span.
     *
     * @param points pieces wanted, above 0
     * @throws org.penstock.core.db.DatabaseAway when the database cannot be reached
     */
    public Picture picture(int stream, long fromMicros, long toMicros, int points) {
        Reduction reduction = Reduction.of(fromMicros, toMicros, points);
        RollupLevel level = reduction.level();
        if (level != null) {
            long from = new Buckets(zone.get()).begin(level, fromMicros);
            return new Picture(
                    reduction.pieceMicros(), reduction.together(rollups(stream, level, from, toMicros)));
        }
        return new Picture(reduction.pieceMicros(), pieces(reduction, stream, fromMicros, toMicros));
    }

    /** As {@link #picture}, from the readings themselves however long the span is. Nothing but the pieces stays in memory. */
    public Picture rawPicture(int stream, long fromMicros, long toMicros, int points) {
        Reduction reduction = Reduction.raw(fromMicros, toMicros, points);
        return new Picture(reduction.pieceMicros(), pieces(reduction, stream, fromMicros, toMicros));
    }

    private List<Rollup> pieces(Reduction reduction, int stream, long fromMicros, long toMicros) {
        ReadingColumns young = young(stream);
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

    /**
     * Readings that draw the same picture as all of them, when nothing shorter than {@code pieceMicros} can be seen: the lowest
     * and the highest of each minute or five minutes that a piece can hold, at its begin and in its middle; all of them where
     * any is bad, where there are few, and where pieces are shorter than a minute. Where readings were forgotten, the same of the
     * shortest roll-ups that are left.
     */
    public List<StoredReading> outline(int stream, long fromMicros, long toMicros, long pieceMicros) {
        List<StoredReading> kept = outlineOfKept(stream, fromMicros, toMicros, pieceMicros);
        List<long[]> gaps = stored.forgotten().rawGaps(stream, fromMicros, toMicros);
        if (gaps.isEmpty()) {
            return kept;
        }
        List<StoredReading> all = new ArrayList<>(kept);
        for (long[] gap : gaps) {
            if (kept.stream().noneMatch(r -> r.eventMicros() >= gap[0] && r.eventMicros() < gap[1])) {
                for (RollupLevel level : RollupLevel.values()) {
                    List<Rollup> left = rollups(stream, level, gap[0], gap[1]);
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
        RollupLevel level = pieceMicros >= RollupLevel.FIVE_MINUTES.usualMicros()
                ? RollupLevel.FIVE_MINUTES
                : RollupLevel.MINUTE;
        long length = level.usualMicros();
        if (pieceMicros < length) {
            return readings(stream, fromMicros, toMicros, Integer.MAX_VALUE);
        }
        List<Rollup> rollups = rollups(stream, level, fromMicros, toMicros);
        long all = rollups.stream()
                .mapToLong(r -> r.statistics().n() + (long) r.statistics().badN())
                .sum();
        if (all <= FEW * (long) rollups.size()) {
            return readings(stream, fromMicros, toMicros, Integer.MAX_VALUE);
        }
        // The begin of the span may lie within a bucket that begins before it.
        long from = Math.min(toMicros, -Math.floorDiv(-fromMicros, length) * length);
        List<StoredReading> outline = new ArrayList<>(readings(stream, fromMicros, from, Integer.MAX_VALUE));
        for (int i = 0; i < rollups.size(); ) {
            long begin = rollups.get(i).beginMicros();
            int to = i;
            while (to < rollups.size() && rollups.get(to).statistics().badN() > 0) {
                to++;
            }
            if (to > i) {
                long end = Math.min(toMicros, rollups.get(to - 1).beginMicros() + length);
                outline.addAll(readings(stream, begin, end, Integer.MAX_VALUE));
                i = to;
                continue;
            }
            extremes(outline, rollups.get(i++), length, toMicros);
        }
        return outline;
    }

    /** @param pieceMicros length of a piece, µs; of days what they usually are @param pieces those with readings */
    public record Picture(long pieceMicros, List<Rollup> pieces) {
        public Picture {
            pieces = List.copyOf(pieces);
        }
    }

    /** The newest readings of all streams as of the last projection, by number; never asks the database. */
    public Map<Integer, StoredReading> lasts() {
        return current.readings();
    }

    /** The newest reading of a stream as of the last projection; never asks the database. */
    public Optional<StoredReading> last(int stream) {
        return Optional.ofNullable(current.of(stream));
    }

    /**
     * Roll-ups of a stream that begin in the span, oldest first; buckets without any reading are left out. Exactly what the
     * readings of this moment come to, also those that are in no chunk yet.
     *
     * @throws org.penstock.core.db.DatabaseAway when the database cannot be reached
     */
    public List<Rollup> rollups(int stream, RollupLevel level, long fromMicros, long toMicros) {
        // Memory first, as with readings.
        ReadingColumns young = young(stream);
        Buckets in = new Buckets(zone.get());
        return database.read(sql -> {
            TreeMap<Long, Statistics> found = new TreeMap<>(stored.rollups(sql, stream, level, fromMicros, toMicros));
            sealed.young(sql, stream, level, young, in).forEach((begin, s) -> {
                if (begin >= fromMicros && begin < toMicros) {
                    found.put(begin, s);
                }
            });
            return found.entrySet().stream()
                    .map(e -> new Rollup(e.getKey(), e.getValue()))
                    .toList();
        });
    }

    /** What was offered since {@code fromMicros} (µs UTC, to the hour), by reason. */
    public Map<String, Long> counted(long fromMicros) {
        return counted(fromMicros, _ -> true);
    }

    /** As {@link #counted(long)}, of one device. */
    public Map<String, Long> counted(long fromMicros, String device) {
        String key = text(device, 80);
        return counted(fromMicros, key::equals);
    }

    private Map<String, Long> counted(long fromMicros, Predicate<String> device) {
        Map<String, Long> byReason = new TreeMap<>();
        long hour = Math.floorDiv(fromMicros, HOUR_MICROS) * HOUR_MICROS;
        Map<PendingBatch.CountKey, Long> young;
        synchronized (lock) {
            young = Map.copyOf(pending.counts);
        }
        young.forEach((key, n) -> {
            if (key.hourMicros() >= hour && device.test(key.device())) {
                byReason.merge(key.reason(), n, Long::sum);
            }
        });
        database.read(sql -> tables.counts(sql, EngineClock.instant(hour)))
                .forEach((key, n) -> {
                    if (device.test(key.device())) {
                        byReason.merge(key.reason(), n, Long::sum);
                    }
                });
        return byReason;
    }

    /**
     * At start, before anything is projected: reads what is not in chunks yet, so that it is found although nothing new
     * comes, and lets the gate's memory know what the database remembers; the journal's tail comes after it.
     */
    public void recall(MessageMemory memory, EngineClock clock) {
        List<PendingBatch.SeenMessage> known = database.read(sql -> {
            load(sql);
            List<PendingBatch.SeenMessage> all = new ArrayList<>(tables.messages(sql, MessageMemory.MOST));
            synchronized (lock) {
                all.addAll(pending.messages);
            }
            return all;
        });
        long wall = clock.wallMicros();
        long mono = clock.monoMicros();
        for (PendingBatch.SeenMessage m : known) {
            long age = Math.max(0, MessageMemory.KEEP_MICROS - (m.expiresMicros() - wall));
            if (age < MessageMemory.KEEP_MICROS) {
                memory.remember(m.message(), mono - age);
            }
        }
    }

    private Staged stage(DSLContext sql) {
        if (staged != null) {
            // The database ran the transaction again after it lost a race.
            rolledBack();
        }
        load(sql);
        Staged s = new Staged();
        s.rows = rows;
        s.boundary = boundary;
        s.currentAtMicros = currentAtMicros;
        s.devicesAtMicros = devicesAtMicros;
        staged = s;
        return s;
    }

    /** Reads what is not in chunks yet, unless that is in memory already. Projector's thread. */
    void load(DSLContext sql) {
        if (loaded) {
            return;
        }
        current.load(sql);
        stored.forgotten(new ForgottenRows(site).read(sql));
        closing.load(sql);
        BatchRows.Read found = batches.read(sql);
        PendingBatch read = found.pending();
        read.readings.forEach((stream, c) -> {
            for (int i = 0; i < c.size(); i++) {
                current.take(stream, c.event(i), c.value(i), c.quality(i), c.flags(i));
            }
        });
        synchronized (lock) {
            pending = read;
            pendingReadings = read.readings.values().stream()
                    .mapToInt(ReadingColumns::size)
                    .sum();
        }
        rows = found.extent();
        boundary = Long.MIN_VALUE;
        currentAtMicros = Long.MIN_VALUE;
        loaded = true;
    }

    private void readings(DSLContext sql, Staged s, Frame f) {
        Samples samples = f.samples();
        for (int i = 0; i < samples.size(); i++) {
            int stream = samples.stream(i);
            long event = samples.eventMicros(i);
            double value = samples.value(i);
            int quality = samples.qualityCode(i);
            Young young = s.young.get(stream);
            if (young == null) {
                ReadingColumns before = (s.carried == null ? pending : s.carried).readings.get(stream);
                young = new Young(s.added, stream, before, current.sealed(stream));
                s.young.put(stream, young);
            }
            ReadingColumns there = young.holder(event);
            if (there == null && event <= young.sealedMicros) {
                if (stored.forgotten().raw(stream, event)) {
                    // What is made of the others must not be made anew of this one alone.
                    recount(s, f, stream, counted(samples, i), IngestCounts.FORGOTTEN);
                    continue;
                }
                there = inChunk(sql, stream, event);
            }
            if (there == null) {
                int flags = samples.flags(i) & ~Samples.CONFLICT;
                young.add(event, value, quality, flags);
                s.readings++;
                current.take(stream, event, value, quality, flags);
                if (samples.has(i, Samples.CONFLICT)) {
                    recount(s, f, stream, IngestCounts.CONFLICT, IngestCounts.STORED);
                }
                continue;
            }
            String counted = counted(samples, i);
            int at = there.find(event);
            if (there.same(at, value, quality)) {
                recount(s, f, stream, counted, IngestCounts.DUPLICATE);
                continue;
            }
            ReadingConflict conflict =
                    new ReadingConflict(stream, event, there.value(at), there.quality(at), value, quality);
            if (tables.conflict(sql, conflict, f.wallMicros())) {
                s.conflicts.putIfAbsent(stream, conflict);
                recount(s, f, stream, counted, IngestCounts.CONFLICT);
            } else {
                recount(s, f, stream, counted, IngestCounts.DUPLICATE);
            }
        }
    }

    private static String counted(Samples samples, int i) {
        return samples.has(i, Samples.CONFLICT) ? IngestCounts.CONFLICT : IngestCounts.STORED;
    }

    private @Nullable ReadingColumns inChunk(DSLContext sql, int stream, long event) {
        ReadingColumns c = sealed.chunk(sql, stream, SealedReadings.chunkOf(event));
        return c.find(event) >= 0 ? c : null;
    }

    /** Puts right what the gate, which remembers less, counted a reading as. */
    private void recount(Staged s, Frame f, int stream, String counted, String found) {
        if (counted.equals(found)) {
            return;
        }
        long hour = Math.floorDiv(f.wallMicros(), HOUR_MICROS) * HOUR_MICROS;
        ReadingSource.Source from = sources.of(stream);
        s.added.count(text(from.link(), 80), text(from.device(), 80), counted, hour, -1);
        s.added.count(text(from.link(), 80), text(from.device(), 80), found, hour, 1);
    }

    /** Makes chunks of everything before {@code until}, and of what is in the future; the rest is carried on. */
    private void seal(DSLContext sql, Staged s, long until, long wallMicros) {
        PendingBatch before = s.carried == null ? pending : s.carried;
        PendingBatch carried = new PendingBatch();
        SealedReadings.Writing writing = sealed.new Writing(sql, new Buckets(zone.get()));
        TreeSet<Integer> streams = new TreeSet<>(before.readings.keySet());
        streams.addAll(s.added.readings.keySet());
        for (int stream : streams) {
            ReadingColumns all = new ReadingColumns(16);
            all.addAll(before.readings.getOrDefault(stream, all));
            all.addAll(s.added.readings.getOrDefault(stream, all));
            int old = all.from(until);
            int future = Math.max(old, all.from(wallMicros + Gate.FUTURE_MICROS));
            ReadingColumns fresh = all.slice(0, old);
            fresh.addAll(all.slice(future, all.size()));
            if (old < future) {
                carried.readings.put(stream, all.slice(old, future));
            }
            if (fresh.size() > 0) {
                writing.add(stream, fresh, current.sealed(stream));
                current.seal(stream, fresh.event(fresh.size() - 1));
                closing.sealed(sql, stream, fresh);
            }
        }
        writing.finish();
        TreeMap<PendingBatch.CountKey, Long> counts = new TreeMap<>(before.counts);
        s.added.counts.forEach((key, n) -> counts.merge(key, n, Long::sum));
        tables.count(sql, counts);
        List<PendingBatch.SeenMessage> messages = new ArrayList<>(before.messages);
        messages.addAll(s.added.messages);
        tables.remember(sql, messages, wallMicros);
        s.rows = batches.seal(sql, s.rows);
        s.young.clear();
        s.added.readings.clear();
        s.added.counts.clear();
        s.added.messages.clear();
        s.rows = batches.insert(sql, s.rows, carried);
        s.carried = carried;
        s.sealed = true;
    }

    private ReadingColumns young(int stream) {
        synchronized (lock) {
            ReadingColumns c = pending.readings.get(stream);
            return c == null ? new ReadingColumns(0) : c.slice(0, c.size());
        }
    }

    private static String text(String s, int most) {
        return SealedReadings.text(s, most);
    }
}
