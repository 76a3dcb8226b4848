package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Who listens to a topic, in the order they were given: a thousand filters are not tried for each message. What listens to
 * a topic that is written out is found by the topic; only for other topics the filters with wildcards are tried one by one.
 *
 * @param <T> who listens
 */
final class TopicIndex<T> {
    private final Map<String, List<T>> byTopic = new HashMap<>();
    private final List<T> wild = new ArrayList<>();
    private final List<TopicFilter> wildFilters = new ArrayList<>();

    TopicIndex(List<T> all, Function<T, TopicFilter> filterOf) {
        List<TopicFilter> filters = all.stream().map(filterOf).toList();
        Map<String, SortedSet<Integer>> places = new HashMap<>();
        List<Integer> wildPlaces = new ArrayList<>();
        for (int i = 0; i < filters.size(); i++) {
            TopicFilter filter = filters.get(i);
            if (filter.wild()) {
                wildPlaces.add(i);
                wild.add(all.get(i));
                wildFilters.add(filter);
            } else {
                places.computeIfAbsent(filter.text(), unused -> new TreeSet<>()).add(i);
            }
        }
        places.forEach((topic, at) -> {
            wildPlaces.stream().filter(i -> filters.get(i).matches(topic)).forEach(at::add);
            byTopic.put(topic, at.stream().map(all::get).toList());
        });
    }

    /** Everybody who listens to {@code topic}. */
    List<T> at(String topic) {
        List<T> written = byTopic.get(topic);
        if (written != null) {
            return written;
        }
        List<T> found = List.of();
        for (int i = 0; i < wild.size(); i++) {
            if (wildFilters.get(i).matches(topic)) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(wild.get(i));
            }
        }
        return found;
    }
}
