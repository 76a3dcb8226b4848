package org.penstock.core.telemetry;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Sample;

/**
 * Where everything from outside waits for the engine, in two bounded lanes. The <em>control</em> lane holds inputs and
 * batches with a reading that an interlock looks at; it is taken first and never waits for telemetry. The
 * <em>telemetry</em> lane holds every other batch; when it is full the link waits, and so does the device behind it.
 *
 * <p>Nothing is ever thrown away in here: what does not fit is handed back to whoever offered it. Every method may be
 * called from any thread, {@link #take} from one only.
 */
public final class Inbox implements AutoCloseable {
    /** Inputs that may wait; far more than people and links can make while the engine is alive. */
    public static final int CONTROL_INPUTS = 65_536;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private final Condition room = lock.newCondition();
    private final ArrayDeque<Input> inputs = new ArrayDeque<>();
    private final Lane control;
    private final Lane telemetry;
    private volatile BitSet controlStreams = new BitSet();
    private long posted;
    private long refusedInputs;
    private boolean woken;
    /** Whether who waits in {@link #take} waits for telemetry, too; else a sample would wake it for nothing. */
    private boolean telemetryAwaited;

    private boolean closed;

    /**
     * @param telemetrySamples samples that may wait in the telemetry lane
     * @param controlSamples samples that may wait in batches of the control lane
     */
    public Inbox(int telemetrySamples, int controlSamples) {
        telemetry = new Lane(telemetrySamples);
        control = new Lane(controlSamples);
    }

    /** Numbers of the streams whose batches go into the control lane: what interlocks look at. */
    public void controlStreams(BitSet streams) {
        controlStreams = (BitSet) streams.clone();
    }

    /**
     * Puts an input into the control lane; never waits.
     *
     * @return false when {@link #CONTROL_INPUTS} already wait, which only happens when the engine no longer takes
     *     anything, or after the close: the caller must refuse in words or try again
     */
    public boolean post(Input input) {
        lock.lock();
        try {
            if (closed || inputs.size() >= CONTROL_INPUTS) {
                refusedInputs++;
                return false;
            }
            inputs.add(input);
            posted++;
            something.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Hands in a batch without waiting. @return false when its lane is full: the batch is still the caller's */
    public boolean offer(Batch batch) {
        Lane lane = laneOf(batch);
        lock.lock();
        try {
            if (closed || !lane.fits(batch)) {
                lane.full++;
                return false;
            }
            put(lane, batch);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Hands in a batch, waiting while its lane is full.
     *
     * @throws InterruptedException when interrupted, or when the inbox was closed: nobody takes the batch any more
     */
    public void deliver(Batch batch) throws InterruptedException {
        Lane lane = laneOf(batch);
        lock.lockInterruptibly();
        try {
            if (!lane.fits(batch)) {
                lane.full++;
            }
            while (!closed && !lane.fits(batch)) {
                room.await();
            }
            if (closed) {
                throw new InterruptedException("the engine takes nothing any more");
            }
            put(lane, batch);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes what waits: all inputs and control batches, then telemetry batches up to {@code maxSamples} (the first one
     * whatever its size). Waits until something can be taken, {@link #wake} is called, or the time is over.
     *
     * @param maxSamples 0 takes the control lane only: what the loop asks while the journal is full
     * @param waitNanos longest wait in real time; the caller computes it from its own clock
     */
    public Taken take(int maxSamples, long waitNanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = waitNanos;
            telemetryAwaited = maxSamples > 0;
            while (left > 0 && !woken && !closed && nothingFor(maxSamples)) {
                left = something.awaitNanos(left);
            }
            telemetryAwaited = false;
            woken = false;
            List<Input> takenInputs = inputs.isEmpty() ? List.of() : new ArrayList<>(inputs);
            inputs.clear();
            List<Batch> batches = new ArrayList<>();
            control.drain(batches, Integer.MAX_VALUE);
            telemetry.drain(batches, maxSamples);
            if (!batches.isEmpty()) {
                room.signalAll();
            }
            return new Taken(takenInputs, batches);
        } finally {
            lock.unlock();
        }
    }

    /** Ends the present or the next wait of {@link #take} at once. */
    public void wake() {
        lock.lock();
        try {
            woken = true;
            something.signal();
        } finally {
            lock.unlock();
        }
    }

    /** What was taken, in order. */
    public record Taken(List<Input> inputs, List<Batch> batches) {
        /** Nothing: a frame made of it only moves time. */
        public static final Taken NOTHING = new Taken(List.of(), List.of());

        public Taken {
            inputs = List.copyOf(inputs);
            batches = List.copyOf(batches);
        }
    }

    /** Counters since the start and what waits now. */
    public Counts counts() {
        lock.lock();
        try {
            return new Counts(posted, refusedInputs, inputs.size(), control.counts(), telemetry.counts());
        } finally {
            lock.unlock();
        }
    }

    /** @param refused inputs that found the lane full @param waiting inputs that wait now */
    public record Counts(long posted, long refused, int waiting, LaneCounts control, LaneCounts telemetry) {}

    /**
     * @param offered samples that came in
     * @param waiting samples that wait now, what is handed on weighed in ({@link Batch#weight})
     * @param full how often a batch found the lane full
     */
    public record LaneCounts(long offered, long waiting, long full) {}

    /** Takes nothing more in; whoever waits in {@link #deliver} is released. What waits can still be taken. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Real nanoseconds for {@code micros}, for callers of {@link #take}; saturates instead of overflowing. */
    public static long nanosOf(long micros) {
        return TimeUnit.MICROSECONDS.toNanos(micros);
    }

    private boolean nothingFor(int maxSamples) {
        return inputs.isEmpty() && control.batches.isEmpty() && (maxSamples <= 0 || telemetry.batches.isEmpty());
    }

    private void put(Lane lane, Batch batch) {
        lane.batches.add(batch);
        lane.waiting += batch.weight();
        lane.offered += batch.samples().size();
        if (lane == control || telemetryAwaited) {
            something.signal();
        }
    }

    private Lane laneOf(Batch batch) {
        BitSet streams = controlStreams;
        for (Sample s : batch.samples()) {
            if (s.stream() >= 0 && streams.get(s.stream())) {
                return control;
            }
        }
        return telemetry;
    }

    private static final class Lane {
        final ArrayDeque<Batch> batches = new ArrayDeque<>();
        final long capacity;
        long waiting;
        long offered;
        long full;

        Lane(int capacity) {
            this.capacity = capacity;
        }

        /** An empty lane takes a batch of any size: a batch larger than the lane would otherwise wait for ever. */
        boolean fits(Batch batch) {
            return batches.isEmpty() || waiting + batch.weight() <= capacity;
        }

        void drain(List<Batch> into, int maxSamples) {
            long taken = 0;
            for (Batch b = batches.peek(); b != null && taken < maxSamples; b = batches.peek()) {
                int size = b.weight();
                if (taken > 0 && taken + size > maxSamples) {
                    return;
                }
                batches.remove();
                into.add(b);
                taken += size;
                waiting -= size;
            }
        }

        LaneCounts counts() {
            return new LaneCounts(offered, waiting, full);
        }
    }
}
