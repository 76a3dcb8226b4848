package org.penstock.driver.modbus;

import java.io.IOException;

/** Bytes to and from the far end: a serial line, or a socket to a gateway that passes on what a serial line carries. */
interface ByteLine extends AutoCloseable {
    /**
     * Waits for bytes. One thread calls it.
     *
     * @return how many came, 0 when none came for a while, -1 when the far end closed
     */
    int read(byte[] into) throws IOException;

    /** Sends all of {@code bytes}. */
    void write(byte[] bytes) throws IOException;

    /** Ends a {@link #read} under way in a moment. Idempotent. */
    @Override
    void close();
}
