package org.penstock.core.telemetry;

import java.time.ZoneId;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames into the database, each reading exactly once: what was delivered twice is found by its identity wherever it
 * is stored. One transaction at a time: {@link #append} in it, then {@link #committed} or {@link #rolledBack}. Projector's
 * thread.
 */
final class ReadingIntake {
    private final ReadingSource sources;
    private final Consumer<ReadingConflict> conflicts;
    private final UUID site;
    private final StoredChunks stored;
    private final SealedReadings sealed;
    private final CurrentValues current;
    private final NewestRows newest;
    private final BatchRows batches;
    private final IngestTables tables;
    private final HourClosing closing;
    private final Sealing sealing;
    private final PendingReadings pending;
    private final RawRows rawRows;
    private final RowsBeside beside;

    private BatchRows.Extent rows = BatchRows.Extent.NONE;
    private Sealing.Progress progress = Sealing.Progress.NONE;
    private NewestRows.Written written = NewestRows.Written.NEVER;
    private long newestSeq;
    private boolean loaded;
    private @Nullable Staging staged;

    /**
     * @param keys key of a stream by its number
     * @param zone the site's
     * @param everyMicros how often newest readings are written
     * @param rawRows written beside
     */
    ReadingIntake(
            StoredChunks stored,
            SealedReadings sealed,
            CurrentValues current,
            PendingReadings pending,
            ReadingSource sources,
            Consumer<ReadingConflict> conflicts,
            IntFunction<String> keys,
            Supplier<ZoneId> zone,
            long everyMicros,
            RawRows rawRows) {
        this.site = stored.site();
        this.stored = stored;
        this.sealed = sealed;
        this.current = current;
        this.pending = pending;
        this.rawRows = rawRows;
        this.beside = new RowsBeside(rawRows::rolledBack);
        this.sources = sources;
        this.conflicts = conflicts;
        this.newest = new NewestRows(current, new DeviceStatusRows(site, sources), everyMicros);
        this.batches = new BatchRows(site);
        this.tables = new IngestTables(site);
        this.closing = new HourClosing(site, keys, HourReadings.inChunks(stored), stored::forgotten, current::highest);
        this.sealing = new Sealing(sealed, current, batches, tables, closing, zone);
    }

    /** As {@link ReadingStore#append}. */
    void append(DSLContext sql, List<Frame> frames, Runnable between, List<Projection.Fact> facts) {
        Staging s = stage(sql);
        for (int i = 0; i < frames.size(); i++) {
            Frame f = frames.get(i);
            if (i == 0 && f.inputs().stream().anyMatch(in -> in instanceof Input.ClockStepped)) {
                sealing.all(sql, s, f.wallMicros());
                current.noLaterThan(f.wallMicros());
                s.newest = NewestRows.Written.NEVER;
            }
            readings(sql, s, f);
            between.run();
            long hour = HourClosing.hourOf(f.wallMicros());
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
        // Before what is old enough leaves them for chunks.
        @Nullable Runnable raw = rawRows.of(sql, s.added.readings);
        Frame last = frames.getLast();
        newestSeq = last.seq();
        var chunks = sealing.some(sql, s, last);
        BatchRows.Extent added = batches.insert(sql, s.rows, s.added);
        s.rows = batches.forgetSome(sql, added, added.last() - rows.last());
        s.newest = newest.some(sql, s.newest, chunks, last.monoMicros(), newestSeq, between);
        if (s.sealing.boundary() != Long.MIN_VALUE) {
            closing.advance(sql, last.wallMicros(), s.sealing.boundary(), facts);
        }
        beside.write(sql, raw, last.wallMicros());
    }

    /** As {@link ReadingStore#rawRowsRefused}. */
    RowsBeside.@Nullable Refused rawRowsRefused() {
        return beside.refused();
    }

    /** Before an orderly close: writes the current values. */
    void flush(DSLContext sql) {
        load(sql);
        staged = null;
        newest.all(sql, newestSeq, () -> {});
    }

    /** Makes chunks of everything. */
    void sealAll(DSLContext sql, long wallMicros) {
        Staging s = stage(sql);
        sealing.all(sql, s, wallMicros);
        s.rows = batches.forgetAll(sql, s.rows);
        newest.all(sql, newestSeq, () -> {});
    }

    /** The transaction is committed. */
    void committed() {
        Staging s = staged;
        staged = null;
        if (s == null) {
            current.written();
            return;
        }
        pending.commit(s);
        rows = s.rows;
        progress = s.sealing;
        written = s.newest;
        current.written();
        s.conflicts.values().forEach(conflicts);
    }

    /** The transaction is not committed, or nobody knows: everything in memory is read again before the next. */
    void rolledBack() {
        staged = null;
        loaded = false;
        sealed.forget();
        rawRows.rolledBack();
    }

    /** Reads what is not in chunks yet, unless that is in memory already. */
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
        pending.replace(read);
        rows = found.extent();
        progress = Sealing.Progress.NONE;
        written = NewestRows.Written.NEVER;
        loaded = true;
    }

    private Staging stage(DSLContext sql) {
        if (staged != null) {
            // The database ran the transaction again after it lost a race.
            rolledBack();
        }
        load(sql);
        Staging s = new Staging(pending, current, rows, progress, written);
        staged = s;
        return s;
    }

    private void readings(DSLContext sql, Staging s, Frame f) {
        Samples samples = f.samples();
        for (int i = 0; i < samples.size(); i++) {
            int stream = samples.stream(i);
            long event = samples.eventMicros(i);
            double value = samples.value(i);
            int quality = samples.qualityCode(i);
            Staging.Young young = s.young(stream);
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
    private void recount(Staging s, Frame f, int stream, String counted, String found) {
        if (counted.equals(found)) {
            return;
        }
        long hour = HourClosing.hourOf(f.wallMicros());
        ReadingSource.Source from = sources.of(stream);
        s.added.count(text(from.link(), 80), text(from.device(), 80), counted, hour, -1);
        s.added.count(text(from.link(), 80), text(from.device(), 80), found, hour, 1);
    }

    private static String text(String s, int most) {
        return SealedReadings.text(s, most);
    }
}
