package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.QualityCode;
import org.penstock.driver.mqtt.BrokerConnection.Incoming;
import org.penstock.driver.mqtt.MqttOutput.State.OnTopic;
import org.penstock.driver.mqtt.decoder.Decoder;
import org.penstock.driver.mqtt.decoder.Ear;
import org.penstock.driver.mqtt.decoder.Message;
import org.penstock.driver.mqtt.decoder.Payload;

/**
 * Everybody who listens to one connection: plain routes, availability, the states of outputs, and the conventions with
 * what they remember. Called by the connection's delivery thread only, in the order of arrival.
 */
final class Hearing {
    private final MqttPlan plan;
    private final MessageReader routes;
    private final TopicIndex<StateTopic> states;
    private final TopicIndex<Availability> availabilities;
    private final List<Convention> conventions = new ArrayList<>();
    private final Set<Integer> live;

    /** The topic on which a device says what one output does. @param output its number */
    private record StateTopic(int output, MqttOutput of, OnTopic state) {}

    /**
     * @param live streams that a live value came for since the start of the link; shared by its connections
     * @param ears what each convention remembers; shared by its connections, which each replace them
     */
    Hearing(MqttPlan plan, MessageReader routes, Set<Integer> live, Map<Decoder, Ear> ears) {
        this.plan = plan;
        this.routes = routes;
        this.live = live;
        this.availabilities = new TopicIndex<>(plan.availabilities(), Availability::filter);
        List<StateTopic> stateTopics = new ArrayList<>();
        plan.outputs().forEach((no, output) -> {
            if (output.state() instanceof OnTopic s) {
                stateTopics.add(new StateTopic(no, output, s));
            }
        });
        this.states = new TopicIndex<>(stateTopics, s -> s.state().filter());
        Map<Decoder, List<Spoken>> byDecoder = new LinkedHashMap<>();
        plan.spoken()
                .forEach(d -> byDecoder
                        .computeIfAbsent(d.decoder(), unused -> new ArrayList<>())
                        .add(d));
        byDecoder.forEach(
                (decoder, devices) -> conventions.add(new Convention(decoder, devices, plan.outputs(), ears)));
    }

    /** What is to be published when everything is subscribed to. Called once, before the first message. */
    List<Heard.Ask> begin(long wallMicros) {
        Heard.Builder heard = new Heard.Builder();
        conventions.forEach(c -> c.begin(wallMicros, heard));
        return heard.build().asks();
    }

    /** What a message holds. Never throws: a message that breaks a decoder is dropped and counted. */
    Heard hear(Incoming m, long receivedMicros) {
        Heard.Builder heard = new Heard.Builder();
        if (PairingTopic.is(m.topic())) {
            if (m.retained()) {
                heard.drop("", "retained", "a code that the broker kept from earlier");
            } else {
                heard.approach(PairingTopic.read(m, plan.settings().maxPayload()));
            }
            return heard.build();
        }
        String device = "";
        try {
            Payload payload = Payload.of(m.payload(), plan.settings().maxPayload());
            boolean somebody = false;
            Set<Integer> gone = Set.of();
            for (StateTopic s : states.at(m.topic())) {
                somebody = true;
                hearState(s, m.topic(), payload, heard);
            }
            for (Availability a : availabilities.at(m.topic())) {
                somebody = true;
                device = a.device();
                if (a.gone(payload)) {
                    heard.group(noValue(a.streams()), null);
                    heard.silent(a.device(), "its last will says it is gone");
                    gone = and(gone, a.streams());
                } else {
                    heard.present(a.device());
                }
            }
            for (Convention c : conventions) {
                if (c.takes(m.topic())) {
                    somebody = true;
                    c.hear(new Message(m.topic(), payload, m.retained(), receivedMicros), heard);
                }
            }
            routes.read(m.topic(), payload, somebody, gone, heard);
        } catch (Payload.Unreadable e) {
            heard.drop(
                    device.isEmpty() ? routes.device(m.topic()) : device,
                    e.word(),
                    e.detail() + ", topic " + shortened(m.topic()));
        } catch (RuntimeException e) {
            heard.drop("", "decoder_failed", "a message on " + shortened(m.topic()) + " broke its decoder: " + e);
        }
        return m.retained() ? withoutStale(heard.build()) : remembered(heard.build());
    }

    private static Set<Integer> and(Set<Integer> some, List<Integer> more) {
        Set<Integer> all = new HashSet<>(some);
        all.addAll(more);
        return all;
    }

    private static void hearState(StateTopic s, String topic, Payload payload, Heard.Builder heard) {
        try {
            ValueAt value = s.state().value();
            heard.state(s.output(), value.number(value.in(payload, topic)));
        } catch (Payload.Unreadable e) {
            heard.drop(s.of().device(), e.word(), "state of output " + s.of().key() + ": " + e.detail());
        }
    }

    private static List<Sample> noValue(List<Integer> streams) {
        return streams.stream()
                .map(no -> new Sample(no, Double.NaN, Sample.NO_TIME, QualityCode.NO_COMMUNICATION))
                .toList();
    }

    private Heard remembered(Heard heard) {
        heard.groups().forEach(g -> g.samples().forEach(s -> live.add(s.stream())));
        return heard;
    }

    /**
     * A retained value without a time says nothing about a stream that has had a live value: after a reconnect it would
     * replace a fresh value by an old one. That a device is gone is worth hearing also then.
     */
    private Heard withoutStale(Heard heard) {
        List<Heard.Group> groups = new ArrayList<>();
        List<Heard.Drop> drops = new ArrayList<>(heard.drops());
        for (Heard.Group g : heard.groups()) {
            List<Sample> kept = new ArrayList<>();
            for (Sample s : g.samples()) {
                if (s.eventMicros() == Sample.NO_TIME && live.contains(s.stream()) && !Double.isNaN(s.value())) {
                    drops.add(new Heard.Drop("", "retained", "an old value that the broker replays"));
                } else {
                    kept.add(s);
                }
            }
            if (!kept.isEmpty() || !g.handed().isEmpty()) {
                groups.add(new Heard.Group(kept, g.handed(), g.messageId()));
            }
        }
        return heard.with(groups, drops);
    }

    static String shortened(String topic) {
        String one = topic.length() > 100 ? topic.substring(0, 100) + "…" : topic;
        // Asked for each message of a stranger; a topic with control characters is rare.
        return one.chars().anyMatch(Character::isISOControl) ? one.replaceAll("\\p{Cntrl}", "?") : one;
    }
}
