package org.penstock.driver.mqtt.decoder;

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
 */
public record Command(String topic, Encoding encoding, String state, String ask, String askPayload, boolean tellsTime) {
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
    }

    /** A command whose device reports by itself. */
    public Command(String topic, Encoding encoding, String state) {
        this(topic, encoding, state, "", "", false);
    }
}
