package org.penstock.driver.modbus;

import java.io.DataInputStream;
import java.io.IOException;
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

/** A device that answers exactly the bytes a test wants. One request at a time, in order of arrival. */
final class ScriptedDevice implements AutoCloseable {
    /** What to do with one request. */
    interface Script {
        void answer(Request request, OutputStream out) throws IOException, InterruptedException;
    }

    /** A request as received. @param connection 1 for the first connection made */
    record Request(int connection, int transaction, int unit, byte[] pdu) {
        int address() {
            return (pdu[1] & 0xFF) << 8 | pdu[2] & 0xFF;
        }

        /** A well-formed answer frame with this header and {@code hex} as function and data. */
        byte[] with(String hex) {
            return frame(transaction, unit, hex);
        }

        /** The right answer to a read of one register. */
        byte[] register(int value) {
            return with("%02x02%04x".formatted(pdu[0], value));
        }
    }

    final List<String> requests = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    private final ServerSocket server;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Script script;

    ScriptedDevice(Script script) throws IOException {
        this(0, script);
    }

    /** Listens on the port of an earlier one. */
    ScriptedDevice(int port, Script script) throws IOException {
        this.script = script;
        this.server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 50);
        Thread.ofPlatform().name("scripted-device").daemon().start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    static byte[] frame(int transaction, int unit, String hex) {
        byte[] pdu = HexFormat.of().parseHex(hex);
        return HexFormat.of().parseHex("%04x0000%04x%02x".formatted(transaction, pdu.length + 1, unit) + hex);
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                int number = connections.incrementAndGet();
                Thread.ofPlatform().name("scripted-device-" + number).daemon().start(() -> serve(socket, number));
            }
        } catch (IOException closed) {
            requests.add("closed");
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            while (true) {
                byte[] header = in.readNBytes(7);
                if (header.length < 7) {
                    return;
                }
                byte[] pdu = new byte[((header[4] & 0xFF) << 8 | header[5] & 0xFF) - 1];
                in.readFully(pdu);
                requests.add(HexFormat.of().formatHex(header) + HexFormat.of().formatHex(pdu));
                script.answer(
                        new Request(number, (header[0] & 0xFF) << 8 | header[1] & 0xFF, header[6] & 0xFF, pdu),
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
