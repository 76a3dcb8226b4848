package org.penstock.driver.mqtt;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.mqtt.decoder.Delivery;

/**
 * What the devices themselves said about their outputs on this connection. A retained state is old: it may be read back
 * but never proves a command. And how far commands got that a network keeps for a while: what a device says before its
 * command was sent proves nothing either. Callable from any thread.
 */
final class StateBook {
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private final Ticker ticker;
    private final Map<Integer, Said> said = new HashMap<>();
    private final Map<Integer, OnItsWay> onTheirWay = new HashMap<>();
    private long seq;
    private boolean ended;

    /** A command that a network keeps. */
    private static final class OnItsWay {
        private final String identity;
        private final String name;
        private String words = "";
        private boolean failed;
        private long sentAt = -1;

        private OnItsWay(String identity, String name) {
            this.identity = identity;
            this.name = name;
        }
    }

    /** How a wait ended without a state. @param words the last that a network said of the command, "" when nothing */
    record Unanswered(boolean failed, boolean overtaken, String words) {}

    /** @param seq rises with every live state of any output; 0 for a retained one */
    record Said(double value, long seq) {}

    StateBook(Ticker ticker) {
        this.ticker = ticker;
    }

    /** A device reported. */
    synchronized void heard(int output, double value, boolean retained) {
        Said before = said.get(output);
        if (retained && before != null && before.seq() > 0) {
            return;
        }
        said.put(output, new Said(value, retained ? 0 : ++seq));
        notifyAll();
    }

    /** Marks a moment: states heard from here on have a higher number. */
    synchronized long mark() {
        return seq;
    }

    /** The last state heard, or null. */
    synchronized @Nullable Said last(int output) {
        return said.get(output);
    }

    /** A command to an output goes to a network that keeps it. @param name what the network calls it */
    synchronized void sending(int output, String identity, String name) {
        onTheirWay.put(output, new OnItsWay(identity, name));
    }

    /** A network says how far a command to the device {@code identity} got. */
    synchronized void delivered(String identity, Delivery delivery) {
        for (OnItsWay c : onTheirWay.values()) {
            boolean meant =
                    c.identity.equals(identity) && (delivery.command().isEmpty() || c.name.equals(delivery.command()));
            if (meant && !c.failed) {
                c.words = delivery.words();
                switch (delivery.stage()) {
                    case QUEUED -> {}
                    case SENT -> c.sentAt = c.sentAt < 0 ? seq : c.sentAt;
                    case FAILED -> c.failed = true;
                }
            }
        }
        notifyAll();
    }

    /** Nobody waits for the command to {@code output} any more. @return what became of it */
    synchronized Unanswered settled(int output, boolean overtaken) {
        OnItsWay c = onTheirWay.remove(output);
        return c == null ? new Unanswered(false, overtaken, "") : new Unanswered(c.failed, overtaken, c.words);
    }

    /**
     * Waits until the device reports, after {@code mark}, a state that is wanted; of a command that a network keeps, after
     * that was sent.
     *
     * @param overtaken looked at now and then: whether to give up
     * @return the state; null when the time is over, the network gave the command up, or it was overtaken
     */
    synchronized @Nullable Said await(
            int output, long mark, DoublePredicate wanted, long deadlineNanos, BooleanSupplier overtaken)
            throws InterruptedException {
        while (true) {
            Said s = said.get(output);
            OnItsWay c = onTheirWay.get(output);
            boolean sent = c == null || c.sentAt >= 0;
            long after = c == null ? mark : Math.max(mark, c.sentAt);
            if (s != null && sent && s.seq() > after && wanted.test(s.value())) {
                return s;
            }
            long left = deadlineNanos - ticker.nanos();
            if (left <= 0 || ended || (c != null && c.failed) || overtaken.getAsBoolean()) {
                return null;
            }
            TimeUnit.NANOSECONDS.timedWait(this, Math.clamp(left, 1_000_000, LOOK_NANOS));
        }
    }

    /** Nobody will report any more: whoever waits, waits no longer. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** The connection is gone: what was said on it no longer counts. */
    synchronized void forget() {
        said.clear();
        notifyAll();
    }
}
