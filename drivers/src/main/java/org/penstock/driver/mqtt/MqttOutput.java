package org.penstock.driver.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;
import org.penstock.driver.mqtt.decoder.Command;
import org.penstock.driver.mqtt.decoder.Command.Kept;
import org.penstock.driver.mqtt.decoder.Decoder;
import org.penstock.driver.mqtt.decoder.Speaker;

/**
 * How an output is commanded and how its device says what it does.
 *
 * @param state where the device reports its state, or null: then a command can only be acknowledged
 * @param ask topic to publish to so that the device reports now, "" when there is none
 * @param askPayload what to publish there
 * @param tolerance by how much the reported value may differ
 * @param kept the network that keeps commands until the device can be reached, or null when the device listens always
 */
record MqttOutput(
        String device,
        String key,
        String topic,
        Command.Encoding encoding,
        @Nullable State state,
        String ask,
        String askPayload,
        double tolerance,
        @Nullable Kept kept) {
    private static final double EXACT = 1e-6;

    /** Whose outputs these are in its convention, "" for plain topics. */
    String identity() {
        return state instanceof State.Reported r ? r.identity() : "";
    }

    /** Where a device reports what an output does. */
    sealed interface State {
        /** In messages on a topic of its own. */
        record OnTopic(TopicFilter filter, ValueAt value) implements State {
            @Override
            public String where() {
                return filter.text();
            }
        }

        /** Among what the device says in its convention. @param identity whose word counts */
        record Reported(String identity, String name, Words words) implements State {
            @Override
            public String where() {
                return name + " of " + identity;
            }
        }

        /** For a person who looks for it. */
        String where();
    }

    /** Reads the plain words: {@code topic, on, off, payload, state}. */
    static @Nullable MqttOutput read(LinkSpec.Device device, LinkSpec.OutputPoint o, Problems problems) {
        Fields f = Fields.of(o.address(), problems);
        String topic = f.text("topic");
        String fault = topic.isEmpty() ? null : TopicFilter.fault(topic);
        if (fault != null || topic.contains("+") || topic.contains("#")) {
            problems.add(
                    f.node("topic"),
                    "`topic: " + topic + "` " + (fault != null ? fault : "has a wildcard; a command goes to one topic"),
                    "write the one topic the device listens to: farm/bay-1/valve/set");
        }
        String payload = f.has("payload") ? f.text("payload") : null;
        String on = f.has("on") ? f.text("on") : payload == null ? "ON" : null;
        String off = f.has("off") ? f.text("off") : payload == null ? "OFF" : null;
        if (payload != null && (f.has("on") || f.has("off"))) {
            problems.add(
                    f.node("payload"),
                    "`payload` beside `on`/`off`",
                    "write `on` and `off` for a switch, or `payload: \"{value}\"` for a number");
        } else if (payload != null && !payload.contains("{value}")) {
            problems.add(f.node("payload"), "`payload` never says the value", "put {value} where the number belongs");
        }
        String opening = payload != null ? payload : on == null ? "" : on;
        if (o.guard().equals("device_timer") && !opening.contains("{seconds}") && !opening.contains("{millis}")) {
            problems.add(
                    o.address(),
                    "output " + o.key() + " has `guard: device_timer` but its message tells no time",
                    "put {seconds} or {millis} into `" + (payload != null ? "payload" : "on")
                            + "`, or name what really guards it");
        }
        Fields said = Fields.of(f.node("state"), problems);
        State state = f.has("state") ? state(said, on, off, problems) : null;
        String ask = said.text("ask", "");
        String askPayload = said.text("ask_payload", "");
        if (f.has("state")) {
            said.done();
        }
        double tolerance = f.number("tolerance", EXACT, 0, 1e12);
        f.done();
        Command.Encoding encoding = (value, maxOnMillis, unused) -> filled(on, off, payload, value, maxOnMillis);
        return topic.isEmpty()
                ? null
                : new MqttOutput(device.key(), o.key(), topic, encoding, state, ask, askPayload, tolerance, null);
    }

    /** Reads the words of a convention. */
    static @Nullable MqttOutput read(
            LinkSpec.Device device, LinkSpec.OutputPoint o, Decoder decoder, Speaker speaker, Problems problems) {
        Fields f = Fields.of(o.address(), problems);
        Words words = Words.read(f, problems).orStates();
        double tolerance = f.number("tolerance", EXACT, 0, 1e12);
        Command command = decoder.command(speaker, f, problems);
        if (command == null) {
            return null;
        }
        f.done();
        if (o.guard().equals("device_timer") && !command.tellsTime()) {
            problems.add(
                    o.address(),
                    "output " + o.key() + " has `guard: device_timer` but its command tells no time",
                    "a device that speaks `" + decoder.word()
                            + "` closes by itself only where it was set up so: name what " + "really guards it");
        }
        if (command.kept() != null) {
            checkTime(o, command.kept(), problems);
        }
        State state = command.state().isEmpty()
                ? null
                : new State.Reported(speaker.identity(), decoder.name(command.state()), words);
        return new MqttOutput(
                device.key(),
                o.key(),
                command.topic(),
                command.encoding(),
                state,
                command.ask(),
                command.askPayload(),
                tolerance,
                command.kept());
    }

    /** A device that listens seldom cannot answer within the seconds that are enough for others. */
    private static void checkTime(LinkSpec.OutputPoint o, Kept kept, Problems problems) {
        if (o.timeoutMillis() < kept.shortestMillis()) {
            problems.add(
                    o.address(),
                    "output " + o.key() + " has "
                            + (o.timeoutMillis() == 0
                                    ? "no `timeout`"
                                    : "a `timeout` of " + o.timeoutMillis() / 1_000 + " s")
                            + ", but its device can be reached " + kept.when(),
                    "write `timeout:` beside its `address`, "
                            + (kept.shortestMillis() < 60_000
                                    ? "10s or more"
                                    : "a little more than twice the time between its uplinks: 45min for one that speaks"
                                            + " every 20 min"));
        }
    }

    private static @Nullable State state(Fields f, @Nullable String on, @Nullable String off, Problems problems) {
        String topic = f.text("topic");
        String fault = topic.isEmpty() ? null : TopicFilter.fault(topic);
        if (fault != null) {
            problems.add(f.node("topic"), "`topic: " + topic + "` " + fault, "write the topic of the device's state");
        }
        Map<String, Double> numbers = new HashMap<>();
        if (on != null && off != null) {
            numbers.put(on, 1.0);
            numbers.put(off, 0.0);
        }
        Words written = Words.read(f, problems);
        numbers.putAll(written.numbers());
        ValueAt value = ValueAt.read(f, new Words(numbers, written.none()), problems);
        return topic.isEmpty() || fault != null ? null : new State.OnTopic(new TopicFilter(topic), value);
    }

    private static byte[] filled(
            @Nullable String on, @Nullable String off, @Nullable String payload, double value, long maxOnMillis) {
        String template = payload != null ? payload : value == 1 ? on : value == 0 ? off : null;
        if (template == null) {
            throw new IllegalArgumentException("it takes 0 or 1, not " + value);
        }
        return template.replace("{value}", plain(value))
                .replace("{seconds}", Long.toString(Math.ceilDiv(maxOnMillis, 1_000L)))
                .replace("{millis}", Long.toString(maxOnMillis))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
