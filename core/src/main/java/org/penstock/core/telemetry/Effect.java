package org.penstock.core.telemetry;

import java.util.SortedMap;
import java.util.TreeMap;

/** Everything the engine can want. Six kinds, closed; rooms add kinds of {@link Record}, never subclasses. */
public sealed interface Effect {
    /**
     * Drive an output.
     *
     * @param command 1, 2, 3 … over the life of the data directory
     * @param output number of the output
     * @param value wanted value
     * @param toSafe the value is the output's safe value: it is sent at once. Otherwise it waits until this scan's frame
     *     and effects are durable, and is refused when that takes over 1 s.
     * @param maxOnMicros how long the device itself may keep it, µs; 0 when {@code toSafe}
     * @param timeoutMicros time for write and read-back, µs
     * @param why one phrase for the record: {@code run 12 step 3}, {@code interlock tank-low}
     */
    record Drive(
            long command, int output, double value, boolean toSafe, long maxOnMicros, long timeoutMicros, String why)
            implements Effect {}

    /** A command that was not sent yet must not be sent any more. */
    record Cancel(long command, String why) implements Effect {}

    /**
     * Something needs a person. One open alert per (source, key): a repeat refreshes it.
     *
     * @param source subject: {@code stream:…}, {@code output:…}, {@code interlock:…}, {@code link:…}, {@code run:…}, {@code site}
     * @param key alert key, by default the type
     * @param type a word of model.md C4: {@code limit_high}, {@code interlock}, {@code command_failed} …
     * @param value value at the trip, NaN when there is none
     * @param limit limit that was crossed, NaN when there is none
     */
    record Raise(String source, String key, String type, Severity severity, String text, double value, double limit)
            implements Effect {}

    /** The cause of the alert (source, key) is gone. */
    record Clear(String source, String key, String text) implements Effect {}

    /**
     * A fact for the record: run claimed, step ended, command verified, interlock tripped, alert acknowledged. Becomes
     * rows and one event in the chain.
     *
     * @param subject what it is about, {@code run:12}
     * @param kind {@code run.claimed}, {@code command.verified} …
     * @param data names and values in name order; decimals as strings
     */
    record Record(String subject, String kind, SortedMap<String, String> data) implements Effect {
        public Record {
            data = new TreeMap<>(data);
        }
    }

    /** The engine wants to be scanned no later than this engine time (µs). */
    record WakeAt(long monoMicros) implements Effect {}
}
