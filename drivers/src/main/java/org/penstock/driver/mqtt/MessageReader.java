package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Sample;

/** Turns a message into samples, or into the reasons why there are none. Stateless; callable from any thread. */
final class MessageReader {
    /** By topic, in file order, what listens to a topic that is written out: a thousand filters are not tried each time. */
    private final Map<String, List<Route>> byTopic = new HashMap<>();

    private final List<Route> wild;
    private final int maxPayload;

    /**
     * Something that was dropped.
     *
     * @param device key, "" when unknown
     * @param reason short fixed word
     */
    record Drop(String device, String reason, String detail) {}

    /** What a message held. */
    record Content(List<Sample> samples, @Nullable String messageId, List<Drop> drops) {
        Content {
            samples = List.copyOf(samples);
            drops = List.copyOf(drops);
        }
    }

    MessageReader(List<Route> routes, int maxPayload) {
        this.wild = routes.stream().filter(r -> r.filter().wild()).toList();
        this.maxPayload = maxPayload;
        Map<String, SortedSet<Integer>> places = new HashMap<>();
        List<Integer> wildPlaces = new ArrayList<>();
        for (int i = 0; i < routes.size(); i++) {
            TopicFilter filter = routes.get(i).filter();
            if (filter.wild()) {
                wildPlaces.add(i);
            } else {
                places.computeIfAbsent(filter.text(), unused -> new TreeSet<>()).add(i);
            }
        }
        places.forEach((topic, at) -> {
            wildPlaces.stream()
                    .filter(i -> routes.get(i).filter().matches(topic))
                    .forEach(at::add);
            byTopic.put(topic, at.stream().map(routes::get).toList());
        });
    }

    private List<Route> candidates(String topic) {
        List<Route> written = byTopic.get(topic);
        return written != null
                ? written
                : wild.stream().filter(r -> r.filter().matches(topic)).toList();
    }

    Content read(String topic, byte[] bytes) {
        List<Route> candidates = candidates(topic);
        if (candidates.isEmpty()) {
            return dropped("", "unknown_device", "no stream listens to " + shortened(topic));
        }
        String device = device(candidates);
        try {
            Payload payload = Payload.of(bytes, maxPayload);
            List<Route> meant = new ArrayList<>();
            for (Route r : candidates) {
                if (r.meant(payload)) {
                    meant.add(r);
                }
            }
            return meant.isEmpty()
                    ? dropped("", "unknown_device", "no device has the identity in a message on " + shortened(topic))
                    : content(payload, meant);
        } catch (Payload.Unreadable e) {
            return dropped(device, e.word(), e.detail() + ", topic " + shortened(topic));
        }
    }

    private static Content content(Payload payload, List<Route> meant) throws Payload.Unreadable {
        List<Sample> samples = new ArrayList<>(meant.size());
        List<Drop> drops = new ArrayList<>();
        for (Route r : meant) {
            try {
                samples.add(r.sample(payload));
            } catch (Payload.Unreadable e) {
                if (e.word().equals("bad_json") || e.word().equals("too_deep")) {
                    throw e;
                }
                drops.add(new Drop(r.device(), e.word(), e.detail()));
            }
        }
        String id = null;
        for (Route r : meant) {
            id = id == null && !samples.isEmpty() ? r.messageId(payload) : id;
        }
        return new Content(samples, id, drops);
    }

    private static String device(List<Route> candidates) {
        String first = candidates.getFirst().device();
        return candidates.stream().allMatch(r -> r.device().equals(first)) ? first : "";
    }

    private static Content dropped(String device, String reason, String detail) {
        return new Content(List.of(), null, List.of(new Drop(device, reason, detail)));
    }

    private static String shortened(String topic) {
        String one = topic.replaceAll("\\p{Cntrl}", "?");
        return one.length() > 100 ? one.substring(0, 100) + "…" : one;
    }
}
