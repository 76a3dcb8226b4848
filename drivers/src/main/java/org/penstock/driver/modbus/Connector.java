package org.penstock.driver.modbus;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Ticker;

/** Makes connections as the settings say. One thread connects; {@link #close} may be called from any. */
final class Connector implements AutoCloseable {
    /** A gateway delivers a frame in one or a few packets, and pauses between frames itself. */
    private static final long NETWORK_SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

    private final ModbusSettings settings;
    private final Ticker ticker;
    private final String readerName;
    private final OwedAnswers owed = new OwedAnswers();
    private final ReentrantLock lock = new ReentrantLock();
    private @Nullable Socket connecting;
    private boolean closed;

    Connector(ModbusSettings settings, Ticker ticker, String readerName) {
        this.settings = settings;
        this.ticker = ticker;
        this.readerName = readerName;
    }

    /** Tries as often as {@code connect_tries} says. */
    ModbusConnection connect() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return switch (settings.place()) {
                    case Place.Network n -> network(n);
                    case Place.Serial s ->
                        new RtuConnection(SerialLine.open(s), owed, s.silenceNanos(), ticker, readerName);
                };
            } catch (IOException e) {
                if (attempt >= settings.connectTries() || isClosed()) {
                    throw e;
                }
            }
        }
    }

    private ModbusConnection network(Place.Network place) throws IOException {
        // Resolved anew for every attempt: a device that got another address is found again.
        InetAddress address = InetAddress.getByName(place.host());
        Socket socket = new Socket();
        hold(socket);
        try {
            socket.connect(new InetSocketAddress(address, place.port()), (int) settings.connectMillis());
            return place.rtu()
                    ? new RtuConnection(new SocketLine(socket), owed, NETWORK_SILENCE_NANOS, ticker, readerName)
                    : new TcpConnection(socket, ticker, readerName);
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        } finally {
            hold(null);
        }
    }

    private void hold(@Nullable Socket socket) throws IOException {
        lock.lock();
        try {
            connecting = socket;
            if (closed && socket != null) {
                socket.close();
            }
        } finally {
            lock.unlock();
        }
    }

    private boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Why connecting failed, in words. */
    String reason(IOException e) {
        String where = settings.where();
        if (settings.place() instanceof Place.Serial) {
            return String.valueOf(e.getMessage());
        }
        return switch (e) {
            case UnknownHostException unused ->
                "host " + (settings.place() instanceof Place.Network n ? n.host() : where)
                        + " is unknown: check the name and the network's name server";
            case SocketTimeoutException unused ->
                where + " did not accept the connection within " + settings.connectMillis() + " ms";
            case ConnectException unused -> where + " refused the connection: " + e.getMessage();
            case NoRouteToHostException unused -> "there is no way to " + where + ": " + e.getMessage();
            default -> "connection to " + where + " failed: " + e.getMessage();
        };
    }

    /** Ends an attempt under way and lets no other succeed. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closed = true;
            if (connecting != null) {
                connecting.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
