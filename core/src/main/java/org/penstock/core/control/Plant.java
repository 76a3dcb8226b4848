package org.penstock.core.control;

import java.util.List;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Samples;

/**
 * What stands in for devices and nature in a {@link Rehearsal}: takes commands, answers them, and measures. Pure as the
 * engine: all time comes with the calls.
 */
public interface Plant {
    /** A {@link Effect.Drive} or {@link Effect.Cancel} of the engine, at engine time {@code nowMicros}. */
    void take(Effect effect, long nowMicros);

    /** Engine time (µs) at which the plant next has something to say, {@link Long#MAX_VALUE} when never. */
    long nextDue();

    /**
     * Brings the plant to an instant.
     *
     * @param nowMicros engine time, never before the last call's
     * @param wallMicros wall time of the same instant: event time of what is measured
     * @param readings where readings go, canonical units
     * @param inputs where results of commands and link changes go, in order
     */
    void advance(long nowMicros, long wallMicros, Samples.Builder readings, List<Input> inputs);
}
