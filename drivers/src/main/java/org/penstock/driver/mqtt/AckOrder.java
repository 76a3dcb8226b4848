package org.penstock.driver.mqtt;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * The acknowledgements of one connection, given in the order in which the messages came, as the protocol demands, however
 * the journal and the dropping of bad messages mix. The journal only marks; one thread of the connection gives them, as
 * many at once as are due ({@link #due}), so that a broker that reads slowly never holds up the journal. After {@link #end}
 * nothing is given any more: the packet ids of a connection that is gone mean other messages on the next one.
 */
final class AckOrder {
    /** Given at once at most; keeps what a packet stream must hold small. */
    private static final int MOST = 1_000;

    private final Deque<Slot> open = new ArrayDeque<>();
    private int inHand;
    private boolean awaited;
    private boolean ended;

    /** A message that waits for its acknowledgement. */
    final class Slot implements Runnable {
        private final int id;
        private boolean done;

        private Slot(int id) {
            this.id = id;
        }

        /** The message is safe with us, or was dropped and counted. Never waits. */
        @Override
        public void run() {
            synchronized (AckOrder.this) {
                done = true;
                if (awaited && anyDue()) {
                    awaited = false;
                    AckOrder.this.notifyAll();
                }
            }
        }
    }

    /** A message came. */
    synchronized Slot arrived(int id) {
        Slot slot = new Slot(id);
        open.add(slot);
        return slot;
    }

    /**
     * Waits for acknowledgements to give. Calling it again says that the last ones were given; one thread calls it.
     *
     * @return packet ids in the order of arrival, at least one; none at all when the connection is gone
     */
    synchronized int[] due() throws InterruptedException {
        inHand = 0;
        while (!ended && !anyDue()) {
            awaited = true;
            wait();
        }
        awaited = false;
        int[] ids = new int[ended ? 0 : Math.min(MOST, open.size())];
        while (inHand < ids.length && open.getFirst().done) {
            ids[inHand++] = open.removeFirst().id;
        }
        return Arrays.copyOf(ids, inHand);
    }

    private boolean anyDue() {
        return !open.isEmpty() && open.getFirst().done;
    }

    /** How many messages wait, those that are being acknowledged among them. */
    synchronized int waiting() {
        return ended ? 0 : open.size() + inHand;
    }

    /** The connection is gone. */
    synchronized void end() {
        ended = true;
        open.clear();
        notifyAll();
    }
}
