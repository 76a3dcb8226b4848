package org.penstock.driver.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * What the library writes to a broker, with our acknowledgements between its packets.
 *
 * <p>The library sends each PUBACK by itself: a token, a turn of its sending thread and a call of the system each, which at
 * 20,000 messages a second is more work than all the readings in them. Here a whole group of them is one write. A PUBACK
 * without reason code and properties is the same four bytes in MQTT 3.1.1 (§3.4) and 5 (§3.4.2.1), and a client may send
 * it at any time between two packets. Callable from any thread; blocks as a socket does.
 */
final class PacketStream extends OutputStream {
    private static final byte PUBACK = 0x40;
    /** The next byte begins a packet. */
    private static final int HEAD = 0;
    /** The next byte belongs to its length: seven bits each, the lowest first. */
    private static final int LENGTH = -1;

    private final OutputStream out;
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    /** Bytes of the library's packet that are still to come, or what of its head comes next. */
    private long left = HEAD;

    private long length;
    private int shift;

    PacketStream(OutputStream out) {
        this.out = out;
    }

    /** Sends PUBACKs in order, after the packet that is under way. */
    synchronized void acknowledge(int[] ids) throws IOException {
        for (int id : ids) {
            held.write(PUBACK);
            held.write(2);
            held.write(id >> 8);
            held.write(id);
        }
        release();
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int count) throws IOException {
        int at = from;
        int end = from + count;
        while (at < end) {
            if (left > 0) {
                int step = (int) Math.min(left, end - at);
                left -= step;
                at += step;
            } else if (left == HEAD) {
                left = LENGTH;
                length = 0;
                shift = 0;
                at++;
            } else {
                int digit = bytes[at++];
                length |= (long) (digit & 0x7f) << shift;
                shift += 7;
                if (digit >= 0) {
                    left = length;
                }
            }
        }
        out.write(bytes, from, count);
        release();
    }

    private void release() throws IOException {
        if (left == HEAD && held.size() > 0) {
            held.writeTo(out);
            held.reset();
        }
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
