package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Approach;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Sample;
import org.penstock.driver.mqtt.decoder.Delivery;

/** What one message held. @param present keys of devices that say that they are there */
record Heard(
        List<Group> groups,
        List<Drop> drops,
        List<State> states,
        List<Ask> asks,
        List<Missed> missed,
        List<Silence> silences,
        List<String> present,
        List<Note> notes,
        List<OnItsWay> deliveries,
        List<Approach> approaches) {
    /** A message that nobody wants anything of. */
    static final Heard NOTHING = new Builder().build();

    Heard {
        groups = List.copyOf(groups);
        drops = List.copyOf(drops);
        states = List.copyOf(states);
        asks = List.copyOf(asks);
        missed = List.copyOf(missed);
        silences = List.copyOf(silences);
        present = List.copyOf(present);
        notes = List.copyOf(notes);
        deliveries = List.copyOf(deliveries);
        approaches = List.copyOf(approaches);
    }

    /** The same with other values, as a broker replays it: that brings no device nearer. */
    Heard with(List<Group> otherGroups, List<Drop> otherDrops) {
        return new Heard(
                otherGroups, otherDrops, states, asks, missed, silences, present, notes, deliveries, List.of());
    }

    /** Samples and what is handed on that belong together, at least one of them. */
    record Group(
            List<Sample> samples,
            List<Handed> handed,
            @Nullable String messageId) {
        Group {
            samples = List.copyOf(samples);
            handed = List.copyOf(handed);
        }
    }

    /**
     * Something that was left out.
     *
     * @param device key, "" when unknown
     * @param reason short fixed word
     */
    record Drop(String device, String reason, String detail) {}

    /** What a device says an output does. */
    record State(int output, double value) {}

    /** Messages that never came, as a device's own counter shows. @param device key */
    record Missed(String device, long messages) {}

    /**
     * A device that cannot speak any more.
     *
     * @param device key
     * @param words what told so
     */
    record Silence(String device, String words) {}

    /** What else is known of how a device is reached. @param device key */
    record Note(String device, String words) {}

    /** What a network says of a command on its way. @param identity of its device */
    record OnItsWay(String identity, Delivery delivery) {}

    /** Something to be published. */
    record Ask(String topic, byte[] payload) {}

    /** Collects; most messages have one group and nothing else. */
    static final class Builder {
        private List<Group> groups = List.of();
        private List<Drop> drops = List.of();
        private List<State> states = List.of();
        private List<Ask> asks = List.of();
        private List<Missed> missed = List.of();
        private List<Silence> silences = List.of();
        private List<String> present = List.of();
        private List<Note> notes = List.of();
        private List<OnItsWay> deliveries = List.of();
        private List<Approach> approaches = List.of();

        void group(List<Sample> samples, @Nullable String messageId) {
            group(samples, List.of(), messageId);
        }

        void group(List<Sample> samples, List<Handed> handed, @Nullable String messageId) {
            if (!samples.isEmpty() || !handed.isEmpty()) {
                groups = and(groups, new Group(samples, handed, messageId));
            }
        }

        void drop(String device, String reason, String detail) {
            drops = and(drops, new Drop(device, reason, detail));
        }

        void state(int output, double value) {
            states = and(states, new State(output, value));
        }

        void missed(String device, long messages) {
            missed = and(missed, new Missed(device, messages));
        }

        void silent(String device, String words) {
            silences = and(silences, new Silence(device, words));
        }

        /** A device says that it is there, and nothing else. @param device key */
        void present(String device) {
            present = and(present, device);
        }

        void note(String device, String words) {
            notes = and(notes, new Note(device, words));
        }

        void delivered(String identity, Delivery delivery) {
            deliveries = and(deliveries, new OnItsWay(identity, delivery));
        }

        void approach(Approach approach) {
            approaches = and(approaches, approach);
        }

        void ask(String topic, byte[] payload) {
            asks = and(asks, new Ask(topic, payload));
        }

        private static <T> List<T> and(List<T> before, T more) {
            if (before.isEmpty()) {
                return List.of(more);
            }
            List<T> list = new ArrayList<>(before);
            list.add(more);
            return list;
        }

        Heard build() {
            return new Heard(groups, drops, states, asks, missed, silences, present, notes, deliveries, approaches);
        }
    }
}
