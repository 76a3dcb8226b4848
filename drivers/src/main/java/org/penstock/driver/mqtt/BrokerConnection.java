package org.penstock.driver.mqtt;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a broker, from connecting to its end; a new one is made for every attempt. What differs between
 * MQTT 5 and 3.1.1 ends here.
 */
interface BrokerConnection extends AutoCloseable {
    /** What comes from the broker, on the library's own thread: must not wait for anything. */
    interface Listener {
        void message(Incoming message);

        /**
         * A message came that is too large to be held.
         *
         * @param bytes of its packet
         * @param id packet id, for {@link #acknowledge}; 0 with QoS 0
         */
        void tooLarge(long bytes, int id);

        /**
         * The connection is gone.
         *
         * @param reason in words
         */
        void lost(String reason);
    }

    /**
     * A message as received.
     *
     * @param qos 0 or 1
     * @param id packet id, for {@link #acknowledge}; meaningless for QoS 0
     */
    record Incoming(String topic, byte[] payload, int qos, int id, boolean retained) {}

    /**
     * A wish to hear.
     *
     * @param everyTime whether retained values are wanted on every connect, or only when the subscription is new
     */
    record Subscription(TopicFilter filter, boolean everyTime) {}

    /**
     * Connects; returns when the broker has accepted.
     *
     * @param will what the broker says for us, retained, when the connection breaks; null = nothing
     */
    void open(@Nullable Will will) throws BrokerException;

    /** A last will, which the broker says retained. */
    record Will(String topic, byte[] payload) {}

    /** Subscribes with QoS 1. @return what the broker refused, in words; empty when it took everything */
    List<String> subscribe(List<Subscription> subscriptions) throws BrokerException;

    /** Ends a subscription. */
    void unsubscribe(TopicFilter filter) throws BrokerException;

    /**
     * Publishes, not retained, and waits until the broker has it (QoS 1) or it is on its way (QoS 0).
     *
     * @param urgent the broker may keep it for a device that is away: only for values that make safe
     * @param timeoutMillis time to wait; with MQTT 5 also how long the broker may hold a message that is not urgent
     */
    void publish(String topic, byte[] payload, boolean urgent, long timeoutMillis) throws BrokerException;

    /** Publishes retained, QoS 1, and waits until the broker has it. @param timeoutMillis time to wait */
    void announce(String topic, byte[] payload, long timeoutMillis) throws BrokerException;

    /**
     * Tells the broker that QoS 1 messages are safe with us, in this order. May wait while the broker reads nothing, at
     * most until {@link #close}; does nothing when the connection is gone.
     */
    void acknowledge(int... ids);

    /** Says goodbye where possible and ends everything within 4 s. Idempotent. */
    @Override
    void close();
}
