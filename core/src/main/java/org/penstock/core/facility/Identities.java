package org.penstock.core.facility;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The permanent small numbers and row ids of everything that was ever named in a facility file of this data directory, by
 * kind ({@code stream}, {@code output}, {@code device} …) and key. What left the file keeps its entry, so that a number
 * never means two things in the journal. Immutable.
 *
 * @param numbers 0, 1, 2 … for each kind that is indexed by number: {@code stream} and {@code output}
 * @param ids UUIDv7 of the rows
 */
public record Identities(Map<String, SortedMap<String, Integer>> numbers, Map<String, SortedMap<String, UUID>> ids) {
    /** Before the first file. */
    public static final Identities NONE = new Identities(Map.of(), Map.of());

    public Identities {
        numbers = frozen(numbers);
        ids = frozen(ids);
    }

    /** The row id of something the file names. @throws IllegalStateException when it was never named */
    public UUID id(String kind, String key) {
        UUID id = ids.getOrDefault(kind, Collections.emptySortedMap()).get(key);
        if (id == null) {
            throw new IllegalStateException("the configuration holds no id for " + kind + " " + key);
        }
        return id;
    }

    /** Every key of a kind that was ever named, also those that have left the file since. */
    public SortedMap<String, UUID> all(String kind) {
        return ids.getOrDefault(kind, Collections.emptySortedMap());
    }

    private static <V> Map<String, SortedMap<String, V>> frozen(Map<String, SortedMap<String, V>> of) {
        Map<String, SortedMap<String, V>> copy = new TreeMap<>();
        of.forEach((kind, byKey) -> copy.put(kind, Collections.unmodifiableSortedMap(new TreeMap<>(byKey))));
        return Collections.unmodifiableMap(copy);
    }
}
