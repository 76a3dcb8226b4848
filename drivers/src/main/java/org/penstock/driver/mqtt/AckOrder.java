package org.penstock.driver.mqtt;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.IntConsumer;

/**
 * The acknowledgements of one connection, given in the order in which the messages came, as the protocol demands, however
 * the journal and the dropping of bad messages mix. After {@link #end} nothing is sent any more: the packet ids of a
 * connection that is gone mean other messages on the next one. Callable from any thread; never waits.
 */
final class AckOrder {
    private final IntConsumer send;
    private final Deque<Slot> open = new ArrayDeque<>();
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
                flush();
            }
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

    private void flush() {
        while (!ended && !open.isEmpty() && open.getFirst().done) {
            send.accept(open.removeFirst().id);
        }
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
