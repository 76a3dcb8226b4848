package org.penstock.driver.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.OutputWrite;

/**
 * How an output is commanded and how its device says what it does.
 *
 * @param on payload for 1, or null when {@code payload} is written
 * @param payload template with {@code {value}}, or null
 * @param state where the device reports its state, or null: then a command can only be acknowledged
 * @param tolerance by how much the reported value may differ
 */
record MqttOutput(
        String device,
        String key,
        String topic,
        @Nullable String on,
        @Nullable String off,
        @Nullable String payload,
        @Nullable State state,
        double tolerance) {
    /**
     * Where the device reports its state.
     *
     * @param ask topic to publish to so that the device reports now, "" when there is none
     * @param askPayload what to publish there
     */
    record State(TopicFilter filter, ValueAt value, String ask, String askPayload) {}

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
        State state = f.has("state") ? state(f.node("state"), on, off, problems) : null;
        double tolerance = f.number("tolerance", 1e-6, 0, 1e12);
        f.done();
        return topic.isEmpty()
                ? null
                : new MqttOutput(device.key(), o.key(), topic, on, off, payload, state, tolerance);
    }

    private static @Nullable State state(Node node, @Nullable String on, @Nullable String off, Problems problems) {
        Fields f = Fields.of(node, problems);
        String topic = f.text("topic");
        String fault = topic.isEmpty() ? null : TopicFilter.fault(topic);
        if (fault != null) {
            problems.add(f.node("topic"), "`topic: " + topic + "` " + fault, "write the topic of the device's state");
        }
        Map<String, Double> words = new HashMap<>();
        if (on != null && off != null) {
            words.put(on, 1.0);
            words.put(off, 0.0);
        }
        words.putAll(ValueAt.words(f, problems));
        ValueAt value = new ValueAt(ValueAt.pointer(f, "value", problems), words);
        String ask = f.text("ask", "");
        String askPayload = f.text("ask_payload", "");
        f.done();
        return topic.isEmpty() ? null : new State(new TopicFilter(topic), value, ask, askPayload);
    }

    /** The payload for a write. @throws IllegalArgumentException saying in words why there is none */
    byte[] bytes(OutputWrite write) {
        String template;
        if (payload != null) {
            template = payload;
        } else if (write.value() == 1 && on != null) {
            template = on;
        } else if (write.value() == 0 && off != null) {
            template = off;
        } else {
            throw new IllegalArgumentException("it takes 0 or 1, not " + write.value());
        }
        return template.replace("{value}", plain(write.value()))
                .replace("{seconds}", Long.toString(Math.ceilDiv(write.maxOnMillis(), 1_000L)))
                .replace("{millis}", Long.toString(write.maxOnMillis()))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String plain(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
