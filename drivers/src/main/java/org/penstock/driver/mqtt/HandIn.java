package org.penstock.driver.mqtt;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.penstock.core.link.Approach;
import org.penstock.core.link.Batch;
import org.penstock.core.link.LinkContext;
import org.penstock.driver.shared.Drops;
import org.penstock.driver.shared.Traffic;

/** Hands what was heard from a broker to the facility. One thread. */
final class HandIn {
    private final String key;
    private final MqttPlan plan;
    private final LinkContext context;
    private final HealthBook health;
    private final Drops drops;
    private final Traffic traffic;
    private final Consumer<Heard.Ask> ask;
    /** Devices of which the facility was told that they are gone. */
    private final Set<String> away = new HashSet<>();

    /** @param key of the link @param ask says something to a device */
    HandIn(
            String key,
            MqttPlan plan,
            LinkContext context,
            HealthBook health,
            Drops drops,
            Traffic traffic,
            Consumer<Heard.Ask> ask) {
        this.key = key;
        this.plan = plan;
        this.context = context;
        this.health = health;
        this.drops = drops;
        this.traffic = traffic;
        this.ask = ask;
    }

    /** Hands in one message; waits while the facility takes no more. */
    void handIn(Inbox.Arrival a) throws InterruptedException {
        Heard heard = a.heard();
        note(a);
        health.heard(heard, a.receivedMicros(), a.retained());
        presence(heard, a.retained());
        heard.drops().forEach(d -> drops.count(d.device(), d.reason(), d.detail()));
        heard.missed().forEach(m -> context.missed(m.device(), m.messages()));
        heard.asks().forEach(ask);
        heard.approaches().forEach(context::approached);
        if (!a.retained()) {
            heard.states().forEach(this::spoke);
            heard.groups().forEach(g -> g.handed().forEach(h -> context.approached(new Approach.Spoke(h.device()))));
        }
        Runnable acknowledge = a.acknowledge();
        if (heard.groups().isEmpty()) {
            acknowledge.run();
            return;
        }
        // The message is safe when the last of its parts is.
        AtomicInteger left = new AtomicInteger(heard.groups().size());
        Runnable part = acknowledge == Batch.NOTHING_TO_ACKNOWLEDGE || left.get() == 1
                ? acknowledge
                : () -> {
                    if (left.decrementAndGet() == 0) {
                        acknowledge.run();
                    }
                };
        for (Heard.Group g : heard.groups()) {
            context.deliver(new Batch(
                    key,
                    g.samples(),
                    g.handed(),
                    a.receivedMicros(),
                    a.receivedNanos(),
                    a.retained(),
                    g.messageId(),
                    part));
        }
    }

    /** A device that speaks is there again, also when nothing said so; what a broker kept of it says nothing. */
    private void presence(Heard heard, boolean retained) {
        heard.silences().stream().filter(s -> away.add(s.device())).forEach(s -> context.device(s.device(), s.words()));
        if (!away.isEmpty()) {
            Set<String> there = new HashSet<>(heard.present());
            if (!retained) {
                there.addAll(health.spoke(heard));
            }
            there.stream().filter(away::remove).forEach(d -> context.device(d, ""));
        }
    }

    private void spoke(Heard.State state) {
        MqttOutput output = plan.outputs().get(state.output());
        if (output != null) {
            context.approached(new Approach.Spoke(output.device()));
        }
    }

    /** For whoever watches the line. */
    private void note(Inbox.Arrival a) {
        Heard heard = a.heard();
        String device = heard.groups().isEmpty()
                ? heard.drops().isEmpty() ? "" : heard.drops().getFirst().device()
                : health.device(heard.groups().getFirst());
        String outcome = heard.drops().isEmpty() ? "" : heard.drops().getFirst().reason();
        // A code is for whoever opened the pairing, not for whoever watches.
        String topic = PairingTopic.is(a.topic()) ? "penstock/pair/…" : a.topic();
        traffic.add(a.receivedMicros(), device, topic, outcome, 0);
    }
}
