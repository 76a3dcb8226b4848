package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Approach;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Sample;

/** What one message held. */
record Heard(
        List<Group> groups,
        List<Drop> drops,
        List<State> states,
        List<Ask> asks,
        List<Missed> missed,
        List<Silence> silences,
        List<Approach> approaches) {
    /** A message that nobody wants anything of. */
    static final Heard NOTHING = new Heard(List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

    Heard {
        groups = List.copyOf(groups);
        drops = List.copyOf(drops);
        states = List.copyOf(states);
        asks = List.copyOf(asks);
        missed = List.copyOf(missed);
        silences = List.copyOf(silences);
        approaches = List.copyOf(approaches);
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
            return new Heard(groups, drops, states, asks, missed, silences, approaches);
        }
    }
}
