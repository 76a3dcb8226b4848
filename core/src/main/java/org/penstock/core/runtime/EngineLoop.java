package org.penstock.core.runtime;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.penstock.core.control.Engine;
import org.penstock.core.facility.Configuration;
import org.penstock.core.quantity.Pace;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Frame;
import org.penstock.core.telemetry.Gate;
import org.penstock.core.telemetry.Inbox;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Journal;
import org.penstock.core.telemetry.JournalRecord;

/**
 * The heart: takes what waits, makes a frame of it, lets the engine scan it, gives frame and effects to the journal and
 * hands on what the engine wants. One thread, and it never waits for the disk, the database, a device or a screen; it waits for the inbox only,
 * and no longer than until the engine's next due instant.
 */
final class EngineLoop {
    /** Most samples in one frame: bounds what a flood can put before the next control input. */
    static final int FRAME_SAMPLES = 2_000;

    /** Shortest time between two pictures for the screens, µs of engine time. */
    private static final long PICTURE_MICROS = 90_000;

    /** How often the engine's state is written, µs of engine time; a start scans at most this much again. */
    private static final long CHECKPOINT_MICROS = 600_000_000;

    /** Stands for a frame that the journal could not take: what waits for its record waits in vain, and opens nothing. */
    static final long NEVER_DURABLE = Long.MAX_VALUE;

    /** How often a loop that may not take telemetry looks whether it may again, ns. */
    private static final long FULL_WAIT_NANOS = 20_000_000;

    /** How long telemetry may gather to one frame when much of it comes, ns. What interlocks look at never waits for it. */
    private static final long GATHER_NANOS = 1_000_000;

    private final Inbox inbox;
    private final Gate gate;
    private final Journal journal;
    private final Engine engine;
    private final EngineClock clock;
    private final After after;
    private final AtomicLong scans = new AtomicLong();
    private final Pace pace;
    private long turns;
    private volatile long busy;
    private long due;
    private long pictured = Long.MIN_VALUE / 2;
    private long checkpointed;
    private boolean unpictured = true;
    private volatile boolean stopping;
    private volatile boolean closely;

    /** What happens with a scan's outcome, on the engine's thread; none of it may block. */
    interface After {
        /**
         * Hands on the effects of a frame, already given to the journal.
         *
         * @param seq of the frame; {@link #NEVER_DURABLE} when the journal had no room for it
         */
        void effects(long seq, List<Effect> effects);

        /** Another configuration is in force from frame {@code seq} on; before its effects are handed on. */
        void configured(long seq, Configuration configuration);

        /** Takes a picture of the engine for the screens. */
        void picture();

        /** Has a checkpoint of the engine written; waits for no disk. */
        void checkpoint();
    }

    /** @param due the engine's next due instant after the journal was replayed, engine time µs */
    EngineLoop(Inbox inbox, Gate gate, Journal journal, Engine engine, EngineClock clock, After after, long due) {
        this.inbox = inbox;
        this.gate = gate;
        this.journal = journal;
        this.engine = engine;
        this.clock = clock;
        this.after = after;
        this.due = due;
        this.checkpointed = clock.monoMicros();
        this.pace = new Pace(() -> clock.monoMicros() * 1_000, GATHER_NANOS);
    }

    /** Body of the thread; returns after {@link #stop}. */
    void run() {
        try {
            long rest = 0;
            while (!stopping) {
                boolean full = journal.full();
                long wait = waitNanos(full);
                busy = 0;
                Inbox.Taken taken = rest > 0 ? inbox.take(0, Math.min(rest, wait)) : Inbox.Taken.NOTHING;
                if (nothing(taken) && !stopping) {
                    taken = inbox.take(full ? 0 : FRAME_SAMPLES, Math.max(0, wait - rest));
                }
                busy = ++turns;
                if (!nothing(taken) || clock.monoMicros() >= due) {
                    scan(gate.frame(taken));
                }
                rest = pace.rest(taken.batches().size());
                picture();
                checkpoint();
            }
            scan(gate.lastFrame(inbox.take(FRAME_SAMPLES, 0)));
            busy = 0;
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody may interrupt the engine", e);
        }
    }

    private static boolean nothing(Inbox.Taken taken) {
        return taken.inputs().isEmpty() && taken.batches().isEmpty();
    }

    private long waitNanos(boolean full) {
        long now = clock.monoMicros();
        long until = unpictured ? Math.min(due, pictured + PICTURE_MICROS) : due;
        long nanos = until - now >= Long.MAX_VALUE / 2000 ? Long.MAX_VALUE : Math.max(0, until - now) * 1000;
        return full ? Math.min(nanos, FULL_WAIT_NANOS) : nanos;
    }

    private void scan(Gate.Gated gated) {
        Frame frame = gated.frame();
        Engine.Scanned scanned = engine.scan(frame);
        due = scanned.nextDueMicros();
        JournalRecord inputs = new JournalRecord.Inputs(frame);
        // One append for both: an opening waits for the record of its effects, and when the journal's thread took the
        // inputs alone, the effects lay behind a whole sync of their own cause.
        boolean kept = journal.append(
                scanned.effects().isEmpty()
                        ? List.of(inputs)
                        : List.of(
                                inputs,
                                new JournalRecord.Effects(frame.seq(), scanned.wallMicros(), scanned.effects())),
                gated.acknowledgements());
        if (!kept) {
            gate.forget(frame);
        }
        if (applies(frame)) {
            engine.configuration().ifPresent(c -> after.configured(frame.seq(), c));
        }
        if (!scanned.effects().isEmpty()) {
            after.effects(kept ? frame.seq() : NEVER_DURABLE, scanned.effects());
        }
        scans.incrementAndGet();
        unpictured = true;
    }

    private static boolean applies(Frame frame) {
        for (Input input : frame.inputs()) {
            if (input instanceof Input.ConfigChange c && c.cause() == Input.Cause.APPLY) {
                return true;
            }
        }
        return false;
    }

    private void picture() {
        long now = clock.monoMicros();
        if (unpictured && (closely || now - pictured >= PICTURE_MICROS)) {
            after.picture();
            pictured = now;
            unpictured = false;
        }
    }

    private void checkpoint() {
        long now = clock.monoMicros();
        if (now - checkpointed >= CHECKPOINT_MICROS) {
            after.checkpoint();
            checkpointed = now;
        }
    }

    /** Number of the turn it is busy with, 0 while it waits for something to do. Any thread. */
    long busy() {
        return busy;
    }

    /** Scans since the start. */
    long scans() {
        return scans.get();
    }

    /** From now on a picture follows every scan: somebody waits to see that everything is at safe. Any thread. */
    void lookClosely() {
        closely = true;
    }

    /** Lets the loop end after one last frame. Any thread. */
    void stop() {
        stopping = true;
        inbox.wake();
    }
}
