package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.penstock.core.link.Approach;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Quality;
import org.penstock.core.quantity.QualityCode;
import org.penstock.driver.mqtt.MqttOutput.State.Reported;
import org.penstock.driver.mqtt.decoder.Content;
import org.penstock.driver.mqtt.decoder.Decoder;
import org.penstock.driver.mqtt.decoder.Delivery;
import org.penstock.driver.mqtt.decoder.Ear;
import org.penstock.driver.mqtt.decoder.Message;
import org.penstock.driver.mqtt.decoder.Payload;
import org.penstock.driver.mqtt.decoder.Report;
import org.penstock.driver.mqtt.decoder.Speaker;
import org.penstock.driver.mqtt.decoder.Telling;
import org.penstock.driver.mqtt.decoder.Value;

/**
 * The devices of one convention on one connection: gives each stream what it wants of their reports, and each output what
 * its device says of it; hands on what is more than values. One thread.
 */
final class Convention {
    private final Ear ear;
    private final TopicIndex<TopicFilter> filters;
    private final Map<String, List<Spoken>> devices = new HashMap<>();
    private final Map<String, Map<Integer, Reported>> outputs = new HashMap<>();

    /**
     * @param devices all of {@code decoder}
     * @param outputs all of the link
     * @param ears the ears of the connection before; the new one takes its place
     */
    Convention(Decoder decoder, List<Spoken> devices, Map<Integer, MqttOutput> outputs, Map<Decoder, Ear> ears) {
        devices.forEach(d -> this.devices
                .computeIfAbsent(d.speaker().identity(), unused -> new ArrayList<>())
                .add(d));
        outputs.forEach((no, output) -> {
            if (output.state() instanceof Reported r && this.devices.containsKey(r.identity())) {
                this.outputs
                        .computeIfAbsent(r.identity(), unused -> new HashMap<>())
                        .put(no, r);
            }
        });
        List<Speaker> speakers = devices.stream().map(Spoken::speaker).toList();
        Ear before = ears.get(decoder);
        this.ear = before == null ? decoder.listen(speakers) : decoder.listenAgain(speakers, before);
        ears.put(decoder, ear);
        this.filters = new TopicIndex<>(
                TopicFilter.fewest(devices.stream()
                        .flatMap(d -> d.speaker().topics().stream())
                        .map(TopicFilter::new)
                        .toList()),
                Function.identity());
    }

    /** Whether messages on {@code topic} are meant for this convention. */
    boolean takes(String topic) {
        return !filters.at(topic).isEmpty();
    }

    /** Puts what is to be published first into {@code heard}. */
    void begin(long wallMicros, Heard.Builder heard) {
        ear.begin(wallMicros, new Teller(heard));
    }

    /** Puts what {@code message} says into {@code heard}. */
    void hear(Message message, Heard.Builder heard) throws Payload.Unreadable {
        ear.hear(message, new Teller(heard));
    }

    /** Turns what a decoder says of one message into samples. */
    private final class Teller implements Telling {
        private final Heard.Builder heard;

        private Teller(Heard.Builder heard) {
            this.heard = heard;
        }

        @Override
        public void said(Report report) {
            List<Spoken> meant = devices.get(report.identity());
            if (meant == null) {
                heard.drop("", "unknown_device", report.identity() + " speaks, but is no device of this facility");
                return;
            }
            List<Sample> samples = new ArrayList<>();
            for (Spoken device : meant) {
                for (Spoken.Wanted stream : device.streams()) {
                    Value value = report.values().get(stream.name());
                    if (value != null) {
                        try {
                            samples.add(stream.sample(value, report.eventMicros()));
                        } catch (Payload.Unreadable e) {
                            heard.drop(device.key(), e.word(), e.detail());
                        }
                    }
                }
            }
            heard.group(samples, handed(report, meant.getFirst().key()), report.messageId());
            if (report.historical()) {
                return;
            }
            outputs.getOrDefault(report.identity(), Map.of()).forEach((no, state) -> {
                Value value = report.values().get(state.name());
                if (value != null) {
                    hearState(no, state, value, meant.getFirst().key());
                }
            });
        }

        /** Two devices of the file may listen to one speaker; what it hands on is the first one's, for it was said once. */
        private static List<Handed> handed(Report report, String device) {
            Content c = report.content();
            return c == null
                    ? List.of()
                    : List.of(new Handed(device, c.kind(), c.subject(), c.id(), report.eventMicros(), c.body()));
        }

        private void hearState(int output, Reported state, Value value, String device) {
            try {
                double number = state.words().of(value, state.name());
                if (value.quality().quality() != Quality.BAD) {
                    heard.state(output, number);
                }
            } catch (Payload.Unreadable e) {
                heard.drop(device, e.word(), "state of an output: " + e.detail());
            }
        }

        @Override
        public void silent(String identity, String reason) {
            silent(identity, reason, Map.of());
        }

        @Override
        public void silent(String identity, String reason, Map<String, Value> still) {
            List<Spoken> meant = devices.getOrDefault(identity, List.of());
            meant.forEach(d -> heard.silent(d.key(), reason));
            if (!still.isEmpty() && !meant.isEmpty()) {
                said(Report.now(identity, still));
            }
            List<Sample> none = meant.stream()
                    .flatMap(d -> d.streams().stream())
                    .filter(s -> !still.containsKey(s.name()))
                    .map(s -> new Sample(s.stream(), Double.NaN, Sample.NO_TIME, QualityCode.NO_COMMUNICATION))
                    .toList();
            heard.group(none, null);
        }

        @Override
        public void dropped(String identity, String reason, String detail) {
            List<Spoken> meant = devices.getOrDefault(identity, List.of());
            heard.drop(meant.isEmpty() ? "" : meant.getFirst().key(), reason, detail);
        }

        @Override
        public void missed(String identity, long messages) {
            devices.getOrDefault(identity, List.of()).forEach(d -> heard.missed(d.key(), messages));
        }

        @Override
        public void noted(String identity, String words) {
            devices.getOrDefault(identity, List.of()).forEach(d -> heard.note(d.key(), words));
        }

        @Override
        public void delivered(String identity, Delivery delivery) {
            heard.delivered(identity, delivery);
        }

        @Override
        public void joined(String identity) {
            devices.getOrDefault(identity, List.of()).forEach(d -> heard.approach(new Approach.Joined(d.key())));
        }

        @Override
        public void ask(String topic, byte[] payload) {
            heard.ask(topic, payload);
        }
    }
}
