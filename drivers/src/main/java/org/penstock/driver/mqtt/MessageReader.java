package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.penstock.core.link.Sample;
import org.penstock.driver.mqtt.decoder.Payload;

/** Turns a message on a plain topic into samples, or into the reasons why there are none. Stateless. */
final class MessageReader {
    /** What is wrong with the whole message and not with one value. */
    private static final Set<String> UNREADABLE = Set.of("bad_json", "bad_utf8", "too_deep");

    private final TopicIndex<Route> routes;

    MessageReader(List<Route> routes) {
        this.routes = new TopicIndex<>(routes, Route::filter);
    }

    /** Key of the device that alone listens to {@code topic}, else "". */
    String device(String topic) {
        List<Route> candidates = routes.at(topic);
        String first = candidates.isEmpty() ? "" : candidates.getFirst().device();
        return candidates.stream().allMatch(r -> r.device().equals(first)) ? first : "";
    }

    /**
     * Puts what {@code payload} says into {@code heard}.
     *
     * @param somebody whether others listen to the topic: then it is no stranger's where no stream does
     * @param gone streams of devices that the same message says are not there: what it says besides is old
     * @throws Payload.Unreadable when it says nothing to anybody
     */
    void read(String topic, Payload payload, boolean somebody, Set<Integer> gone, Heard.Builder heard)
            throws Payload.Unreadable {
        List<Route> candidates = routes.at(topic);
        if (candidates.isEmpty()) {
            if (!somebody) {
                heard.drop("", "unknown_device", "no stream listens to " + Hearing.shortened(topic));
            }
            return;
        }
        List<Route> meant = new ArrayList<>();
        for (Route r : candidates) {
            if (r.meant(payload)) {
                meant.add(r);
            }
        }
        if (meant.removeIf(r -> gone.contains(r.stream())) && meant.isEmpty()) {
            return;
        }
        if (meant.isEmpty()) {
            heard.drop("", "unknown_device", "no device has the identity in a message on " + Hearing.shortened(topic));
            return;
        }
        content(topic, payload, meant, heard);
    }

    private static void content(String topic, Payload payload, List<Route> meant, Heard.Builder heard)
            throws Payload.Unreadable {
        // One of one is the common case, and with 20,000 messages a second each list counts.
        if (meant.size() == 1) {
            one(topic, payload, meant.getFirst(), heard);
            return;
        }
        List<Sample> samples = new ArrayList<>(meant.size());
        List<Heard.Drop> drops = new ArrayList<>();
        for (Route r : meant) {
            try {
                samples.add(r.sample(payload, topic));
            } catch (Payload.Unreadable e) {
                if (UNREADABLE.contains(e.word())) {
                    throw e;
                }
                drops.add(new Heard.Drop(r.device(), e.word(), e.detail()));
            }
        }
        String id = null;
        for (Route r : meant) {
            id = id == null && !samples.isEmpty() ? r.messageId(payload) : id;
        }
        drops.forEach(d -> heard.drop(d.device(), d.reason(), d.detail()));
        heard.group(samples, id);
    }

    private static void one(String topic, Payload payload, Route route, Heard.Builder heard) throws Payload.Unreadable {
        try {
            heard.group(List.of(route.sample(payload, topic)), route.messageId(payload));
        } catch (Payload.Unreadable e) {
            if (UNREADABLE.contains(e.word())) {
                throw e;
            }
            heard.drop(route.device(), e.word(), e.detail());
        }
    }
}
