package org.penstock.driver.mqtt;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import javax.net.SocketFactory;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the library's sockets, plain or TLS, and can close them under its feet: the only way to end a connection attempt
 * to a host that swallows everything.
 */
final class BrokerSockets {
    private final long mostPacket;
    private final PacketLimit.TooLarge tooLarge;
    private final List<Socket> made = new ArrayList<>();
    private @Nullable PlainSocket newest;
    private boolean closed;

    /**
     * @param mostPacket longest packet that the library gets to see, bytes; with TLS that is the broker's to keep
     * @param tooLarge told of each that is left out, on the library's reading thread
     */
    BrokerSockets(long mostPacket, PacketLimit.TooLarge tooLarge) {
        this.mostPacket = mostPacket;
        this.tooLarge = tooLarge;
    }

    /** The factory to hand to the library. */
    SocketFactory factory(MqttSettings settings, @Nullable ClientCertificate own) throws BrokerException {
        MqttTls tls = settings.tls();
        return tls == null ? new Plain() : new Tls(secured(tls.ca(), own));
    }

    private static SSLSocketFactory secured(@Nullable Path ca, @Nullable ClientCertificate own) throws BrokerException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    own == null ? null : own.managers().toArray(KeyManager[]::new),
                    ca == null ? null : authorities(ca).getTrustManagers(),
                    null);
            return context.getSocketFactory();
        } catch (IOException e) {
            throw new BrokerException("TLS: the authority file " + ca + " cannot be read (" + e.getMessage() + ")", e);
        } catch (GeneralSecurityException e) {
            throw new BrokerException(
                    "TLS: " + ca + " holds no usable certificate (" + e.getMessage() + "); it must be a PEM file", e);
        }
    }

    private static TrustManagerFactory authorities(Path ca) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (InputStream in = Files.newInputStream(ca)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new GeneralSecurityException("it is empty");
            }
            int i = 0;
            for (Certificate c : found) {
                store.setCertificateEntry("ca" + i++, c);
            }
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private synchronized Socket keep(Socket socket) throws IOException {
        if (closed) {
            socket.close();
            throw new IOException("the link was closed");
        }
        made.add(socket);
        return socket;
    }

    /** Closes the sockets that are not connected yet and refuses new ones. */
    void abandonUnconnected() {
        closeAll(Socket::isConnected);
    }

    /** Closes every socket made and refuses new ones. */
    void close() {
        closeAll(s -> false);
    }

    private void closeAll(Predicate<Socket> except) {
        List<Socket> open;
        synchronized (this) {
            closed = true;
            open = made.stream().filter(except.negate()).toList();
            made.removeAll(open);
        }
        for (Socket s : open) {
            try {
                s.close();
            } catch (IOException unused) {
                // The descriptor is released all the same; a goodbye that could not be sent has no reader.
            }
        }
    }

    /**
     * Acknowledges on the newest socket, between the library's packets.
     *
     * @return false when that is not possible, as with TLS: the library must do it
     * @throws IOException when the socket is closed or broken
     */
    boolean acknowledge(int[] ids) throws IOException {
        PlainSocket socket;
        synchronized (this) {
            socket = newest;
        }
        if (socket == null) {
            return false;
        }
        socket.getOutputStream().acknowledge(ids);
        return true;
    }

    /** A socket that reads ahead and takes acknowledgements of ours. */
    private final class PlainSocket extends Socket {
        private @Nullable InputStream ahead;
        private @Nullable PacketStream packets;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            InputStream made = ahead;
            if (made == null) {
                made = new PacketLimit(new ReadAhead(super.getInputStream()), mostPacket, tooLarge);
                ahead = made;
            }
            return made;
        }

        @Override
        public synchronized PacketStream getOutputStream() throws IOException {
            PacketStream made = packets;
            if (made == null) {
                made = new PacketStream(super.getOutputStream());
                packets = made;
            }
            return made;
        }
    }

    /**
     * The library reads the head of each packet byte by byte, and asks before each whether anything is there: from the
     * system that is four calls a message.
     */
    private static final class ReadAhead extends BufferedInputStream {
        private static final int BYTES = 16 * 1024;

        private ReadAhead(InputStream in) {
            super(in, BYTES);
        }

        @Override
        public synchronized int available() throws IOException {
            int here = count - pos;
            return here > 0 ? here : super.available();
        }
    }

    private final class Plain extends SocketFactory {
        @Override
        public Socket createSocket() throws IOException {
            PlainSocket s = new PlainSocket();
            s.setTcpNoDelay(true);
            keep(s);
            synchronized (BrokerSockets.this) {
                newest = s;
            }
            return s;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("sockets are made unconnected");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException("sockets are made unconnected");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("sockets are made unconnected");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException("sockets are made unconnected");
        }
    }

    private final class Tls extends SSLSocketFactory {
        private final SSLSocketFactory inner;

        private Tls(SSLSocketFactory inner) {
            this.inner = inner;
        }

        @Override
        public Socket createSocket() throws IOException {
            Socket s = inner.createSocket();
            s.setTcpNoDelay(true);
            // Bounds close(): without it a TLS socket waits for the lock of a write that never ends.
            s.setSoLinger(true, 1);
            return keep(s);
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return inner.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return inner.getSupportedCipherSuites();
        }

        @Override
        public Socket createSocket(@Nullable Socket under, String host, int port, boolean autoClose) {
            throw new UnsupportedOperationException("sockets are made unconnected");
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("sockets are made unconnected");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException("sockets are made unconnected");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("sockets are made unconnected");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException("sockets are made unconnected");
        }
    }
}
