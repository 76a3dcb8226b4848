package org.penstock.core.telemetry;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The local truth for control: an append-only, checksummed, synced log of every frame and its effects.
 *
 * <p>{@link #append} never blocks. The thread {@code penstock-journal} writes everything that waits with one write and one
 * sync, then tells {@link #onDurable} and runs the acknowledgements, in order. When the disk is full, fails or stalls, the
 * records wait in memory, the health says why, and the thread tries again for ever.
 */
public final class Journal implements AutoCloseable {
    /** Default bound of what waits in memory, bytes. */
    public static final long QUEUE_BYTES = 96L << 20;
    /** Part of it that readings of the telemetry lane may not use, bytes. */
    public static final long RESERVE_BYTES = 32L << 20;
    /** A segment is closed when it is longer than this, bytes. */
    public static final long SEGMENT_BYTES = 64L << 20;
    /** How long segments are kept after they were projected, µs. */
    public static final long KEEP_MICROS = 30 * 86_400_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final long CLOSE_MILLIS = 5_000;

    private final Ticker ticker;
    private final long queueBytes;
    private final long reserveBytes;
    private final Segments segments;
    private final JournalEnd end;
    private final JournalWriter writer;
    private final List<DurableListener> listeners = new CopyOnWriteArrayList<>();
    private final Thread thread;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition progress = lock.newCondition();
    private final ArrayDeque<Entry> queue = new ArrayDeque<>();
    private final ArrayDeque<Entry> inFlight = new ArrayDeque<>();
    private long queuedBytes;
    private long lost;
    private boolean closing;
    private @Nullable String away;
    private long failures;
    private long lastMicros;
    private long worstMicros;
    private volatile long durableInputs;
    private volatile long durableEffects;

    private record Entry(JournalRecord record, List<Runnable> acknowledgements, long bytes, long nanos) {}

    /** Told on the journal's thread after each sync; must not block. */
    @FunctionalInterface
    public interface DurableListener {
        /** @param inputs newest frame whose inputs are durable @param effects newest frame whose effects are durable */
        void durable(long inputs, long effects);
    }

    /** Opens the journal in {@code files} with the default sizes and starts its thread. */
    public static Journal open(JournalFiles files, Ticker ticker) throws IOException {
        return open(files, ticker, SEGMENT_BYTES, QUEUE_BYTES, RESERVE_BYTES);
    }

    /**
     * Opens the journal in {@code files} and starts its thread.
     *
     * @throws JournalCorrupt when a file is damaged where it cannot be the trace of a crash
     */
    static Journal open(JournalFiles files, Ticker ticker, long segmentBytes, long queueBytes, long reserveBytes)
            throws IOException {
        return new Journal(Segments.open(files), ticker, segmentBytes, queueBytes, reserveBytes);
    }

    private Journal(Segments segments, Ticker ticker, long segmentBytes, long queueBytes, long reserveBytes)
            throws IOException {
        this.segments = segments;
        this.ticker = ticker;
        this.queueBytes = queueBytes;
        this.reserveBytes = reserveBytes;
        JournalTail tail = JournalTail.of(segments);
        this.end = tail.end();
        this.durableInputs = tail.end().seq();
        this.durableEffects = tail.effects();
        this.writer = new JournalWriter(segments, segmentBytes);
        this.thread = new Thread(this::run, "penstock-journal");
        // close() waits for it; a disk that never answers must not keep the process from ending.
        thread.setDaemon(true);
        thread.start();
    }

    /** The newest frame there was when the journal was opened. */
    public JournalEnd end() {
        return end;
    }

    /** Hands one record over; see {@link #append(List, List)}. */
    public boolean append(JournalRecord record, List<Runnable> acknowledgements) {
        return append(List.of(record), acknowledgements);
    }

    /**
     * Hands records over, in order and so that nothing comes between them: they become durable with one sync unless they
     * are larger than a group. Never blocks.
     *
     * @param records at least one
     * @param acknowledgements called in order when the first record is durable
     * @return false when memory for waiting records is exhausted: none of the records is kept, the acknowledgements are
     *     never called, and {@link JournalHealth#lost} counts them
     */
    public boolean append(List<JournalRecord> records, List<Runnable> acknowledgements) {
        long now = ticker.nanos();
        List<Entry> entries = new ArrayList<>(records.size());
        long bytes = 0;
        for (JournalRecord record : records) {
            Entry entry = new Entry(
                    record, entries.isEmpty() ? List.copyOf(acknowledgements) : List.of(), weight(record), now);
            entries.add(entry);
            bytes += entry.bytes;
        }
        lock.lock();
        try {
            if (closing || queuedBytes + bytes > queueBytes) {
                lost += entries.size();
                return false;
            }
            queue.addAll(entries);
            queuedBytes += bytes;
            work.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whether only the reserve for control is left: the loop must not take telemetry until this is false again. */
    public boolean full() {
        lock.lock();
        try {
            return queuedBytes >= queueBytes - reserveBytes;
        } finally {
            lock.unlock();
        }
    }

    /** Number of the newest frame whose inputs are durable. Any thread. */
    public long durableInputs() {
        return durableInputs;
    }

    /** Number of the newest frame whose effects are durable. Any thread. */
    public long durableEffects() {
        return durableEffects;
    }

    /** Adds a listener; it is never removed. */
    public void onDurable(DurableListener listener) {
        listeners.add(listener);
    }

    /** How long the oldest record that is not durable has waited, µs; 0 when none waits. */
    public long awayForMicros() {
        lock.lock();
        try {
            return waitedMicros();
        } finally {
            lock.unlock();
        }
    }

    /** How the journal is now. */
    public JournalHealth health() {
        lock.lock();
        try {
            return new JournalHealth(
                    away,
                    waitedMicros(),
                    queuedBytes,
                    queuedBytes >= queueBytes - reserveBytes,
                    lost,
                    failures,
                    lastMicros,
                    worstMicros,
                    durableInputs,
                    durableEffects);
        } finally {
            lock.unlock();
        }
    }

    /** A reader of the durable records from {@code from} on; it can follow the tail. */
    public JournalReader read(JournalPosition from) {
        return new JournalReader(segments, from);
    }

    /**
     * Waits until there may be a durable record behind {@code position}, the time is over, or {@code enough} is true, which is
     * asked again after each {@link #nudge}.
     */
    public void awaitBeyond(JournalPosition position, long millis, BooleanSupplier enough) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0 && tail().compareTo(position) <= 0 && !enough.getAsBoolean()) {
                left = progress.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Lets those who wait for records look whether they have waited enough. Any thread. */
    public void nudge() {
        lock.lock();
        try {
            progress.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Where the next durable record will begin. */
    public JournalPosition tail() {
        Segments.Segment last = segments.last();
        return last == null ? JournalPosition.START : new JournalPosition(last.header.ordinal(), last.end);
    }

    /**
     * Deletes whole segments that hold nothing but frames up to {@code upToSeq} that are all older than
     * {@code olderThanMicros}. The caller vouches that these are projected and that a later checkpoint of the engine exists.
     *
     * @param olderThanMicros wall time, µs UTC
     * @return number of files deleted
     */
    public int forget(long upToSeq, long olderThanMicros) throws IOException {
        int deleted = 0;
        List<Segments.Segment> all = List.copyOf(segments.all());
        for (int i = 0; i + 1 < all.size(); i++) {
            SegmentHeader next = all.get(i + 1).header;
            // The next one may begin with the effects of a frame in this one, so its first frame must be settled too.
            if (next.firstSeq() > upToSeq || next.firstWallMicros() >= olderThanMicros) {
                break;
            }
            segments.files.delete(all.get(i).name);
            segments.remove(all.get(i));
            deleted++;
        }
        if (deleted > 0) {
            segments.files.syncDirectory();
        }
        return deleted;
    }

    /** Makes everything that waits durable, for at most 5 s, and ends the thread. Idempotent. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        try {
            thread.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        lock.lock();
        try {
            if (!queue.isEmpty() || !inFlight.isEmpty()) {
                LOG.error(
                        "The journal in {} was closed with {} records that are not on the disk: {}",
                        segments.files.where(),
                        queue.size() + inFlight.size(),
                        away == null ? "the disk does not answer" : away);
            }
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        try {
            while (takeGroup()) {
                long backOff = 20;
                while (!writeGroup()) {
                    if (!pause(backOff)) {
                        return;
                    }
                    backOff = Math.min(1_000, backOff * 2);
                }
                settleGroup();
            }
        } catch (RuntimeException | Error e) {
            say("the journal's thread ended: " + e);
            LOG.error("The journal in {} stopped. Restart the program.", segments.files.where(), e);
            throw e;
        } finally {
            writer.close();
        }
    }

    /** Moves what waits into flight. @return false when closing and nothing waits */
    private boolean takeGroup() {
        lock.lock();
        try {
            while (queue.isEmpty()) {
                if (closing) {
                    return false;
                }
                work.awaitUninterruptibly();
            }
        } finally {
            lock.unlock();
        }
        // Encoded without the lock: the engine makes the next frame meanwhile, and it is in this group, too.
        for (Entry e = next(); e != null; e = writer.hasRoom() ? next() : null) {
            writer.add(e.record);
        }
        return true;
    }

    private @Nullable Entry next() {
        lock.lock();
        try {
            Entry e = queue.poll();
            if (e != null) {
                inFlight.add(e);
            }
            return e;
        } finally {
            lock.unlock();
        }
    }

    private boolean writeGroup() {
        try {
            writer.write();
            say(null);
            return true;
        } catch (IOException e) {
            String reason = "The journal cannot be written in " + segments.files.where() + ": " + e.getMessage()
                    + ". Nothing is opened until it can; free space or mend the disk.";
            lock.lock();
            try {
                failures++;
                if (away == null) {
                    LOG.error(reason, e);
                }
            } finally {
                lock.unlock();
            }
            say(reason);
            return false;
        }
    }

    private void say(@Nullable String reason) {
        lock.lock();
        try {
            if (reason == null && away != null) {
                LOG.info("The journal in {} can be written again.", segments.files.where());
            }
            away = reason;
        } finally {
            lock.unlock();
        }
    }

    /** Waits before the next attempt. @return false when closing: waiting longer would keep the close waiting */
    private boolean pause(long millis) {
        lock.lock();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (left > 0) {
                left = closing && millis >= 640 ? 0 : progress.awaitNanos(left);
            }
            return !(closing && millis >= 640);
        } catch (InterruptedException e) {
            // Nobody interrupts this thread; should it happen, trying at once is right.
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void settleGroup() {
        List<Entry> settled;
        lock.lock();
        try {
            settled = List.copyOf(inFlight);
            inFlight.clear();
            long now = ticker.nanos();
            for (Entry e : settled) {
                queuedBytes -= e.bytes;
                switch (e.record) {
                    case JournalRecord.Inputs i -> durableInputs = i.seq();
                    case JournalRecord.Effects f -> durableEffects = f.seq();
                }
            }
            lastMicros = (now - settled.getFirst().nanos) / 1000;
            worstMicros = Math.max(worstMicros, lastMicros);
            progress.signalAll();
        } finally {
            lock.unlock();
        }
        for (DurableListener l : listeners) {
            guarded(() -> l.durable(durableInputs, durableEffects));
        }
        for (Entry e : settled) {
            e.acknowledgements.forEach(this::guarded);
        }
    }

    /** A link whose acknowledgement fails must not end the journal; it will see its message again. */
    private void guarded(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            LOG.warn("An acknowledgement failed; its source will deliver again.", e);
        }
    }

    private long waitedMicros() {
        Entry oldest = inFlight.isEmpty() ? queue.peek() : inFlight.peek();
        return oldest == null ? 0 : Math.max(0, (ticker.nanos() - oldest.nanos) / 1000);
    }

    /** About the memory a record holds while it waits. */
    private static long weight(JournalRecord record) {
        return switch (record) {
            case JournalRecord.Inputs in -> {
                Frame f = in.frame();
                long inputs = 0;
                for (Input i : f.inputs()) {
                    inputs +=
                            200 + (i instanceof Input.ConfigChange c ? c.json().length() : 0);
                }
                long handed = 0;
                for (Frame.HandedOn h : f.handed()) {
                    handed += 500 + 2L * h.message().body().length();
                }
                yield 200
                        + 32L * f.samples().size()
                        + inputs
                        + handed
                        + 200L * f.messageIds().size()
                        + 100L * f.counts().size();
            }
            case JournalRecord.Effects e -> 100 + 300L * e.effects().size();
        };
    }
}
