package org.penstock.driver.modbus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/** RTU frames over TCP, as device servers pass them to a serial line. */
final class SocketLine implements ByteLine {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    /** @param socket connected; closed by this line */
    SocketLine(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setKeepAlive(true);
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
    }

    @Override
    public int read(byte[] into) throws IOException {
        return in.read(into);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        out.write(bytes);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException unused) {
            // The descriptor is released even when the last packet could not be sent; there is nobody left to tell.
        }
    }
}
