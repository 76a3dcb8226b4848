package org.penstock.core.facility;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gives numbers and ids while a file is read: known ones stay, new ones get the next. Once closed, or when reading back
 * what was stored, it gives nothing new. Single-threaded.
 */
final class Register {
    private final Map<String, SortedMap<String, Integer>> numbers = new TreeMap<>();
    private final Map<String, SortedMap<String, UUID>> ids = new TreeMap<>();
    private final Map<String, Integer> next = new HashMap<>();
    private final @Nullable Supplier<UUID> newId;
    private boolean closed;

    private Register(Identities known, @Nullable Supplier<UUID> newId) {
        known.numbers().forEach((kind, byKey) -> numbers.put(kind, new TreeMap<>(byKey)));
        known.ids().forEach((kind, byKey) -> ids.put(kind, new TreeMap<>(byKey)));
        this.newId = newId;
    }

    /** Goes on from {@code known}. */
    static Register after(Identities known, Supplier<UUID> newId) {
        return new Register(known, newId);
    }

    /** Knows {@code known} and nothing else. */
    static Register of(Identities known) {
        return new Register(known, null);
    }

    int number(String kind, String key) {
        SortedMap<String, Integer> byKey = numbers.computeIfAbsent(kind, k -> new TreeMap<>());
        Integer number = byKey.get(key);
        if (number == null) {
            refuseNew(kind, key);
            number = next.computeIfAbsent(
                    kind,
                    k -> 1 + byKey.values().stream().mapToInt(n -> n).max().orElse(-1));
            next.put(kind, number + 1);
            byKey.put(key, number);
        }
        return number;
    }

    UUID id(String kind, String key) {
        SortedMap<String, UUID> byKey = ids.computeIfAbsent(kind, k -> new TreeMap<>());
        UUID id = byKey.get(key);
        if (id == null) {
            id = refuseNew(kind, key).get();
            byKey.put(key, id);
        }
        return id;
    }

    /** Carries number and id over to a new key. @return whether there was something to carry */
    boolean rename(String kind, String was, String key) {
        if (closed || newId == null || knows(kind, key) || !knows(kind, was)) {
            return false;
        }
        carry(numbers, kind, was, key);
        carry(ids, kind, was, key);
        return true;
    }

    private static <T> void carry(Map<String, SortedMap<String, T>> all, String kind, String was, String key) {
        SortedMap<String, T> byKey = all.get(kind);
        T value = byKey == null ? null : byKey.remove(was);
        if (byKey != null && value != null) {
            byKey.put(key, value);
        }
    }

    /** Whether something of that kind ever had the key. */
    boolean knows(String kind, String key) {
        return known(kind).contains(key);
    }

    /** Every key of a kind that has a number or an id. */
    Set<String> known(String kind) {
        Set<String> known = new TreeSet<>();
        SortedMap<String, Integer> numbered = numbers.get(kind);
        SortedMap<String, UUID> named = ids.get(kind);
        if (numbered != null) {
            known.addAll(numbered.keySet());
        }
        if (named != null) {
            known.addAll(named.keySet());
        }
        return known;
    }

    /** Everything given so far; nothing is given any more. */
    Identities close() {
        closed = true;
        return new Identities(numbers, ids);
    }

    private Supplier<UUID> refuseNew(String kind, String key) {
        if (newId == null || closed) {
            throw new IllegalStateException("the stored configuration has no number or id for " + kind + " " + key);
        }
        return newId;
    }
}
