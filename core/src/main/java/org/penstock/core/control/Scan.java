package org.penstock.core.control;

import java.util.List;
import java.util.Optional;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Severity;

/** What a stage sees of one scan, and what it may want. Valid only during the call; never kept. */
public interface Scan {
    /** Engine time of this scan, µs; never decreases. Every duration is measured on it. */
    long now();

    /** Wall time of this scan, µs since 1970 UTC. Only dates use it. */
    long wall();

    /** The configuration in force. */
    ControlConfig config();

    /** The frozen process image. */
    Image image();

    /** Inputs of this scan other than readings, in order. Empty at a due instant between frames. */
    List<Input> inputs();

    /** An output as it is known now. */
    OutputView output(int output);

    /**
     * Asks whether {@code output} could leave safe now.
     *
     * @return empty when it could, else the gate that is shut, in words a person understands ("tank low: 34 L, needs 50 L")
     */
    Optional<String> shut(int output);

    /** Wants {@code value} of {@code output} until released, replaced by the same owner, or ended (see {@link Stage#ended}). */
    void request(Slot slot, int output, String owner, double value, String why);

    /**
     * As {@link #request(Slot, int, String, double, String)}, for at most {@code atMostMicros} from now. The device's own
     * timer is set to it; when it is over the request is ended (see {@link Stage#ended}).
     */
    void request(Slot slot, int output, String owner, double value, String why, long atMostMicros);

    /** Wants nothing more of {@code output}. Nothing happens when the owner holds no request. */
    void release(Slot slot, int output, String owner, String why);

    /** Opens or refreshes the alert (source, key). */
    void raise(String source, String key, String type, Severity severity, String text, double value, double limit);

    /** The cause of the alert (source, key) is gone; nothing happens when there is none. */
    void clear(String source, String key, String text);

    /** Every {@link Effect.Raise} and {@link Effect.Clear} of this scan so far, in order; for the alert stage, which runs last. */
    List<Effect> told();

    /** Puts a fact into the record; {@code data} is name, value, name, value … */
    void record(String subject, String kind, String... data);

    /** Answers a request of a person: accepted ("" as reason) or refused with the gate that refused it. */
    void answer(Input.Request request, boolean accepted, String why);

    /** Asks for a scan no later than this engine time. */
    void wakeAt(long monoMicros);

    /**
     * From now on a scan takes place at the very instant at which the present value of {@code stream} becomes {@code
     * maxAgeMicros} old, with the stream in {@link Image#touched}. Called in {@link Stage#configure}; costs next to nothing
     * a reading, unlike {@link #wakeAt}.
     */
    void watch(int stream, long maxAgeMicros);

    /** The wall time is not to be trusted: dated starts wait until a person confirms the clock. */
    boolean clockInDoubt();
}
