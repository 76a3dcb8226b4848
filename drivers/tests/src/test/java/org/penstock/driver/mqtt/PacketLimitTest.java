package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What the library gets to see of what a broker sends. */
class PacketLimitTest {
    private static final int MOST = 300;

    /** A line that brings a few bytes at a time and is silent now and then. */
    private static final class Line extends InputStream {
        private final ByteArrayInputStream bytes;
        private final Random random;

        Line(byte[] bytes, Random random) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        private void silence() throws IOException {
            if (random.nextInt(5) == 0) {
                throw new SocketTimeoutException("silent");
            }
        }

        @Override
        public int read() throws IOException {
            silence();
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int from, int count) throws IOException {
            silence();
            return bytes.read(into, from, Math.min(count, 1 + random.nextInt(50)));
        }

        @Override
        public int available() {
            return bytes.available();
        }
    }

    private static byte[] packet(int first, int topic, int qos, int id, int payload) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        if ((first & 0xf0) == 0x30) {
            body.write(topic >> 8);
            body.write(topic);
            body.writeBytes("t".repeat(topic).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            if (qos > 0) {
                body.write(id >> 8);
                body.write(id);
            }
        }
        body.writeBytes(new byte[payload]);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(first | qos << 1);
        int left = body.size();
        do {
            int digit = left & 0x7f;
            left >>= 7;
            out.write(left > 0 ? digit | 0x80 : digit);
        } while (left > 0);
        out.writeBytes(body.toByteArray());
        return out.toByteArray();
    }

    @Property(tries = 300)
    void everythingIsThereButMessagesThatAreTooLargeWhateverTheLineDoes(@ForAll long seed) throws IOException {
        Random r = new Random(seed);
        ByteArrayOutputStream sent = new ByteArrayOutputStream();
        ByteArrayOutputStream wanted = new ByteArrayOutputStream();
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            boolean message = r.nextInt(3) > 0;
            int qos = message ? r.nextInt(2) : 0;
            int topic = r.nextInt(60);
            int id = 1 + r.nextInt(65_535);
            int payload = r.nextInt(3) == 0 ? r.nextInt(40_000) : r.nextInt(40);
            byte[] packet = packet(message ? 0x30 : 0x90, topic, qos, id, payload);
            int length = (message ? 2 + topic + 2 * qos : 0) + payload;
            sent.writeBytes(packet);
            if (message && length > MOST) {
                expected.add(length + " " + (qos > 0 ? id : 0));
            } else {
                wanted.writeBytes(packet);
            }
        }
        List<String> leftOut = new ArrayList<>();
        PacketLimit limit =
                new PacketLimit(new Line(sent.toByteArray(), r), MOST, (bytes, id) -> leftOut.add(bytes + " " + id));
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        byte[] some = new byte[64];
        for (int n = 0; n >= 0; ) {
            try {
                if (r.nextBoolean()) {
                    n = limit.read();
                    if (n >= 0) {
                        seen.write(n);
                    }
                } else {
                    n = limit.read(some, 0, 1 + r.nextInt(some.length));
                    if (n > 0) {
                        seen.write(some, 0, n);
                    }
                }
            } catch (SocketTimeoutException silent) {
                n = 0; // The library asks again.
            }
        }
        assertArrayEquals(wanted.toByteArray(), seen.toByteArray());
        assertEquals(expected, leftOut);
    }
}
