package org.penstock.driver.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A bus with three units behind one port: 1 answers at once, 2 answers after 3 s, 9 never does. Registers hold their own
 * address plus a thousand times the unit.
 */
final class SerialBus implements AutoCloseable {
    /** How what stands before the bus treats requests. */
    enum Kind {
        /** A gateway: requests of one connection are handled one after the other, each to its end; another connection has its own turn. */
        GATEWAY_PER_CONNECTION,
        /** A gateway with one line for all connections, that waits 1 s for a unit and then says so (exception 11). */
        GATEWAY_WITH_TIMEOUT,
        /** The line itself, RTU frames over TCP: every unit hears every request and answers when it is done. */
        LINE
    }

    static final long SLOW_MILLIS = 3_000;
    private static final long GATEWAY_MILLIS = 1_000;

    final List<String> requests = new CopyOnWriteArrayList<>();
    private final Kind kind;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final ReentrantLock line = new ReentrantLock(true);

    SerialBus(Kind kind) throws IOException {
        this.kind = kind;
        Thread.ofPlatform().name("serial-bus").daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                Thread.ofPlatform().name("serial-bus-" + open.size()).daemon().start(() -> serve(socket));
            }
        } catch (IOException closed) {
            requests.add("closed");
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            while (true) {
                switch (kind) {
                    case GATEWAY_PER_CONNECTION -> gateway(in, out, Long.MAX_VALUE);
                    case GATEWAY_WITH_TIMEOUT -> gateway(in, out, GATEWAY_MILLIS);
                    case LINE -> line(in, out);
                }
            }
        } catch (IOException | InterruptedException gone) {
            requests.add("gone");
        }
    }

    private void gateway(DataInputStream in, OutputStream out, long patience) throws IOException, InterruptedException {
        byte[] header = new byte[7];
        in.readFully(header);
        byte[] pdu = in.readNBytes(5);
        int unit = header[6];
        requests.add(unit + "");
        String answer = right(unit, pdu);
        boolean shared = patience != Long.MAX_VALUE;
        if (shared) {
            line.lock();
        }
        try {
            if (unit == 9 && !shared) {
                return;
            }
            long millis = unit == 9 ? Long.MAX_VALUE : unit == 2 ? SLOW_MILLIS : 5;
            Thread.sleep(Math.min(millis, patience));
            if (millis > patience) {
                answer = "%02x0b".formatted(pdu[0] | 0x80);
            }
        } finally {
            if (shared) {
                line.unlock();
            }
        }
        int transaction = (header[0] & 0xFF) << 8 | header[1] & 0xFF;
        out.write(ScriptedDevice.frame(transaction, unit, answer));
    }

    private void line(InputStream in, OutputStream out) throws IOException, InterruptedException {
        byte[] frame = in.readNBytes(8);
        if (frame.length < 8) {
            throw new IOException("gone");
        }
        byte[] pdu = Arrays.copyOfRange(frame, 1, 6);
        int unit = frame[0];
        requests.add(unit + "");
        byte[] answer =
                ScriptedRtuDevice.frame(unit, pdu[0] == 8 ? HexFormat.of().formatHex(pdu) : right(unit, pdu));
        if (unit == 1) {
            TimeUnit.MILLISECONDS.sleep(5);
            out.write(answer);
        } else if (unit == 2) {
            Thread.ofVirtual().start(() -> answerLater(out, answer));
        }
    }

    private static void answerLater(OutputStream out, byte[] answer) {
        try {
            Thread.sleep(SLOW_MILLIS);
            out.write(answer);
        } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }

    private static String right(int unit, byte[] pdu) {
        int address = (pdu[1] & 0xFF) << 8 | pdu[2] & 0xFF;
        int count = (pdu[3] & 0xFF) << 8 | pdu[4] & 0xFF;
        StringBuilder s = new StringBuilder("%02x%02x".formatted(pdu[0], 2 * count));
        for (int i = 0; i < count; i++) {
            s.append("%04x".formatted(1_000 * unit + address + i));
        }
        return s.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket s : open) {
                s.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
