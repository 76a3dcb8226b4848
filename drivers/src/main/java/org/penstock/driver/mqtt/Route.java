package org.penstock.driver.mqtt;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.driver.mqtt.decoder.DeviceTime;
import org.penstock.driver.mqtt.decoder.Payload;
import org.penstock.driver.mqtt.decoder.QualityWords;
import org.penstock.driver.mqtt.decoder.Value;
import tools.jackson.databind.JsonNode;

/**
 * How messages become values of one stream.
 *
 * @param match texts that must stand at pointers, for devices that share a topic
 * @param time pointer to the device's time, or null when it gives none
 * @param messageId pointer to the message's identity, or null
 * @param quality pointer to what the device thinks of its value, or null
 */
record Route(
        int stream,
        String device,
        TopicFilter filter,
        Map<Pointer, String> match,
        ValueAt value,
        @Nullable Pointer time,
        DeviceTime timeForm,
        @Nullable Pointer messageId,
        @Nullable Pointer quality) {
    private static final List<String> TIME_FORMS = List.of("iso", "s", "ms", "us");
    /** Words a device's address may give for all its streams. */
    private static final List<String> SHARED =
            List.of("topic", "time", "time_format", "message_id", "quality", "match", "availability");

    Route {
        match = Map.copyOf(match);
    }

    /** Reads a stream's address; what it leaves out is taken from its device's. Null when the topic is missing or wrong. */
    static @Nullable Route read(LinkSpec.Device device, LinkSpec.StreamPoint s, Problems problems) {
        Fields own = Fields.of(s.address(), problems);
        Fields shared = Fields.of(device.address(), problems);
        TopicFilter filter = topic(own.has("topic") ? own : shared, s, problems);
        ValueAt value = ValueAt.read(own, words(own, s, problems), problems);
        Pointer time = Pointer.read(own.has("time") ? own : shared, "time", problems);
        DeviceTime form = DeviceTime.valueOf((own.has("time_format") ? own : shared)
                .choice("time_format", TIME_FORMS, "iso")
                .toUpperCase(java.util.Locale.ROOT));
        Pointer id = Pointer.read(own.has("message_id") ? own : shared, "message_id", problems);
        Pointer quality = Pointer.read(own.has("quality") ? own : shared, "quality", problems);
        Map<Pointer, String> match = match((own.has("match") ? own : shared).node("match"), problems);
        if (own.has("time_format") && time == null) {
            problems.add(own.node("time_format"), "`time_format` without `time`", "add `time: /ts`");
        }
        own.done();
        return filter == null ? null : new Route(s.no(), device.key(), filter, match, value, time, form, id, quality);
    }

    private static Words words(Fields own, LinkSpec.StreamPoint s, Problems problems) {
        Words words = Words.read(own, problems);
        return s.metric() == Metric.STATE ? words.orStates() : words;
    }

    /** Reports what in the device's own address nobody understands. */
    static void checkShared(LinkSpec.Device device, Problems problems) {
        Fields f = Fields.of(device.address(), problems);
        SHARED.forEach(f::has);
        f.done();
    }

    private static @Nullable TopicFilter topic(Fields f, LinkSpec.StreamPoint s, Problems problems) {
        if (!f.has("topic")) {
            problems.add(
                    s.address(),
                    "stream " + s.key() + " has no `topic`",
                    "add `topic: farm/bay-1/temp` to its address");
            return null;
        }
        String text = f.text("topic");
        String fault = TopicFilter.fault(text);
        if (fault != null) {
            problems.add(f.node("topic"), "`topic: " + text + "` " + fault, "write a topic such as farm/+/temp");
            return null;
        }
        return new TopicFilter(text);
    }

    private static Map<Pointer, String> match(Node node, Problems problems) {
        Map<Pointer, String> match = new HashMap<>();
        Fields each = Fields.of(node, problems);
        for (String word : node.words()) {
            Pointer pointer = word.startsWith("/")
                    ? Pointer.compile(
                            word,
                            fault -> problems.add(
                                    node,
                                    "`match` has `" + word + "`, which " + fault,
                                    "write `match: {/device: name}`"))
                    : null;
            if (pointer != null) {
                match.put(pointer, each.text(word));
            } else if (!word.startsWith("/")) {
                problems.add(
                        node, "`match` has `" + word + "`, which is no JSON pointer", "write `match: {/device: name}`");
            }
        }
        return match;
    }

    /** Whether the message is about this stream's device. */
    boolean meant(Payload payload) throws Payload.Unreadable {
        for (Map.Entry<Pointer, String> m : match.entrySet()) {
            if (!m.getKey().in(payload.json()).asString("").equals(m.getValue())) {
                return false;
            }
        }
        return true;
    }

    /** The sample in {@code payload}; thrown with the reason when there is none. */
    Sample sample(Payload payload, String topic) throws Payload.Unreadable {
        Value said = value.in(payload, topic);
        if (value.isNone(said)) {
            return new Sample(stream, Double.NaN, eventMicros(payload), QualityCode.NO_COMMUNICATION);
        }
        return new Sample(stream, value.number(said), eventMicros(payload), quality(payload));
    }

    private long eventMicros(Payload payload) throws Payload.Unreadable {
        Pointer at = time;
        if (at == null) {
            return Sample.NO_TIME;
        }
        JsonNode node = at.in(payload.json());
        if (node.isMissingNode() || node.isNull()) {
            return Sample.NO_TIME;
        }
        OptionalLong micros = node.isValueNode() ? timeForm.micros(node.asString()) : OptionalLong.empty();
        return micros.orElseThrow(() -> new Payload.Unreadable(
                "bad_time", "what stands at " + at + " is no time of the form " + timeForm.word()));
    }

    private QualityCode quality(Payload payload) throws Payload.Unreadable {
        Pointer at = quality;
        if (at == null) {
            return QualityCode.GOOD;
        }
        JsonNode node = at.in(payload.json());
        if (node.isMissingNode() || node.isNull()) {
            return QualityCode.GOOD;
        }
        return QualityWords.of(node.asString(""));
    }

    /** The message's identity, or null. */
    @Nullable
    String messageId(Payload payload) throws Payload.Unreadable {
        Pointer at = messageId;
        if (at == null) {
            return null;
        }
        JsonNode node = at.in(payload.json());
        String id = node.isValueNode() && !node.isNull() ? node.asString() : "";
        return id.isEmpty() || id.length() > 200 ? null : id;
    }
}
