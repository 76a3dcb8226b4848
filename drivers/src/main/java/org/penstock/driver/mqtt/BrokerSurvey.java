package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Finding;
import org.penstock.core.link.Findings;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;
import org.penstock.core.quantity.QualityCode;
import org.penstock.driver.mqtt.BrokerConnection.Incoming;
import org.penstock.driver.mqtt.BrokerConnection.Subscription;
import org.penstock.driver.mqtt.decoder.Decoder;
import org.penstock.driver.mqtt.decoder.Decoders;
import org.penstock.driver.mqtt.decoder.Ear;
import org.penstock.driver.mqtt.decoder.Message;
import org.penstock.driver.mqtt.decoder.Payload;
import org.penstock.driver.mqtt.decoder.Report;
import org.penstock.driver.mqtt.decoder.Telling;
import org.penstock.driver.mqtt.decoder.Value;
import org.penstock.driver.shared.StatusBoard;

/**
 * Listens to a broker for a while, over a connection of its own, and shows who speaks: through the convention that was
 * asked for, else topic by topic. Publishes nothing.
 *
 * <p>Words of the wish: {@code topic} (filters, with commas between them), {@code decoder}.
 */
final class BrokerSurvey implements BrokerConnection.Listener {
    private static final int WAITING = 10_000;

    private final MqttSettings settings;
    private final LinkContext context;
    private final BlockingQueue<Incoming> heard = new ArrayBlockingQueue<>(WAITING);
    private volatile @Nullable String lost;
    private volatile long left;

    BrokerSurvey(MqttSettings settings, LinkContext context) {
        this.settings = settings;
        this.context = context;
    }

    @Override
    public void message(Incoming message) {
        if (!heard.offer(message)) {
            left = left + 1; // one thread writes
        }
    }

    @Override
    public void tooLarge(long bytes, int id) {
        left = left + 1;
    }

    @Override
    public void lost(String reason) {
        lost = reason;
    }

    void run(Credentials credentials, SurveyWish wish, Findings findings) throws InterruptedException, SurveyRefused {
        String word = wish.word("decoder", settings.decoder());
        Decoder decoder = Decoders.of(word).orElse(null);
        if (decoder == null && !word.isEmpty()) {
            throw new SurveyRefused(
                    "There is no decoder " + word + "; there are " + String.join(", ", Decoders.words()) + ".");
        }
        MqttSettings guest = settings.guest("look");
        try (BrokerConnection connection = guest.five()
                ? new Mqtt5Connection(guest, credentials, this)
                : new Mqtt3Connection(guest, credentials, this)) {
            long before = context.ticker().nanos();
            connection.open(null);
            findings.progress(
                    0,
                    0,
                    "connected to " + settings.where() + " in "
                            + TimeUnit.NANOSECONDS.toMillis(context.ticker().nanos() - before) + " ms");
            List<String> refused = connection.subscribe(filters(wish, decoder));
            if (!refused.isEmpty()) {
                throw new SurveyRefused(String.join("; ", refused) + ".");
            }
            listen(connection, decoder, wish.forMillis(), findings);
        } catch (BrokerException e) {
            throw new SurveyRefused(e.reason() + ".");
        }
    }

    private static List<Subscription> filters(SurveyWish wish, @Nullable Decoder decoder) throws SurveyRefused {
        List<String> wanted = new ArrayList<>();
        String topics = wish.word("topic", "");
        if (!topics.isEmpty()) {
            wanted.addAll(List.of(topics.split(",")));
        } else if (decoder != null) {
            wanted.addAll(decoder.everybody());
        }
        if (wanted.isEmpty()) {
            wanted.add("#");
        }
        List<TopicFilter> filters = new ArrayList<>();
        for (String filter : wanted) {
            String fault = TopicFilter.fault(filter.strip());
            if (fault != null) {
                throw new SurveyRefused("The topic " + filter + " " + fault + ".");
            }
            filters.add(new TopicFilter(filter.strip()));
        }
        return TopicFilter.fewest(filters).stream()
                .map(f -> new Subscription(f, true))
                .toList();
    }

    private void listen(BrokerConnection connection, @Nullable Decoder decoder, long forMillis, Findings findings)
            throws InterruptedException, SurveyRefused {
        Ear ear = decoder == null ? null : decoder.listen(List.of());
        long start = context.ticker().nanos();
        long length = TimeUnit.MILLISECONDS.toNanos(forMillis);
        long messages = 0;
        while (context.ticker().nanos() - start < length) {
            String why = lost;
            if (why != null) {
                throw new SurveyRefused(why + ".");
            }
            Incoming m = heard.poll(100, TimeUnit.MILLISECONDS);
            if (m != null) {
                messages++;
                show(m, decoder, ear, findings);
                if (m.qos() > 0) {
                    connection.acknowledge(m.id());
                }
            }
            findings.progress(
                    TimeUnit.NANOSECONDS.toSeconds(context.ticker().nanos() - start),
                    TimeUnit.NANOSECONDS.toSeconds(length),
                    messages + " messages heard" + (left == 0 ? "" : ", " + left + " came too fast to be shown"));
        }
    }

    private void show(Incoming m, @Nullable Decoder decoder, @Nullable Ear ear, Findings findings) {
        try {
            Payload payload = Payload.of(m.payload(), settings.maxPayload());
            if (decoder == null || ear == null) {
                showTopic(m, payload, findings);
            } else {
                ear.hear(
                        new Message(m.topic(), payload, m.retained(), StatusBoard.wallMicros(context)),
                        new Shower(decoder, m, findings));
            }
        } catch (Payload.Unreadable e) {
            findings.found(new Finding(Hearing.shortened(m.topic()), "", "", e.word() + ": " + e.detail(), ""));
        }
    }

    private static void showTopic(Incoming m, Payload payload, Findings findings) throws Payload.Unreadable {
        Map<String, Value> values = new LinkedHashMap<>();
        String text = payload.text().strip();
        boolean json = text.startsWith("{") || text.startsWith("[");
        if (json) {
            Value.flatten("", payload.json(), values);
        } else {
            values.put("", Value.of(text));
        }
        values.forEach((path, value) -> {
            String pointer = path.isEmpty() ? "" : ", value: \"/" + path + "\"";
            findings.found(new Finding(
                    Hearing.shortened(m.topic()),
                    path.isEmpty() ? "" : "/" + path,
                    shown(value),
                    note(value, m),
                    "{topic: \"" + m.topic() + "\"" + pointer + "}"));
        });
    }

    private static String shown(Value value) {
        String bare = value.text().isEmpty()
                ? Double.isNaN(value.number()) ? "" : Double.toString(value.number())
                : value.text();
        return value.unit().isEmpty() ? bare : bare + " " + value.unit();
    }

    private static String note(Value value, Incoming m) {
        return (value.quality() == QualityCode.GOOD
                        ? ""
                        : value.quality().name().toLowerCase(java.util.Locale.ROOT) + " ")
                + (m.retained() ? "retained" : "");
    }

    /** Shows what a convention says. */
    private record Shower(Decoder decoder, Incoming message, Findings findings) implements Telling {
        @Override
        public void said(Report report) {
            report.values()
                    .forEach((name, value) -> findings.found(new Finding(
                            report.identity(),
                            name,
                            shown(value),
                            note(value, message),
                            "{value: \"" + name + "\"}",
                            address(report.identity()))));
            if (report.content() != null) {
                findings.found(new Finding(
                        report.identity(),
                        "",
                        "",
                        report.content().kind() + " is handed on whole",
                        "",
                        address(report.identity())));
            }
        }

        @Override
        public void silent(String identity, String reason) {
            findings.found(new Finding(identity, "", "", reason, "", address(identity)));
        }

        @Override
        public void dropped(String identity, String reason, String detail) {
            findings.found(new Finding(
                    identity, "", "", decoder.word() + " " + reason + ": " + detail, "", address(identity)));
        }

        @Override
        public void missed(String identity, long messages) {
            findings.found(new Finding(identity, "", "", messages + " messages were missed", "", address(identity)));
        }

        @Override
        public void noted(String identity, String words) {
            findings.found(new Finding(identity, "", "", words, "", address(identity)));
        }

        private String address(String identity) {
            return identity.isEmpty() ? "" : decoder.address(identity, message.topic());
        }

        @Override
        public void ask(String topic, byte[] payload) {
            // A survey says nothing; what was not heard from its begin stays unknown.
        }
    }
}
