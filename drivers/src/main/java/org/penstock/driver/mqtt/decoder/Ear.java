package org.penstock.driver.mqtt.decoder;

/** A decoder at work on one connection. Called by one thread, in the order of arrival; never waits. */
public interface Ear {
    /**
     * Called once, before the first message of the connection: what {@code telling} is asked to publish goes out as soon as
     * everything is subscribed to. For conventions in which a device says everything only when it is asked.
     *
     * @param wallMicros wall time now, µs UTC
     */
    default void begin(long wallMicros, Telling telling) {}

    /**
     * Takes a message on one of the topics that this convention uses. What belongs to the convention and carries no value
     * (a join, a downlink) is passed over without a word.
     *
     * @throws Payload.Unreadable when the message is of no use to anybody: counted as dropped, under its word
     */
    void hear(Message message, Telling telling) throws Payload.Unreadable;
}
