package org.penstock.app.crash;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * Sensors that measure at a steady rate whether the broker is there or not, and send again what it has not acknowledged:
 * MQTT 3.1.1, QoS 1, written straight to the socket, which is faster than a client library. Measurement {@code n} is of
 * stream {@code n % 4}, has the value {@code n / 4}, a time of its own and the identity {@code n-<n>}.
 */
final class ResendingNodes implements AutoCloseable {
    static final int STREAMS = 4;
    private static final int WINDOW = 1_000;
    private static final int PUBACK = 0x40;

    private final int port;
    private final long perSecond;
    private final Thread thread;
    /** Numbers of what was sent and not acknowledged, by packet id in the order of sending. */
    private final NavigableMap<Integer, Integer> unacknowledged = new TreeMap<>();

    private long beganNanos;
    private Instant began = Instant.EPOCH;
    private int next;
    private int last = Integer.MAX_VALUE;
    private int sentAgain;
    private int mostWaiting;
    private volatile boolean closed;

    ResendingNodes(int port, int perSecond) {
        this.port = port;
        this.perSecond = perSecond;
        this.thread = Thread.ofPlatform().name("test-resending-nodes").daemon().unstarted(this::run);
    }

    void start() {
        beganNanos = System.nanoTime();
        began = Instant.now();
        thread.start();
    }

    /** Measures no more; what was measured is still sent. @return how many measurements there are */
    synchronized int measureNoMore() {
        last = measured();
        return last;
    }

    private synchronized int measured() {
        return (int) Math.min(last, (System.nanoTime() - beganNanos) / 1_000 * perSecond / 1_000_000);
    }

    /** Whether the broker has acknowledged everything that was measured. */
    synchronized boolean allTaken() {
        return next == last && unacknowledged.isEmpty();
    }

    /** How many were sent more than once. */
    synchronized int sentAgain() {
        return sentAgain;
    }

    /** How many at most waited for the broker. */
    synchronized int mostWaiting() {
        return mostWaiting;
    }

    Instant began() {
        return began;
    }

    private void run() {
        while (!closed) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 1_000);
                socket.setTcpNoDelay(true);
                talk(socket);
            } catch (IOException unused) {
                // The broker is away, which is what the test is about.
            }
            LockSupport.parkNanos(100_000_000);
        }
    }

    private void talk(Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 16));
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        connect(out);
        in.skipNBytes(3);
        if (in.readUnsignedByte() != 0) {
            throw new IOException("the broker refused the nodes");
        }
        AtomicBoolean gone = new AtomicBoolean();
        Thread.ofVirtual().start(() -> acknowledgements(in, gone));
        List<Integer> again;
        synchronized (this) {
            again = new ArrayList<>(unacknowledged.values());
            sentAgain += again.size();
        }
        for (int n : again) {
            publish(out, n, true);
        }
        while (!closed && !gone.get()) {
            for (int n = claim(); n >= 0; n = claim()) {
                publish(out, n, false);
            }
            out.flush();
            LockSupport.parkNanos(2_000_000);
        }
    }

    /** The next measurement that may be sent, or -1. */
    private synchronized int claim() {
        int measured = measured();
        mostWaiting = Math.max(mostWaiting, measured - next + unacknowledged.size());
        if (next >= measured || unacknowledged.size() >= WINDOW) {
            return -1;
        }
        unacknowledged.put(next, next);
        return next++;
    }

    private void acknowledgements(DataInputStream in, AtomicBoolean gone) {
        try {
            while (true) {
                int type = in.readUnsignedByte();
                int length = in.readUnsignedByte();
                if (type == PUBACK) {
                    taken(in.readUnsignedShort());
                    in.skipNBytes(length - 2L);
                } else {
                    in.skipNBytes(length);
                }
            }
        } catch (IOException unused) {
            gone.set(true);
        }
    }

    private synchronized void taken(int id) {
        unacknowledged.values().removeIf(n -> id(n) == id);
    }

    private static int id(int n) {
        return n % 65_535 + 1;
    }

    private static void connect(DataOutputStream out) throws IOException {
        byte[] name = "resending-nodes".getBytes(StandardCharsets.UTF_8);
        out.write(0x10);
        out.write(12 + name.length);
        out.writeUTF("MQTT");
        out.write(4);
        out.write(2);
        out.writeShort(0);
        out.writeShort(name.length);
        out.write(name);
        out.flush();
    }

    private void publish(OutputStream out, int n, boolean again) throws IOException {
        long micros = began.getEpochSecond() * 1_000_000 + began.getNano() / 1_000 + n * 1_000_000L / perSecond;
        byte[] topic = ("field/s-" + n % STREAMS).getBytes(StandardCharsets.UTF_8);
        byte[] payload = ("{\"v\":" + n / STREAMS + ",\"ts\":" + micros + ",\"id\":\"n-" + n + "\"}")
                .getBytes(StandardCharsets.UTF_8);
        // Shorter than 128 bytes: the length is one byte.
        out.write(again ? 0x3A : 0x32);
        out.write(2 + topic.length + 2 + payload.length);
        out.write(0);
        out.write(topic.length);
        out.write(topic);
        out.write(id(n) >> 8);
        out.write(id(n));
        out.write(payload);
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        thread.join(10_000);
    }
}
