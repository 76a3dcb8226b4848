package org.penstock.driver.modbus;

import org.jspecify.annotations.Nullable;

/**
 * A connection to one or more units, whatever the framing. A connection that broke stays broken: make a new one. Any
 * number of threads may call.
 */
interface ModbusConnection extends AutoCloseable {
    /**
     * An answer that came after its request was given up: too late to wait for, and no less true. It is matched to its
     * request as strictly as any other.
     *
     * @param request the read it answers, or null when it answers something else and only tells that the unit lives
     * @param tookNanos time from the request to the answer, ns
     */
    record Late(int unit, @Nullable Pdu request, byte[] answer, long tookNanos) {
        /** Whether a gateway says, late, that it did not hear the unit (exceptions 10 and 11). */
        boolean unitUnreached() {
            return answer.length == 2 && (answer[0] & 0x80) != 0 && (answer[1] == 10 || answer[1] == 11);
        }
    }

    /**
     * Sends one request, once, and waits for its answer.
     *
     * @param timeoutNanos time for the whole exchange, ns
     * @return the answer's function code and data, checked against the request
     */
    byte[] exchange(int unit, Pdu request, long timeoutNanos) throws ExchangeException, InterruptedException;

    /** Whether a request may be sent while another is under way, because answers tell which request they belong to. */
    boolean parallel();

    /** Takes the next late answer, or null when there is none. */
    @Nullable
    Late takeLate();

    /** Why the connection can no longer be used, or null while it can. */
    @Nullable
    String broken();

    /** Closes, ends every exchange under way and waits for the reader thread, which follows at once. */
    @Override
    void close();

    /** {@code 1 s}, {@code 250 ms}. */
    static String inWords(long nanos) {
        long ms = nanos / 1_000_000;
        return ms % 1_000 == 0 && ms > 0 ? ms / 1_000 + " s" : ms + " ms";
    }
}
