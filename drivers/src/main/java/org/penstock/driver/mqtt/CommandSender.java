package org.penstock.driver.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.mqtt.MqttOutput.State;
import org.penstock.driver.mqtt.StateBook.Said;
import org.penstock.driver.mqtt.StateBook.Unanswered;
import org.penstock.driver.mqtt.decoder.Command.Kept;
import org.penstock.driver.shared.StatusBoard;

/**
 * Publishes a command, once, and waits for what the device itself says afterwards. That the broker took the message
 * proves nothing; neither does a state the device reported before, or a retained one. A network that keeps commands for
 * devices that listen seldom is told once as well; what it says of the command is the reason when the device stays silent.
 */
final class CommandSender {
    private final MqttSettings settings;
    private final StateBook states;
    private final LinkContext context;
    private final Ticker ticker;
    private final StatusBoard status;
    private final HealthBook health;

    CommandSender(MqttSettings settings, StateBook states, LinkContext context, StatusBoard status, HealthBook health) {
        this.settings = settings;
        this.states = states;
        this.context = context;
        this.ticker = context.ticker();
        this.status = status;
        this.health = health;
    }

    WriteOutcome write(BrokerConnection connection, MqttOutput output, OutputWrite write) throws InterruptedException {
        long began = ticker.nanos();
        long deadline = began + TimeUnit.MILLISECONDS.toNanos(write.timeoutMillis());
        Kept kept = output.kept();
        long now = StatusBoard.wallMicros(context);
        byte[] payload;
        try {
            payload = output.encoding()
                    .bytes(write.value(), write.maxOnMillis(), now, now + write.timeoutMillis() * 1_000);
        } catch (IllegalArgumentException e) {
            return words(output, "was not written: " + e.getMessage());
        }
        long mark = states.mark();
        boolean safe = write.maxOnMillis() == 0;
        try {
            status.countSent();
            if (kept == null) {
                connection.publish(output.topic(), payload, safe, write.timeoutMillis());
            } else {
                // The network keeps it, not the broker.
                states.sending(write.output(), output.identity(), kept.named().apply(now));
                connection.publish(
                        safe ? kept.safeTopic() : output.topic(),
                        payload,
                        false,
                        Math.min(settings.timeoutMillis(), write.timeoutMillis()));
            }
        } catch (BrokerException e) {
            states.settled(write.output(), false);
            status.countError();
            return failed(output, "was not commanded: " + e.reason());
        }
        if (output.state() == null) {
            return new WriteOutcome.Acknowledged();
        }
        Said reported;
        Unanswered unanswered;
        try {
            double wanted = write.value();
            reported = states.await(
                    write.output(), mark, v -> Math.abs(v - wanted) <= output.tolerance(), deadline, write.overtaken());
        } finally {
            unanswered = states.settled(write.output(), write.overtaken().getAsBoolean());
        }
        if (reported != null) {
            health.proved(output.device(), ticker.nanos() - began);
            return new WriteOutcome.Verified(reported.value());
        }
        return unanswered(output, output.state(), write, mark, unanswered);
    }

    private WriteOutcome unanswered(
            MqttOutput output, State state, OutputWrite write, long mark, Unanswered unanswered) {
        status.countError();
        String commanded = "was commanded to " + write.value() + " but ";
        Kept kept = output.kept();
        if (unanswered.failed()) {
            return failed(output, commanded + "the network " + unanswered.words());
        }
        String way = kept == null
                ? ""
                : (unanswered.words().isEmpty()
                                ? "; the network did not say that it took the command"
                                : "; the network " + unanswered.words() + " and the command was still under way")
                        + ": the device can be reached " + kept.when();
        if (unanswered.overtaken()) {
            return words(output, commanded + "was overtaken by another command" + way);
        }
        Said last = states.last(write.output());
        return last != null && last.seq() > mark
                ? failed(output, commanded + "its device reports " + last.value() + way)
                : silent(
                        output,
                        commanded + "its device reported no state on " + state.where() + " within "
                                + write.timeoutMillis() + " ms"
                                + (kept == null ? ": is it switched on and connected?" : way));
    }

    WriteOutcome readBack(BrokerConnection connection, int no, MqttOutput output) throws InterruptedException {
        MqttOutput.State state = output.state();
        if (state == null) {
            return words(output, "cannot be read back: its address names no `state`");
        }
        long began = ticker.nanos();
        long deadline = began + TimeUnit.MILLISECONDS.toNanos(settings.timeoutMillis());
        Said reported;
        if (output.ask().isEmpty()) {
            Said last = states.last(no);
            reported = last != null ? last : states.await(no, -1, v -> true, deadline, () -> false);
        } else {
            long mark = states.mark();
            try {
                connection.publish(
                        output.ask(),
                        output.askPayload().getBytes(StandardCharsets.UTF_8),
                        false,
                        settings.timeoutMillis());
            } catch (BrokerException e) {
                return failed(output, "could not be asked for its state: " + e.reason());
            }
            reported = states.await(no, mark, v -> true, deadline, () -> false);
            if (reported != null) {
                health.proved(output.device(), ticker.nanos() - began);
            }
        }
        return reported != null
                ? new WriteOutcome.Verified(reported.value())
                : silent(output, "reported no state on " + state.where());
    }

    private WriteOutcome.Failed failed(MqttOutput output, String what) {
        health.failed(output.device(), "output " + output.key() + " " + what);
        return words(output, what);
    }

    private WriteOutcome.Failed silent(MqttOutput output, String what) {
        health.timedOut(output.device(), "output " + output.key() + " " + what);
        return words(output, what);
    }

    private static WriteOutcome.Failed words(MqttOutput output, String what) {
        return new WriteOutcome.Failed("output " + output.key() + " of device " + output.device() + " " + what);
    }
}
