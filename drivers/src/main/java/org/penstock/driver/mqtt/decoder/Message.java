package org.penstock.driver.mqtt.decoder;

/**
 * A message as it came from the broker.
 *
 * @param retained the broker replayed what was said before this subscription: no new value, no proof of anything
 * @param receivedMicros wall time of receipt, µs UTC
 */
public record Message(String topic, Payload payload, boolean retained, long receivedMicros) {
    /** The levels of the topic. */
    public String[] levels() {
        return topic.split("/", -1);
    }
}
