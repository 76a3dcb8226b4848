package org.penstock.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/** The devices in the field: a thousand that report once a second, and one whose value crosses a limit. QoS 1. */
final class Field implements AutoCloseable {
    static final int STREAMS = 1_000;
    private static final long ROUND_NANOS = 10_000_000;
    private static final int A_ROUND = 10;

    private final MqttAsyncClient trigger;
    private final MqttAsyncClient others;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong heldUp = new AtomicLong();
    private final Thread thread;
    private final int aRound;
    private volatile String root;

    /** @param root first word of the topics, which says who shall react */
    Field(int port, String root) throws MqttException {
        this(port, root, A_ROUND);
    }

    /** @param aRound how many others report every 10 ms */
    Field(int port, String root, int aRound) throws MqttException {
        this.root = root;
        this.aRound = aRound;
        trigger = connected(port, "trigger");
        others = connected(port, "others");
        thread = Thread.ofPlatform().name("bench-field").daemon().start(this::report);
    }

    static MqttAsyncClient connected(int port, String id) throws MqttException {
        MqttAsyncClient client = new MqttAsyncClient("tcp://127.0.0.1:" + port, id, new MemoryPersistence());
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(true);
        client.connect(options).waitForCompletion(10_000);
        return client;
    }

    /** From now on everything is published under {@code newRoot}. */
    void under(String newRoot) {
        root = newRoot;
    }

    /** Publishes the value that crosses the limit, or comes back. @return when, ns */
    long cross(boolean hot) throws MqttException {
        byte[] payload = (hot ? "31.5" : "18.5").getBytes(StandardCharsets.UTF_8);
        String topic = root + "/hot";
        long now = System.nanoTime();
        trigger.publish(topic, payload, 1, false);
        return now;
    }

    private void report() {
        long next = System.nanoTime();
        int stream = 0;
        while (!ended.get()) {
            for (int i = 0; i < aRound; i++) {
                String value =
                        String.format(Locale.ROOT, "%.2f", 20 + (stream * 7 + published.get() / 1_000) % 500 / 100.0);
                say(root + "/s/" + stream, value);
                stream = (stream + 1) % STREAMS;
            }
            next += ROUND_NANOS;
            LockSupport.parkNanos(next - System.nanoTime());
        }
    }

    private void say(String topic, String value) {
        while (!ended.get()) {
            try {
                others.publish(topic, value.getBytes(StandardCharsets.UTF_8), 1, false);
                published.incrementAndGet();
                return;
            } catch (MqttException e) {
                // The library takes no more than the broker allows unacknowledged; the round is late then, and counted.
                heldUp.incrementAndGet();
                LockSupport.parkNanos(200_000);
            }
        }
    }

    /** Readings published so far, without the crossing ones. */
    long published() {
        return published.get();
    }

    /** How often a reading had to wait for the broker. */
    long heldUp() {
        return heldUp.get();
    }

    @Override
    public void close() throws MqttException, InterruptedException {
        ended.set(true);
        thread.join(2_000);
        trigger.disconnect().waitForCompletion(2_000);
        others.disconnect().waitForCompletion(2_000);
        trigger.close();
        others.close();
    }
}
