package org.penstock.bench;

import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Thousands of devices that report over one connection, in a process of their own: MQTT 3.1.1 written straight to the
 * socket, because a client library is slower than the broker. QoS 1; a message counts when the broker has acknowledged it.
 * Arguments: port, messages a second, number of topics. Runs until its input ends, then waits for the last
 * acknowledgement and prints how many messages there were.
 */
public final class FloodField {
    private static final int WINDOW = 5_000;
    private static final long ROUND_NANOS = 5_000_000;
    private static final int PUBACK = 0x40;

    private final AtomicLong acknowledged = new AtomicLong();
    private volatile boolean ended;

    private FloodField() {}

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[0]);
        new FloodField().run(port, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
    }

    private void run(int port, int perSecond, int topics) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            DataInputStream in = new DataInputStream(socket.getInputStream());
            out.write(connect());
            out.flush();
            in.skipNBytes(4);
            Thread.ofPlatform().name("bench-acks").daemon().start(() -> acknowledgements(in));
            Thread.ofPlatform().name("bench-end").daemon().start(this::awaitEnd);
            System.out.println("ready");
            long sent = publish(out, perSecond, topics);
            while (acknowledged.get() < sent) {
                LockSupport.parkNanos(1_000_000);
            }
            System.out.println(sent);
        }
    }

    private long publish(OutputStream out, int perSecond, int topics) throws IOException {
        byte[][] packets = new byte[topics][];
        for (int i = 0; i < topics; i++) {
            packets[i] = packet("plant/s/" + i);
        }
        long began = System.nanoTime();
        long next = began;
        long sent = 0;
        while (!ended) {
            next += ROUND_NANOS;
            long due = (next - began) / 1_000 * perSecond / 1_000_000;
            while (sent < due && sent - acknowledged.get() < WINDOW) {
                byte[] p = packets[(int) (sent % topics)];
                int id = (int) (sent % 65_535) + 1;
                int at = p.length - 7;
                p[at] = (byte) (id >> 8);
                p[at + 1] = (byte) id;
                // 20.00 to 29.99, another one each time
                int cents = (int) ((sent / topics * 7 + sent) % 1_000);
                p[at + 3] = (byte) ('0' + cents / 100);
                p[at + 5] = (byte) ('0' + cents / 10 % 10);
                p[at + 6] = (byte) ('0' + cents % 10);
                out.write(p);
                sent++;
            }
            out.flush();
            LockSupport.parkNanos(next - System.nanoTime());
        }
        return sent;
    }

    /** A PUBLISH with QoS 1 whose packet id and value are filled in each time. */
    private static byte[] packet(String topic) {
        byte[] name = topic.getBytes(StandardCharsets.UTF_8);
        int length = 2 + name.length + 2 + 5;
        ByteBuffer b = ByteBuffer.allocate(2 + length);
        b.put((byte) 0x32).put((byte) length).putShort((short) name.length).put(name);
        b.putShort((short) 0).put("20.00".getBytes(StandardCharsets.UTF_8));
        return b.array();
    }

    private static byte[] connect() {
        byte[] id = "flood".getBytes(StandardCharsets.UTF_8);
        ByteBuffer b = ByteBuffer.allocate(14 + id.length);
        b.put((byte) 0x10).put((byte) (12 + id.length)).putShort((short) 4);
        b.put("MQTT".getBytes(StandardCharsets.UTF_8))
                .put((byte) 4)
                .put((byte) 2)
                .putShort((short) 0);
        b.putShort((short) id.length).put(id);
        return b.array();
    }

    private void acknowledgements(DataInputStream in) {
        try {
            while (true) {
                int type = in.readUnsignedByte();
                in.skipNBytes(in.readUnsignedByte());
                if (type == PUBACK) {
                    acknowledged.incrementAndGet();
                }
            }
        } catch (IOException e) {
            System.err.println("acknowledgements ended: " + e.getMessage());
        }
    }

    private void awaitEnd() {
        try {
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (IOException e) {
            System.err.println("input: " + e.getMessage());
        }
        ended = true;
    }
}
