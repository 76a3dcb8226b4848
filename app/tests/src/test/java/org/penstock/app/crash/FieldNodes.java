package org.penstock.app.crash;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.paho.mqttv5.client.MqttClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * Sensors that publish about 200 readings a second, each with its own time and identity, and remember what the broker
 * took. The air grows hot and cool again in turn.
 */
final class FieldNodes implements AutoCloseable {
    static final List<String> STREAMS = List.of("air", "leaf-1", "leaf-2", "leaf-3");
    private static final long EVERY_NANOS = 5_000_000;
    /** After so many air readings it turns from cool to hot or back; one air reading is 20 ms. */
    private static final int AIR_TURNS = 40;

    private final MqttClient client;
    private final Thread thread;
    private final Map<String, NavigableMap<Long, Double>> taken = new ConcurrentHashMap<>();
    private final List<String> troubles = new ArrayList<>();
    private volatile boolean stopping;
    private long lastMicros;
    private long published;

    FieldNodes(int port) throws MqttException {
        client = new MqttClient("tcp://127.0.0.1:" + port, "field-nodes", new MemoryPersistence());
        client.connect();
        STREAMS.forEach(s -> taken.put(s, new TreeMap<>()));
        thread = Thread.ofPlatform().name("test-field-nodes").daemon().unstarted(this::run);
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (!stopping) {
            String stream = STREAMS.get((int) (published % STREAMS.size()));
            long turn = published / STREAMS.size();
            double value = stream.equals("air") ? turn / AIR_TURNS % 2 == 0 ? 20 : 30 : turn % 500 / 10.0;
            try {
                says(stream, value);
            } catch (MqttException e) {
                troubles.add(e.toString());
                return;
            }
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private void says(String stream, double value) throws MqttException {
        long micros = Math.max(lastMicros + 1, System.currentTimeMillis() * 1_000);
        lastMicros = micros;
        byte[] payload = ("{\"v\":" + value + ",\"ts\":" + micros + ",\"id\":\"" + stream + "-" + published + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        for (int attempt = 0; ; attempt++) {
            try {
                client.publish("field/" + stream, payload, 1, false);
                break;
            } catch (MqttException e) {
                // The library counts its own messages late and then says that too many are under way.
                if (e.getReasonCode() != 32_202 || attempt == 1_000) {
                    throw e;
                }
                LockSupport.parkNanos(1_000_000);
            }
        }
        published++;
        taken.getOrDefault(stream, new TreeMap<>()).put(micros, value);
    }

    /** Ends the flow and says a last air temperature. */
    void stopWithAir(double value) throws Exception {
        stop();
        says("air", value);
    }

    private void stop() throws InterruptedException {
        stopping = true;
        thread.join(20_000);
    }

    /** What the broker took of a stream: value by event time, µs UTC. Only after {@link #stopWithAir}. */
    NavigableMap<Long, Double> taken(String stream) {
        return taken.getOrDefault(stream, new TreeMap<>());
    }

    long published() {
        return published;
    }

    List<String> troubles() {
        return troubles;
    }

    @Override
    public void close() throws Exception {
        stop();
        client.disconnectForcibly(100, 100);
        client.close();
    }
}
