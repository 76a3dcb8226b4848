package org.penstock.driver.mqtt.decoder;

import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * How a convention commands an output.
 *
 * @param topic the one topic its device listens to
 * @param encoding makes the payload
 * @param state under which name the device reports what it does, as in {@link Report#values}; "" = never: the command can
 *     only be acknowledged
 * @param ask topic to publish to so that the device reports now, "" when there is none
 * @param askPayload what to publish there
 * @param tellsTime whether the payload says how long the device may keep the output on: only then can the device be its guard
 * @param kept the network between us and the device that keeps commands, or null when the device listens always
 */
public record Command(
        String topic,
        Encoding encoding,
        String state,
        String ask,
        String askPayload,
        boolean tellsTime,
        @Nullable Kept kept) {
    /** Makes the payload of a command. Stateless; callable from any thread. */
    public interface Encoding {
        /**
         * The payload for one write.
         *
         * @param value wanted value
         * @param maxOnMillis how long the device itself may keep it, ms; 0 when the value is the safe one
         * @param wallMicros wall time now, µs UTC
         * @throws IllegalArgumentException saying in words why there is none
         */
        byte[] bytes(double value, long maxOnMillis, long wallMicros);

        /**
         * The payload for one write that somebody may keep.
         *
         * @param untilMicros wall time after which nobody waits for the device any more, µs UTC
         */
        default byte[] bytes(double value, long maxOnMillis, long wallMicros, long untilMicros) {
            return bytes(value, maxOnMillis, wallMicros);
        }
    }

    /**
     * A network that takes commands at once and hands them on when their device can be reached. It tells by {@link
     * Delivery}s how far a command got; what the device says before the command was sent proves nothing.
     *
     * @param safeTopic where the command to the safe value goes: there it takes the place of what is still kept
     * @param named what the network calls the command that was encoded at a wall time, µs UTC
     * @param when when the device can be reached, in words: {@code only after its next uplink}
     * @param shortestMillis the shortest time limit that makes sense, ms
     */
    public record Kept(String safeTopic, LongFunction<String> named, String when, long shortestMillis) {}

    /** A command to a device that listens always. */
    public Command(String topic, Encoding encoding, String state, String ask, String askPayload, boolean tellsTime) {
        this(topic, encoding, state, ask, askPayload, tellsTime, null);
    }

    /** A command whose device reports by itself. */
    public Command(String topic, Encoding encoding, String state) {
        this(topic, encoding, state, "", "", false);
    }
}
