package org.penstock.app.crash;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Stands in the line between a subscriber and its broker and notes which messages the subscriber has acknowledged. */
final class BrokerTap implements AutoCloseable {
    private static final Pattern IDENTITY = Pattern.compile("\"id\":\"n-(\\d+)\"");

    final int port;
    private final int broker;
    private final ServerSocket door;
    private final Set<Integer> acknowledged = new ConcurrentSkipListSet<>();
    private volatile long lastMessage = System.nanoTime();

    BrokerTap(int broker) throws IOException {
        this.broker = broker;
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.port = door.getLocalPort();
        Thread.ofPlatform().name("test-broker-tap").daemon().start(this::accept);
    }

    /** Numbers of the messages whose acknowledgement has left the subscriber. */
    Set<Integer> acknowledged() {
        return new TreeSet<>(acknowledged);
    }

    /** Time since the broker last sent a message, ns. */
    long quietNanos() {
        return System.nanoTime() - lastMessage;
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket subscriber = door.accept();
                Thread.ofVirtual().start(() -> join(subscriber));
            } catch (IOException unused) {
                return; // The test is over.
            }
        }
    }

    private void join(Socket subscriber) {
        Map<Integer, Integer> underWay = new ConcurrentHashMap<>();
        try (subscriber;
                Socket far = new Socket()) {
            far.connect(new InetSocketAddress("127.0.0.1", broker), 1_000);
            far.setTcpNoDelay(true);
            subscriber.setTcpNoDelay(true);
            Thread down = Thread.ofVirtual().start(() -> carry(far, subscriber, underWay));
            carry(subscriber, far, underWay);
            down.join();
        } catch (IOException unused) {
            // The broker is away: the subscriber finds its connection closed.
        } catch (InterruptedException unused) {
            Thread.currentThread().interrupt();
        }
    }

    /** Carries packets until one side ends, then ends both. */
    private void carry(Socket from, Socket to, Map<Integer, Integer> underWay) {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream(), 1 << 16));
            OutputStream out = new BufferedOutputStream(to.getOutputStream(), 1 << 16);
            while (true) {
                int first = in.readUnsignedByte();
                out.write(first);
                int length = 0;
                int digit;
                int shift = 0;
                do {
                    digit = in.readUnsignedByte();
                    out.write(digit);
                    length |= (digit & 0x7F) << shift;
                    shift += 7;
                } while (digit >= 0x80);
                byte[] body = in.readNBytes(length);
                note(first, body, underWay);
                out.write(body);
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException unused) {
            closeBoth(from, to);
        }
    }

    private void note(int first, byte[] body, Map<Integer, Integer> underWay) {
        switch (first >> 4) {
            case 3 -> {
                int at = 2 + number(body, 0);
                Matcher m = IDENTITY.matcher(new String(body, StandardCharsets.UTF_8));
                if ((first & 0x06) != 0 && m.find()) {
                    underWay.put(number(body, at), Integer.valueOf(m.group(1)));
                    lastMessage = System.nanoTime();
                }
            }
            case 4 -> {
                Integer message = underWay.remove(number(body, 0));
                if (message != null) {
                    acknowledged.add(message);
                }
            }
            default -> {
                // Nothing about messages.
            }
        }
    }

    private static int number(byte[] body, int at) {
        return (body[at] & 0xFF) << 8 | body[at + 1] & 0xFF;
    }

    private static void closeBoth(Socket one, Socket other) {
        try (one;
                other) {
            Thread.yield();
        } catch (IOException unused) {
            // Closed is closed.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
