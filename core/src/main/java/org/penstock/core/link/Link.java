package org.penstock.core.link;

import java.util.List;

/** One connection to one or more devices: a broker, a Modbus gateway, a simulator. */
public interface Link extends AutoCloseable {
    /** The key of the link in the facility file. */
    String key();

    /** Begins connecting on the link's own threads and returns at once. A link reconnects for ever, with back-off. */
    void start();

    /**
     * Writes one output and reads it back. Called on a command worker, one call at a time for one output; blocks at most
     * {@link OutputWrite#timeoutMillis}. Sends once: it never repeats a write by itself.
     */
    WriteOutcome write(OutputWrite write) throws InterruptedException;

    /**
     * Reads the present value of an output from the device, for {@code on_start: keep} and for reconciling.
     *
     * @param output number of the output
     */
    WriteOutcome readBack(int output) throws InterruptedException;

    /**
     * Looks at what is on the line, read only, for a person who sets devices up; returns when that is done, its time is
     * over, or the thread is interrupted. The work with its devices goes on.
     *
     * @throws SurveyRefused when this link cannot be looked at, or not so
     */
    default void survey(SurveyWish wish, Findings findings) throws InterruptedException, SurveyRefused {
        throw new SurveyRefused("There is nothing to look for on link " + key() + ": its driver knows what is there.");
    }

    /** How the link gets on with each of its devices, in file order. Callable from any thread. */
    default List<DeviceHealth> health() {
        return List.of();
    }

    /** What went over the line after number {@code no} of it, as far as it is kept, oldest first. Callable from any thread. */
    default List<Exchange> traffic(long no) {
        return List.of();
    }

    /** What the link is doing now, with the reason in one sentence and its counters. Callable from any thread. */
    LinkStatus status();

    /** Closes everything within 5 s, whatever state the link is in. Idempotent. */
    @Override
    void close();
}
