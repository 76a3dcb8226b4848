package org.penstock.driver.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.penstock.core.link.Batch;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.mqtt.BrokerConnection.Incoming;

/**
 * The messages between the library's delivery thread and ours, bounded in number and bytes. Putting in never waits.
 *
 * <p>With MQTT 5 the broker sends no more unacknowledged messages than were agreed, which is half of the bound; the other
 * half takes QoS 0. A 3.1.1 broker knows no such agreement, and some brokers do not keep it. When one floods us, nothing more of this connection is taken
 * ({@link #flooded}): what is here is worked off and acknowledged, then the link connects anew and the broker repeats
 * everything unacknowledged, in order. So a message is either taken in order or not at all.
 */
final class Inbox {
    private static final long MOST_BYTES = 32L * 1024 * 1024;

    private final int most;
    private final Ticker ticker;
    private final Deque<Arrival> queue = new ArrayDeque<>();
    private long bytes;
    private boolean flooded;

    /**
     * What a message held, with what must happen when it is done with.
     *
     * @param size of its payload, bytes
     * @param receivedMicros wall time of receipt, µs UTC
     * @param receivedNanos monotonic time of receipt
     */
    record Arrival(
            String topic,
            Heard heard,
            boolean retained,
            int size,
            long receivedMicros,
            long receivedNanos,
            Runnable acknowledge) {}

    /** What became of a message. */
    enum Taken {
        YES,
        /** QoS 0 and no room: lost, as QoS 0 allows. */
        LOST,
        /** Not taken and not acknowledged: the broker will repeat it. */
        LATER
    }

    Inbox(int inFlight, Ticker ticker) {
        this.most = 2 * inFlight;
        this.ticker = ticker;
    }

    /** Puts a message in, unless there is no room. */
    synchronized Taken put(Incoming message, Heard heard, long receivedMicros, AckOrder acks) {
        int size = message.payload().length;
        if (message.qos() == 0) {
            if (queue.size() >= most / 2 || bytes + size > MOST_BYTES / 2) {
                return Taken.LOST;
            }
            add(message, heard, receivedMicros, Batch.NOTHING_TO_ACKNOWLEDGE);
            return Taken.YES;
        }
        if (flooded || queue.size() >= most || bytes + size > MOST_BYTES) {
            flooded = true;
            return Taken.LATER;
        }
        add(message, heard, receivedMicros, acks.arrived(message.id()));
        return Taken.YES;
    }

    private void add(Incoming message, Heard heard, long receivedMicros, Runnable acknowledge) {
        int size = message.payload().length;
        boolean wasEmpty = queue.isEmpty();
        queue.add(new Arrival(
                message.topic(), heard, message.retained(), size, receivedMicros, ticker.nanos(), acknowledge));
        bytes += size;
        if (wasEmpty) {
            // Whoever waits does so for the first message only; at 20,000 a second the calls alone would be felt.
            notifyAll();
        }
    }

    /** Waits for messages. @return what is here, at least one, in the order of arrival */
    synchronized List<Arrival> take() throws InterruptedException {
        while (queue.isEmpty()) {
            wait();
        }
        List<Arrival> all = List.copyOf(queue);
        queue.clear();
        bytes = 0;
        return all;
    }

    /** Whether messages of this connection had to be left with the broker. */
    synchronized boolean flooded() {
        return flooded;
    }

    synchronized boolean empty() {
        return queue.isEmpty();
    }

    /** A new connection begins. What is still here belongs to the old one and is worked off first. */
    synchronized void newConnection() {
        flooded = false;
    }
}
