package org.penstock.core.control;

import org.penstock.core.quantity.QualityCode;

/** The process image: for every stream its present value, judged. Arrays by stream number; frozen while stages run. */
public interface Image {
    /** Whether any reading was ever seen. */
    boolean known(int stream);

    /** The present value in canonical units, for display also when bad; NaN when never seen. */
    double value(int stream);

    /** Quality of the present value; {@link QualityCode#NO_COMMUNICATION} when never seen. */
    QualityCode quality(int stream);

    /** Event time of the present value, µs UTC. */
    long eventMicros(int stream);

    /** Age of the present value at this scan, µs; {@link Long#MAX_VALUE} when never seen. */
    long age(int stream);

    /**
     * Whether the value may act: seen, not bad, and younger than {@code maxAgeMicros}. Everything else is no value.
     */
    boolean usable(int stream, long maxAgeMicros);

    /** Whether a person took the device of the stream out of service: what it says is no value, and its silence no fault. */
    boolean inMaintenance(int stream);

    /** Whether a reading of the stream came with the frame of this scan. */
    boolean changed(int stream);

    /**
     * Whether {@code stream} is no value, for good: bad, or silent for {@code maxAgeMicros} (counted from the start of the
     * program where that is later: after a start every stream has this time to be heard before its silence means anything).
     * Neither usable nor missing = still waited for.
     */
    boolean missing(int stream, long maxAgeMicros);

    /** Number of streams that a stage must look at again in this scan; see {@link #touched}. */
    int touchedCount();

    /**
     * A stream with a new value in this scan, or that became stale at this instant for an age somebody watches (see {@link
     * Scan#watch}). Each stream once, {@code 0 ≤ i < touchedCount()}.
     */
    int touched(int i);
}
