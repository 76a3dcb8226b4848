package org.penstock.driver.modbus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A serial line behind a device server: requests come as RTU frames over TCP and are answered with the bytes a test wants. */
final class ScriptedRtuDevice implements AutoCloseable {
    /** What to do with one request; {@code null} bytes are never sent. */
    interface Script {
        void answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /** A request as received, without its CRC. @param connection 1 for the first connection made */
    record Request(int connection, int number, int unit, byte[] pdu) {
        int function() {
            return pdu[0];
        }

        int address() {
            return (pdu[1] & 0xFF) << 8 | pdu[2] & 0xFF;
        }

        int count() {
            return (pdu[3] & 0xFF) << 8 | pdu[4] & 0xFF;
        }

        /** A whole frame of the asked unit. */
        byte[] with(String hex) {
            return frame(unit, hex);
        }

        /** The right answer: registers that hold their own address. */
        byte[] right() {
            if (function() != 3 && function() != 4) {
                return with(HexFormat.of().formatHex(pdu, 0, Math.min(5, pdu.length)));
            }
            StringBuilder s = new StringBuilder("%02x%02x".formatted(function(), 2 * count()));
            for (int i = 0; i < count(); i++) {
                s.append("%04x".formatted(address() + i));
            }
            return with(s.toString());
        }
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger number = new AtomicInteger();
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Script script;

    ScriptedRtuDevice(Script script) throws IOException {
        this(0, script);
    }

    /** Listens on the port of an earlier one. */
    ScriptedRtuDevice(int port, Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        Thread.ofPlatform().name("scripted-rtu").daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** A frame with its CRC, which is worked out bit by bit as the standard describes it. */
    static byte[] frame(int unit, String hex) {
        byte[] body = HexFormat.of().parseHex("%02x".formatted(unit) + hex);
        int crc = 0xFFFF;
        for (byte b : body) {
            crc ^= b & 0xFF;
            for (int i = 0; i < 8; i++) {
                boolean one = (crc & 1) == 1;
                crc >>= 1;
                if (one) {
                    crc ^= 0xA001;
                }
            }
        }
        return HexFormat.of().parseHex(HexFormat.of().formatHex(body) + "%02x%02x".formatted(crc & 0xFF, crc >> 8));
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                int connection = connections.incrementAndGet();
                Thread.ofPlatform().name("scripted-rtu-" + connection).daemon().start(() -> serve(socket, connection));
            }
        } catch (IOException closed) {
            requests.add("closed");
        }
    }

    private void serve(Socket socket, int connection) {
        try (socket) {
            InputStream in = socket.getInputStream();
            while (true) {
                byte[] head = in.readNBytes(7);
                if (head.length < 7) {
                    return;
                }
                byte[] rest = in.readNBytes(
                        switch (head[1]) {
                            case 15, 16 -> (head[6] & 0xFF) + 2;
                            case 43 -> 0;
                            default -> 1;
                        });
                byte[] all = HexFormat.of()
                        .parseHex(
                                HexFormat.of().formatHex(head) + HexFormat.of().formatHex(rest));
                byte[] pdu = java.util.Arrays.copyOfRange(all, 1, all.length - 2);
                requests.add(HexFormat.of().formatHex(all));
                script.answer(
                        new Request(connection, number.incrementAndGet(), all[0] & 0xFF, pdu),
                        socket.getOutputStream());
            }
        } catch (IOException | InterruptedException gone) {
            requests.add("gone");
        }
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
