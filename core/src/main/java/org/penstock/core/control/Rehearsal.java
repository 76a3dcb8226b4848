package org.penstock.core.control;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Frame;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Samples;

/**
 * The engine on a virtual clock against a {@link Plant}: tomorrow, before it is armed. Goes from one instant at which
 * something happens to the next, as fast as it can. Single-threaded.
 */
public final class Rehearsal {
    private static final int AT_ONE_INSTANT = 1_000;

    private final Engine engine;
    private final Plant plant;
    private final Consumer<JournalRecord> journal;
    private final Samples.Builder readings = new Samples.Builder(64);
    private final List<Input> waiting = new ArrayList<>();
    private long seq;
    private long now;
    private long offset;
    private long engineDue = Long.MAX_VALUE;

    /**
     * @param engine new, or loaded from a checkpoint
     * @param wallMicros wall time of the beginning, µs UTC
     * @param monoMicros engine time of the beginning, not before that of a loaded engine
     * @param journal hears of every frame and its effects, as the journal would
     */
    public Rehearsal(Engine engine, Plant plant, long wallMicros, long monoMicros, Consumer<JournalRecord> journal) {
        this.engine = engine;
        this.plant = plant;
        this.journal = journal;
        this.seq = engine.lastSeq();
        this.now = monoMicros;
        this.offset = wallMicros - monoMicros;
    }

    /** Engine time now, µs. */
    public long now() {
        return now;
    }

    /** Wall time now, µs UTC. */
    public long wall() {
        return now + offset;
    }

    /** Puts an input into the next frame. */
    public void put(Input input) {
        waiting.add(input);
    }

    /** Steps the wall clock against engine time, from the next frame on. */
    public void stepWall(long deltaMicros) {
        offset += deltaMicros;
    }

    /** Puts a good reading of {@code stream}, true now, into the next frame. */
    public void put(int stream, double value, int qualityCode, int flags) {
        readings.add(stream, value, wall(), now, qualityCode, flags);
    }

    /** Puts a reading into the next frame, see {@link Samples}. */
    public void put(int stream, double value, long eventMicros, long bornMicros, int qualityCode, int flags) {
        readings.add(stream, value, eventMicros, bornMicros, qualityCode, flags);
    }

    /** Scans what was put, now. */
    public Engine.Scanned scan() {
        plant.advance(now, wall(), readings, waiting);
        Frame frame = new Frame(++seq, wall(), now, readings.build(), waiting, List.of(), List.of());
        waiting.clear();
        Engine.Scanned scanned = engine.scan(frame);
        engineDue = scanned.nextDueMicros();
        journal.accept(new JournalRecord.Inputs(frame));
        if (!scanned.effects().isEmpty()) {
            journal.accept(new JournalRecord.Effects(seq, scanned.wallMicros(), scanned.effects()));
        }
        for (Effect effect : scanned.effects()) {
            if (effect instanceof Effect.Drive || effect instanceof Effect.Cancel) {
                plant.take(effect, now);
            }
        }
        return scanned;
    }

    /**
     * Runs to engine time {@code untilMicros}, scanning at every instant at which plant or engine have something due, and
     * once at the end.
     *
     * @throws IllegalStateException when plant and engine answer each other for ever without time passing
     */
    public void run(long untilMicros) {
        int same = 0;
        while (true) {
            long next = Math.max(now, Math.min(untilMicros, Math.min(plant.nextDue(), engineDue)));
            same = next == now ? same + 1 : 0;
            if (same > AT_ONE_INSTANT) {
                throw new IllegalStateException("nothing comes to rest at engine time " + now + " µs");
            }
            now = next;
            scan();
            if (now >= untilMicros && plant.nextDue() > now && engineDue > now) {
                return;
            }
        }
    }
}
