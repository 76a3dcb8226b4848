package org.penstock.driver.mqtt.decoder;

import java.util.Map;

/** What an {@link Ear} can say about a message. Devices are named by the identity of their {@link Speaker}. */
public interface Telling {
    /** A device said something. Who is no {@link Speaker} of the facility is a stranger: shown to a person, never stored. */
    void said(Report report);

    /**
     * A device cannot speak any more (last will, "unavailable", death): none of its streams has a value until it speaks again.
     *
     * @param reason what told so, in words
     */
    void silent(String identity, String reason);

    /**
     * The same of a device of which its network still says something: those values stay.
     *
     * @param still by name, what its network says of it
     */
    default void silent(String identity, String reason, Map<String, Value> still) {
        silent(identity, reason);
    }

    /**
     * Something a device sent was left out.
     *
     * @param identity "" when nobody knows whose it was
     * @param reason short fixed word, {@code wrong_tenant}
     * @param detail what was wrong with this one; never the payload
     */
    void dropped(String identity, String reason, String detail);

    /** Messages of a device never came, as its own counter shows. @param messages how many, 1 or more */
    void missed(String identity, long messages);

    /** What else a person should know of how a device is reached; in the place of what was noted before. */
    default void noted(String identity, String words) {}

    /** A network says how far a command to a device got. */
    default void delivered(String identity, Delivery delivery) {}

    /** A device has joined its network; what it measures comes later. */
    default void joined(String identity) {}

    /** Something to be published, not retained: a request to say everything again. */
    void ask(String topic, byte[] payload);
}
