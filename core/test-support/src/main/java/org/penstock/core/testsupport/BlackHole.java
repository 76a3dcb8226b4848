package org.penstock.core.testsupport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** A cable between us and a server that can be pulled without anybody being told, or cut. */
public final class BlackHole implements AutoCloseable {
    /** Made so far. */
    public final AtomicLong connections = new AtomicLong();

    private final ServerSocket server;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean swallowing;

    /** @param target port of the server on this machine */
    public BlackHole(int target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** Where it is reached instead. */
    public int port() {
        return server.getLocalPort();
    }

    /** From now on every byte disappears, in both directions, also on new connections. */
    public void swallow(boolean now) {
        swallowing = now;
    }

    /** Cuts every connection. */
    public void cut() throws IOException {
        for (Socket s : open) {
            s.close();
        }
        open.clear();
    }

    private void accept() {
        try {
            while (true) {
                Socket near = server.accept();
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                near.setTcpNoDelay(true);
                far.setTcpNoDelay(true);
                open.add(near);
                open.add(far);
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> pump(near, far));
                Thread.ofVirtual().start(() -> pump(far, near));
            }
        } catch (IOException closed) {
            swallowing = true;
        }
    }

    private void pump(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] b = new byte[8192];
            for (int n = in.read(b); n >= 0; n = in.read(b)) {
                if (!swallowing) {
                    out.write(b, 0, n);
                }
            }
        } catch (IOException gone) {
            open.remove(from);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
