package org.penstock.core.telemetry;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;

/**
 * The readings in the database, behind one door. Each reading is there exactly once: what was delivered twice is found by
 * its identity wherever it is stored, and what contradicts an earlier reading is kept beside it.
 *
 * <p>New readings first lie in small rows, all streams of a projection together, and in memory; every ten minutes they
 * become chunks of one stream each, some streams a transaction ({@link Sealing}). The projector writes ({@link #append} in
 * its transaction, then {@link #committed} or {@link #rolledBack}, on one thread, {@link ReadingIntake}); questions may come
 * from any thread and block on the database. Memory is always asked before the database: what becomes a chunk in between is
 * then seen twice and counted once, never missed.
 */
public final class ReadingStore {
    private final Database database;
    private final Supplier<ZoneId> zone;
    private final StoredChunks stored;
    private final SealedReadings sealed;
    private final CurrentValues current;
    private final IngestRecord record;
    private final PendingReadings pending = new PendingReadings();
    private final ReadingIntake intake;
    private final Pictures pictures;

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
        this(database, site, sources, conflicts, keys, zone, files, () -> false);
    }

    /** @param rawRows whether a server gets each reading as a row of {@code sensor_readings} as well; asked each time */
    public ReadingStore(
            Database database,
            UUID site,
            ReadingSource sources,
            Consumer<ReadingConflict> conflicts,
            IntFunction<String> keys,
            Supplier<ZoneId> zone,
            @Nullable DayFiles files,
            BooleanSupplier rawRows) {
        this.zone = zone;
        this.database = database;
        this.stored = new StoredChunks(site, files);
        this.sealed = new SealedReadings(stored);
        this.current = new CurrentValues(site);
        this.record = new IngestRecord(database, new IngestTables(site), pending);
        this.intake = new ReadingIntake(
                stored,
                sealed,
                current,
                pending,
                sources,
                conflicts,
                keys,
                zone,
                database.embedded() ? NewestRows.ALONE_MICROS : NewestRows.SHARED_MICROS,
                new RawRows(site, () -> !database.embedded() && rawRows.getAsBoolean()));
        this.pictures = new Pictures(database, stored, pending, zone, this);
    }

    /**
     * Adds the readings, counts and messages of frames, in order, each exactly once. A frame in which the wall clock
     * stepped must be the first of its call.
     *
     * @param between called between small pieces of work; may wait a little
     * @param facts gets what of it enters the event chain: the hours that are closed
     */
    void append(DSLContext sql, List<Frame> frames, Runnable between, List<Projection.Fact> facts) {
        intake.append(sql, frames, between, facts);
    }

    /** Before an orderly close: writes the current values. */
    void flush(DSLContext sql) {
        intake.flush(sql);
    }

    /** Makes chunks of everything; for tests and for a move of the data directory. */
    void sealAll(DSLContext sql, long wallMicros) {
        intake.sealAll(sql, wallMicros);
    }

    /** The transaction of {@link #append} is committed. */
    void committed() {
        intake.committed();
    }

    /** The transaction is not committed, or nobody knows: everything in memory is read again before the next. */
    void rolledBack() {
        intake.rolledBack();
    }

    /** Reads what is not in chunks yet, unless that is in memory already. Projector's thread. */
    void load(DSLContext sql) {
        intake.load(sql);
    }

    /**
     * Readings of one stream, oldest first, at most {@code most}, from {@code fromMicros} (inclusive) to
     * {@code toMicros} (exclusive), µs UTC.
     *
     * @throws org.penstock.core.db.DatabaseAway when the database cannot be reached
     */
    public List<StoredReading> readings(int stream, long fromMicros, long toMicros, int most) {
        ReadingColumns young = pending.young(stream);
        List<ReadingColumns> parts =
                database.read(sql -> stored.parts(sql, stream, fromMicros, toMicros - 1, most));
        parts.add(young);
        ReadingColumns all = ReadingColumns.joined(parts);
        int from = all.from(fromMicros);
        return new ReadingList(all, from, Math.min(most, all.from(toMicros) - from));
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

    /**
     * What was told again of a time and differed from the reading that stands there, oldest first; as {@link #readings}.
     */
    public List<StoredReading> contradicted(int stream, long fromMicros, long toMicros, int most) {
        return database.read(
                sql -> new IngestTables(stored.site()).contradicted(sql, stream, fromMicros, toMicros, most));
    }

    /** The newest reading that is not after {@code micros}, whatever its quality; what a screen showed at that time. */
    public Optional<StoredReading> asOf(int stream, long micros) {
        ReadingColumns young = pending.young(stream);
        int at = young.from(micros + 1) - 1;
        return database.read(sql -> {
            ReadingColumns stored = this.stored.asOf(sql, stream, micros);
            stored.addAll(at < 0 ? new ReadingColumns(0) : young.slice(at, at + 1));
            int i = stored.size() - 1;
            return i < 0 ? Optional.empty() : Optional.of(stored.reading(i));
        });
    }

    /** Why the server takes no raw rows, null when it does or none are wanted. Any thread. */
    public RowsBeside.@Nullable Refused rawRowsRefused() {
        return intake.rawRowsRefused();
    }

    /** What went because nobody had to keep it any longer, as far as is known. */
    public Forgotten forgotten() {
        return stored.forgotten();
    }

    /** Something went, or is about to: what comes late for it is not taken any more. Any thread. */
    public void forgotten(Forgotten now) {
        stored.forgotten(now);
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
        return pictures.picture(stream, fromMicros, toMicros, points);
    }

    /** As {@link #picture}, from the readings themselves however long the span is. Nothing but the pieces stays in memory. */
    public Picture rawPicture(int stream, long fromMicros, long toMicros, int points) {
        return pictures.raw(stream, fromMicros, toMicros, points);
    }

    /**
     * Readings that draw the same picture as all of them, when nothing shorter than {@code pieceMicros} can be seen: the lowest
     * and the highest of each minute or five minutes that a piece can hold, at its begin and in its middle; all of them where
     * any is bad, where there are few, and where pieces are shorter than a minute. Where readings were forgotten, the same of the
     * shortest roll-ups that are left.
     */
    public List<StoredReading> outline(int stream, long fromMicros, long toMicros, long pieceMicros) {
        return pictures.outline(stream, fromMicros, toMicros, pieceMicros);
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
        ReadingColumns young = pending.young(stream);
        Buckets in = new Buckets(zone.get());
        return database.read(sql -> {
            TreeMap<Long, Statistics> found = new TreeMap<>(
                    new StoredRollups(stored).read(sql, stream, level, fromMicros, toMicros, in));
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
        return record.counted(fromMicros, _ -> true);
    }

    /** As {@link #counted(long)}, of one device. */
    public Map<String, Long> counted(long fromMicros, String device) {
        String key = SealedReadings.text(device, 80);
        return record.counted(fromMicros, key::equals);
    }

    /**
     * At start, before anything is projected: reads what is not in chunks yet, so that it is found although nothing new
     * comes, and lets the gate's memory know what the database remembers; the journal's tail comes after it.
     */
    public void recall(MessageMemory memory, EngineClock clock) {
        boolean _ = database.read(sql -> {
            load(sql);
            return true;
        });
        record.recall(memory, clock);
    }
}
