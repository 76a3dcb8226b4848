package org.penstock.driver.mqtt;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * What the library reads from a broker, without the messages that are too large to be held. A broker of MQTT 3.1.1 knows no
 * limit of ours, and the library makes room for a whole message as soon as it has read its length: one of 200 MB would end
 * this program, and again at every start for as long as the broker keeps it.
 *
 * <p>A read that times out in the middle goes on where it was. One thread reads.
 */
final class PacketLimit extends FilterInputStream {
    private static final int PUBLISH = 0x30;
    private static final int MOST_HEAD = 5;
    private static final int SCRATCH = 8 * 1024;

    private final long most;
    private final TooLarge tooLarge;
    /** First byte and length of the packet that the library reads, or that is being looked at. */
    private final byte[] head = new byte[MOST_HEAD];

    private int headSize;
    private int headGiven;
    /** Bytes of that packet behind its head that are still to come. */
    private long left;

    /** Whether the head is whole and the library gets to see it. */
    private boolean seen;

    private boolean leavingOut;
    private long length;
    private int topicLength;
    private int id;

    /** Hears of a message that is left out. */
    interface TooLarge {
        /** @param bytes of the packet @param id to be acknowledged, 0 with QoS 0 */
        void leftOut(long bytes, int id);
    }

    /** @param most longest packet that the library gets to see, bytes */
    PacketLimit(InputStream in, long most, TooLarge tooLarge) {
        super(in);
        this.most = most;
        this.tooLarge = tooLarge;
    }

    @Override
    public int read() throws IOException {
        if (!atPacket()) {
            return -1;
        }
        if (headGiven < headSize) {
            int b = head[headGiven++] & 0xff;
            ended();
            return b;
        }
        int b = in.read();
        if (b >= 0) {
            left--;
            ended();
        }
        return b;
    }

    @Override
    public int read(byte[] into, int from, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        if (!atPacket()) {
            return -1;
        }
        if (headGiven < headSize) {
            into[from] = (byte) read();
            return 1;
        }
        int n = in.read(into, from, (int) Math.min(count, left));
        if (n > 0) {
            left -= n;
            ended();
        }
        return n;
    }

    @Override
    public int available() throws IOException {
        return (seen ? headSize - headGiven : 0) + in.available();
    }

    @Override
    public long skip(long n) throws IOException {
        throw new IOException("nothing skips in a packet");
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void ended() {
        if (headGiven == headSize && left == 0) {
            next();
        }
    }

    private void next() {
        seen = false;
        leavingOut = false;
        headSize = 0;
        headGiven = 0;
    }

    /** Goes on until there is something of a packet that may be seen. @return false at the end of the stream */
    private boolean atPacket() throws IOException {
        while (!seen) {
            if (leavingOut ? !leaveOut() : !readHead()) {
                return false;
            }
        }
        return true;
    }

    private boolean readHead() throws IOException {
        while (!whole()) {
            int b = in.read();
            if (b < 0) {
                return false;
            }
            head[headSize++] = (byte) b;
        }
        length = 0;
        for (int i = headSize - 1; i > 0; i--) {
            length = length << 7 | head[i] & 0x7f;
        }
        left = length;
        leavingOut = (head[0] & 0xf0) == PUBLISH && length > most;
        seen = !leavingOut;
        topicLength = 0;
        id = 0;
        return true;
    }

    private boolean whole() {
        return headSize == MOST_HEAD || headSize > 1 && head[headSize - 1] >= 0;
    }

    /** Reads past a message, and its packet id on the way. */
    private boolean leaveOut() throws IOException {
        int idBytes = (head[0] & 0x06) == 0 ? 0 : 2;
        byte[] scratch = new byte[SCRATCH];
        while (left > 0) {
            long at = length - left;
            long behindTopic = at - 2 - topicLength;
            if (at < 2 || behindTopic >= 0 && behindTopic < idBytes) {
                int b = in.read();
                if (b < 0) {
                    return false;
                }
                left--;
                if (at < 2) {
                    topicLength = topicLength << 8 | b;
                } else {
                    id = id << 8 | b;
                }
            } else {
                long many = Math.min(left, behindTopic < 0 ? -behindTopic : left);
                int n = in.read(scratch, 0, (int) Math.min(many, SCRATCH));
                if (n < 0) {
                    return false;
                }
                left -= n;
            }
        }
        next();
        tooLarge.leftOut(length, id);
        return true;
    }
}
