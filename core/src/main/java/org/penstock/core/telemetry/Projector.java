package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.JournalPositions.JOURNAL_POSITIONS;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the journal into the database on the thread {@code penstock-projector}: in order, and each record exactly once,
 * because the position moves in the transaction of what it stands for. A database that is away is lag and nothing else;
 * it is tried again after 1 s to 30 s, for ever, and nothing is ever passed over.
 */
public final class Projector implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
    private static final int BATCH_RECORDS = 4_000;
    private static final long GATHER_MILLIS = 1_000;
    /**
     * So many readings are gathered as long again: each commit writes about as much of the database's own as of readings, and
     * where so many come nobody waits for one.
     */
    private static final int MANY_READINGS = 1_000;

    private static final int MANY_RECORDS = 50;
    private static final long MANY_MILLIS = 20;
    private static final long FIRST_BACK_OFF_MILLIS = 1_000;
    private static final long LAST_BACK_OFF_MILLIS = 30_000;
    private static final long CLOSE_MILLIS = 10_000;

    private final Journal journal;
    private final Database database;
    private final UUID site;
    private final ReadingStore store;
    private final List<Projection> rooms;
    private final FactSink facts;
    private final EngineClock clock;
    private final UnaryOperator<DSLContext> watched;
    private final int batchRecords;
    private final Breath breath;
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean closing;
    /** How many wait for the database to follow. */
    private final AtomicInteger waiting = new AtomicInteger();

    private @Nullable JournalReader reader;
    private @Nullable JournalRecord readAhead;
    private @Nullable JournalPosition behindReadAhead;
    private volatile JournalPosition position = JournalPosition.START;
    private volatile long seq;
    private volatile long monoMicros;
    private volatile boolean placed;
    private volatile @Nullable String away;
    private volatile long records;

    /**
     * @param site row of the site; it is there, or one of {@code rooms} makes it from the first record
     * @param rooms called for every record in this order
     * @param facts appended last
     */
    public Projector(
            Journal journal,
            Database database,
            UUID site,
            ReadingStore store,
            List<Projection> rooms,
            FactSink facts,
            EngineClock clock) {
        this(journal, database, site, store, rooms, facts, clock, UnaryOperator.identity(), BATCH_RECORDS);
    }

    /** @param watched may put a listener around each transaction @param batchRecords records in one transaction */
    Projector(
            Journal journal,
            Database database,
            UUID site,
            ReadingStore store,
            List<Projection> rooms,
            FactSink facts,
            EngineClock clock,
            UnaryOperator<DSLContext> watched,
            int batchRecords) {
        this.journal = journal;
        this.database = database;
        this.site = site;
        this.store = store;
        this.rooms = List.copyOf(rooms);
        this.facts = facts;
        this.clock = clock;
        this.watched = watched;
        this.batchRecords = batchRecords;
        this.breath = new Breath(() -> clock.monoMicros() * 1_000);
        this.thread = new Thread(this::run, "penstock-projector");
        // Ending in the middle is harmless: the journal still has everything.
        thread.setDaemon(true);
    }

    /** Starts the thread and returns at once. */
    public void start() {
        thread.start();
    }

    /** Instead of {@link #start}: finds out what the database holds, and brings nothing there. A database that is away stays unread. */
    public void look() {
        try {
            place();
        } catch (DatabaseAway e) {
            away = e.getMessage();
        }
    }

    /** How it stands. Any thread. */
    public ProjectorHealth health() {
        boolean behind = placed ? journal.tail().compareTo(position) > 0 : journal.durableInputs() > 0;
        double lag = behind ? Math.max(0, clock.monoMicros() - monoMicros) / 1e6 : 0;
        return new ProjectorHealth(position, seq, lag, away, records);
    }

    /**
     * Waits until everything that is durable now is in the database, or the time is over; meanwhile nothing is gathered
     * longer than it takes.
     *
     * @return whether it is
     */
    public boolean awaitAll(long millis) throws InterruptedException {
        JournalPosition wanted = journal.tail();
        waiting.incrementAndGet();
        journal.nudge();
        try {
            lock.lockInterruptibly();
            try {
                long left = TimeUnit.MILLISECONDS.toNanos(millis);
                while (left > 0 && (!placed || position.compareTo(wanted) < 0)) {
                    left = changed.awaitNanos(left);
                }
                return placed && position.compareTo(wanted) >= 0;
            } finally {
                lock.unlock();
            }
        } finally {
            waiting.decrementAndGet();
        }
    }

    /** Brings over what is durable now, for at most 10 s, and ends the thread. Idempotent. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        journal.nudge();
        try {
            if (thread.isAlive() && !thread.join(Duration.ofMillis(CLOSE_MILLIS))) {
                LOG.warn("The database did not follow to the end; it will at the next start.");
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        long backOff = FIRST_BACK_OFF_MILLIS;
        try {
            while (true) {
                try {
                    boolean more = step(GATHER_MILLIS);
                    if (away != null) {
                        LOG.info("The database follows the journal again.");
                        away = null;
                    }
                    backOff = FIRST_BACK_OFF_MILLIS;
                    if (!more && closing()) {
                        finish();
                        return;
                    }
                } catch (IOException | RuntimeException e) {
                    failed(e);
                    if (closing()) {
                        return;
                    }
                    pause(backOff);
                    backOff = Math.min(LAST_BACK_OFF_MILLIS, backOff * 2);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("The projector was interrupted; the journal keeps what it did not bring over.");
        } catch (Error e) {
            away = "the projector's thread ended: " + e;
            LOG.error("The database no longer follows the journal. Restart the program.", e);
            throw e;
        } finally {
            closeReader();
        }
    }

    /**
     * Gathers records for up to {@code gatherMillis}, twice that when there are many readings, and brings them over in one transaction.
     *
     * @return whether there was anything
     */
    boolean step(long gatherMillis) throws IOException, InterruptedException {
        if (!placed) {
            place();
        }
        ProjectorBatch batch = gather(gatherMillis);
        if (batch.records.isEmpty()) {
            return false;
        }
        boolean done = false;
        try {
            database.run(sql -> apply(watched.apply(sql), batch));
            done = true;
        } finally {
            if (!done) {
                store.rolledBack();
                closeReader();
            }
        }
        store.committed();
        lock.lock();
        try {
            position = batch.to;
            records += batch.records.size();
            if (!batch.frames.isEmpty()) {
                seq = batch.frames.getLast().seq();
                monoMicros = batch.frames.getLast().monoMicros();
            }
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        return true;
    }

    private void apply(DSLContext sql, ProjectorBatch batch) {
        JournalPosition there = sql.select(JOURNAL_POSITIONS.SEGMENT_NO, JOURNAL_POSITIONS.SEGMENT_OFFSET)
                .from(JOURNAL_POSITIONS)
                .where(JOURNAL_POSITIONS.SITE_ID.eq(site))
                .forUpdate()
                .fetchOptional(r -> new JournalPosition(r.value1(), r.value2()))
                .orElse(JournalPosition.START);
        if (there.equals(batch.to)) {
            // The line broke during the commit of this very batch, and it was done.
            store.rolledBack();
            return;
        }
        if (!there.equals(batch.from)) {
            throw new IllegalStateException("Another process brings this journal into the same database: it stands at "
                    + there + ", this one at " + batch.from + ". Stop one of them.");
        }
        List<Projection.Fact> found = new ArrayList<>();
        for (JournalRecord record : batch.records) {
            for (Projection room : rooms) {
                room.apply(sql, record, found);
            }
        }
        // Whoever is behind has no time to rest.
        store.append(sql, batch.frames, batch.full() ? () -> {} : breath::take, found);
        if (!found.isEmpty()) {
            facts.append(sql, found);
        }
        move(sql, batch);
    }

    private void move(DSLContext sql, ProjectorBatch batch) {
        Frame newest = batch.frames.isEmpty() ? null : batch.frames.getLast();
        long newestSeq = newest == null ? seq : newest.seq();
        long newestMono = newest == null ? monoMicros : newest.monoMicros();
        var at = EngineClock.instant(newest == null ? clock.wallMicros() : newest.wallMicros());
        int known = sql.update(JOURNAL_POSITIONS)
                .set(JOURNAL_POSITIONS.SEGMENT_NO, batch.to.segment())
                .set(JOURNAL_POSITIONS.SEGMENT_OFFSET, batch.to.offset())
                .set(JOURNAL_POSITIONS.FRAME_SEQ, newestSeq)
                .set(JOURNAL_POSITIONS.FRAME_MONO_MICROS, newestMono)
                .set(JOURNAL_POSITIONS.FRAME_AT, at)
                .where(JOURNAL_POSITIONS.SITE_ID.eq(site))
                .execute();
        if (known == 0) {
            sql.insertInto(JOURNAL_POSITIONS)
                    .set(JOURNAL_POSITIONS.SITE_ID, site)
                    .set(JOURNAL_POSITIONS.SEGMENT_NO, batch.to.segment())
                    .set(JOURNAL_POSITIONS.SEGMENT_OFFSET, batch.to.offset())
                    .set(JOURNAL_POSITIONS.FRAME_SEQ, newestSeq)
                    .set(JOURNAL_POSITIONS.FRAME_MONO_MICROS, newestMono)
                    .set(JOURNAL_POSITIONS.FRAME_AT, at)
                    .execute();
        }
    }

    /** Finds out where the database stands. */
    private void place() {
        database.read(sql -> sql.selectFrom(JOURNAL_POSITIONS)
                        .where(JOURNAL_POSITIONS.SITE_ID.eq(site))
                        .fetchOptional())
                .ifPresent(row -> {
                    position = new JournalPosition(row.getSegmentNo(), row.getSegmentOffset());
                    seq = row.getFrameSeq();
                    monoMicros = row.getFrameMonoMicros();
                });
        // Now, not with the first batch: who opens a directory only to look at it may never bring one.
        database.read(sql -> {
            store.load(sql);
            return position;
        });
        lock.lock();
        try {
            placed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private ProjectorBatch gather(long millis) throws IOException, InterruptedException {
        JournalReader from = reader;
        if (from == null) {
            from = journal.read(position);
            reader = from;
        }
        ProjectorBatch batch = new ProjectorBatch(position, batchRecords);
        long began = clock.monoMicros();
        while (!batch.full()) {
            JournalRecord record = readAhead != null ? readAhead : from.next();
            JournalPosition after = readAhead != null && behindReadAhead != null ? behindReadAhead : from.position();
            readAhead = null;
            if (record == null) {
                long patience = batch.readings() >= MANY_READINGS ? 2 * millis : millis;
                long left = Math.min(patience, patience - (clock.monoMicros() - began) / 1000);
                if (left <= 0 || hurried(batch)) {
                    break;
                }
                journal.awaitBeyond(from.position(), left, () -> hurried(batch));
                if (batch.records.size() >= MANY_RECORDS) {
                    // Woken for each frame it would spend more on waking up than on reading them.
                    pause(Math.min(left, MANY_MILLIS));
                }
                if (journal.tail().compareTo(from.position()) <= 0) {
                    break;
                }
                continue;
            }
            if (batch.endsBefore(record)) {
                readAhead = record;
                behindReadAhead = after;
                break;
            }
            batch.add(record, after);
        }
        return batch;
    }

    /** Writes what is only written now and then. */
    private void finish() {
        boolean done = false;
        try {
            database.run(sql -> store.flush(watched.apply(sql)));
            store.committed();
            done = true;
        } finally {
            if (!done) {
                store.rolledBack();
            }
        }
    }

    private void failed(Exception e) {
        String reason = e instanceof DatabaseAway || e instanceof IOException || e instanceof JournalCorrupt
                ? String.valueOf(e.getMessage())
                : "The database refused a record of the journal: " + e.getMessage();
        if (!reason.equals(away)) {
            if (e instanceof DatabaseAway) {
                LOG.warn("{} The record follows when it is back.", reason);
            } else {
                LOG.error("{} It is tried again; the journal keeps everything.", reason, e);
            }
        }
        away = reason;
    }

    /** Whether somebody waits for what was gathered so far. */
    private boolean hurried(ProjectorBatch batch) {
        return closing() || waiting.get() > 0 && !batch.records.isEmpty();
    }

    private boolean closing() {
        lock.lock();
        try {
            return closing;
        } finally {
            lock.unlock();
        }
    }

    private void pause(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0 && !closing) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    private void closeReader() {
        readAhead = null;
        behindReadAhead = null;
        JournalReader open = reader;
        reader = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warn("A journal file could not be closed: {}", e.getMessage());
            }
        }
    }
}
