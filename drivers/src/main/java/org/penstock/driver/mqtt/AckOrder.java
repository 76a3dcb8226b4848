package org.penstock.driver.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The acknowledgements of one connection, given in the order in which the messages came, as the protocol demands, however
 * the journal and the dropping of bad messages mix. After {@link #end} nothing is sent any more: the packet ids of a
 * connection that is gone mean other messages on the next one. Callable from any thread; never waits.
 */
final class AckOrder {
    private final IntConsumer send;
    private final Deque<Slot> open = new ArrayDeque<>();
    /** Whether a thread is giving acknowledgements; it also gives those that become due meanwhile. */
    private boolean sending;

    private boolean ended;

    /** A message that waits for its acknowledgement. */
    final class Slot implements Runnable {
        private final int id;
        private boolean done;

        private Slot(int id) {
            this.id = id;
        }

        /** The message is safe with us, or was dropped and counted. */
        @Override
        public void run() {
            synchronized (AckOrder.this) {
                done = true;
                if (sending) {
                    return;
                }
                sending = true;
            }
            flush();
        }
    }

    /** @param send sends one PUBACK without waiting */
    AckOrder(IntConsumer send) {
        this.send = send;
    }

    /** A message came. */
    synchronized Slot arrived(int id) {
        Slot slot = new Slot(id);
        open.add(slot);
        return slot;
    }

    /**
     * Sends without holding the lock: what comes from the broker needs it for each message and waited 20 ms for a journal
     * that had a thousand acknowledgements to give.
     */
    private void flush() {
        Slot next = next(null);
        try {
            while (next != null) {
                send.accept(next.id);
                next = next(next);
            }
        } finally {
            if (next != null) {
                stopped();
            }
        }
    }

    private synchronized @Nullable Slot next(@Nullable Slot sent) {
        if (sent != null && !ended) {
            open.removeFirst();
        }
        if (ended || open.isEmpty() || !open.getFirst().done) {
            sending = false;
            return null;
        }
        return open.getFirst();
    }

    private synchronized void stopped() {
        sending = false;
    }

    /** How many messages wait. */
    synchronized int waiting() {
        return ended ? 0 : open.size();
    }

    /** The connection is gone. */
    synchronized void end() {
        ended = true;
        open.clear();
    }
}
