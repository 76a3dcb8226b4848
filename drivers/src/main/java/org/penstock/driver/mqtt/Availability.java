package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;
import org.penstock.driver.mqtt.decoder.Payload;

/**
 * Where a device with plain topics, or its last will, says whether it is there:
 * {@code availability: {topic: node-1/status, offline: offline}}.
 *
 * @param value pointer to the word, or null for the whole payload
 * @param offline words for "not there", in small letters
 * @param streams numbers of every stream of the device
 */
record Availability(
        String device, TopicFilter filter, @Nullable Pointer value, Set<String> offline, List<Integer> streams) {
    private static final Set<String> USUAL = Set.of("offline", "unavailable", "disconnected", "lost", "0", "false");

    Availability {
        offline = Set.copyOf(offline);
        streams = List.copyOf(streams);
    }

    /** Reads the device's word; null when there is none, or none that can be used. */
    static @Nullable Availability read(LinkSpec.Device device, Problems problems) {
        Node written = device.address().get("availability");
        if (written.isMissing()) {
            return null;
        }
        Fields f = Fields.of(written, problems);
        String topic = f.text("topic");
        Pointer value = Pointer.read(f, "value", problems);
        List<String> words = new ArrayList<>();
        f.items("offline").forEach(n -> words.add(n.text().toLowerCase(Locale.ROOT)));
        f.done();
        String fault = topic.isEmpty() ? null : TopicFilter.fault(topic);
        if (fault != null) {
            problems.add(f.node("topic"), "`topic: " + topic + "` " + fault, "write a topic such as node-1/status");
        }
        return topic.isEmpty() || fault != null
                ? null
                : new Availability(
                        device.key(),
                        new TopicFilter(topic),
                        value,
                        words.isEmpty() ? USUAL : Set.copyOf(words),
                        device.streams().stream().map(LinkSpec.StreamPoint::no).toList());
    }

    /** Whether the message says that the device is not there. */
    boolean gone(Payload payload) throws Payload.Unreadable {
        String word = value == null ? payload.text() : value.in(payload.json()).asString("");
        return offline.contains(word.strip().toLowerCase(Locale.ROOT));
    }
}
