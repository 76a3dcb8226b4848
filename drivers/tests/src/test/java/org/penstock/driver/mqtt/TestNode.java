package org.penstock.driver.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;

/** A device in the field: publishes measurements, listens to commands. */
final class TestNode implements AutoCloseable {
    /** Commands received, as {@code topic payload}. */
    final List<String> heard = new CopyOnWriteArrayList<>();

    private final MqttClient client;

    TestNode(int port) throws MqttException {
        this(port, "node-" + System.nanoTime());
    }

    TestNode(int port, String name) throws MqttException {
        client = new MqttClient("tcp://127.0.0.1:" + port, name, new MemoryPersistence());
        client.connect();
    }

    void says(String topic, String payload) throws MqttException {
        says(topic, payload.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    void says(String topic, byte[] payload, int qos, boolean retained) throws MqttException {
        for (int attempt = 0; ; attempt++) {
            try {
                client.publish(topic, payload, qos, retained);
                return;
            } catch (MqttException e) {
                // The library counts its own messages late and then says that too many are under way.
                if (e.getReasonCode() != 32_202 || attempt == 1_000) {
                    throw e;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** Calls {@code reaction} on the client's thread; it must publish from another one. */
    void listens(String topic, BiConsumer<String, String> reaction) throws MqttException {
        MqttSubscription[] one = {new MqttSubscription(topic, 1)};
        client.subscribe(one, new org.eclipse.paho.mqttv5.client.IMqttMessageListener[] {
            (String t, MqttMessage m) -> {
                String text = new String(m.getPayload(), StandardCharsets.UTF_8);
                heard.add(t + " " + text);
                Thread.ofVirtual().start(() -> reaction.accept(t, text));
            }
        });
    }

    @Override
    public void close() throws MqttException {
        client.disconnect();
        client.close();
    }
}
