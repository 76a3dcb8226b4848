package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One thing a facility file describes: a device, a stream, a rule, the site. What two files differ in is told by element
 * and word, whatever the order, layout and comments of the files.
 *
 * @param kind what it is, in the singular: {@code stream}, {@code rule}, {@code site}
 * @param key its immutable key, or what else names it; "" for what a facility has one of
 * @param name what a person calls it, "" when it has no name
 * @param was the key it had before, "" when it always had this one
 * @param words what is written about it, each in one line, the same for the same meaning
 * @param written where it stands
 */
record Element(String kind, String key, String name, String was, SortedMap<String, String> words, Node written) {
    private static final Set<String> FRAME = Set.of(FacilityFile.FRAME, FacilityFile.BASE, Includes.WORD);
    private static final Set<String> UNTOLD = Set.of("key", "was");
    private static final Map<String, String> SINGULAR = Map.of("equipment", "equipment", "policies", "policy");
    /** What names an element that has no key. */
    private static final Map<String, List<String>> NAMED_BY = Map.of(
            Change.RELATIONSHIP,
            List.of("from", "type", "to"),
            "schema",
            List.of("kind", "version"),
            "user",
            List.of("name"));

    private static final List<String> OF_DEVICE = List.of("streams", "outputs");

    /** Which element it is. */
    record Id(String kind, String key) {}

    Id id() {
        return new Id(kind, key);
    }

    /** How a person is told of it. */
    String title() {
        String called = key.isEmpty() ? kind : kind + " " + key;
        return name.isEmpty() || name.equals(key) ? called : called + " (" + name + ")";
    }

    /** Every element of a file, in its order. A key that is written twice counts once: the check reports it. */
    static Map<Id, Element> of(Node file) {
        Map<Id, Element> elements = new LinkedHashMap<>();
        for (String word : file.words()) {
            Node node = file.get(word);
            if (FRAME.contains(word)) {
                continue;
            }
            if (node.kind() == Node.Kind.SEQUENCE) {
                node.items().forEach(item -> add(elements, singular(word), item, Map.of()));
            } else {
                add(elements, word, node, Map.of());
            }
        }
        return elements;
    }

    private static String singular(String word) {
        String known = SINGULAR.get(word);
        return known != null ? known : word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    private static void add(Map<Id, Element> elements, String kind, Node node, Map<String, String> more) {
        SortedMap<String, String> words = new TreeMap<>(more);
        boolean device = kind.equals("device");
        for (String word : node.words()) {
            Node value = node.get(word);
            if (!UNTOLD.contains(word) && !value.isMissing() && !(device && OF_DEVICE.contains(word))) {
                words.put(word, value.canonical());
            }
        }
        if (node.kind() != Node.Kind.MAPPING) {
            words.put("is", node.canonical());
        }
        Element element = new Element(
                kind, key(kind, node), node.get("name").text(), node.get("was").text(), words, node);
        elements.putIfAbsent(element.id(), element);
        if (device) {
            for (String list : OF_DEVICE) {
                node.get(list)
                        .items()
                        .forEach(item -> add(elements, singular(list), item, Map.of("device", element.key)));
            }
        }
    }

    private static String key(String kind, Node node) {
        if (!node.get("key").isMissing()) {
            return node.get("key").text();
        }
        List<String> parts = new ArrayList<>();
        NAMED_BY.getOrDefault(kind, List.of())
                .forEach(w -> parts.add(node.get(w).text()));
        return String.join(" ", parts);
    }
}
