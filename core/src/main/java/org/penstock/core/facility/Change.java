package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** One element in which two facility files differ. */
public sealed interface Change {
    /** The kind whose elements are named by what they bind. */
    String RELATIONSHIP = "relationship";

    /** What it is about, as a person is told: {@code stream air-temp (Air temperature)}. */
    String title();

    /** What it is about: {@code stream}, {@code rule}. */
    String kind();

    /** Its key in the newer file, or in the older one when it is gone; "" for what a facility has one of. */
    String key();

    /** It is new. */
    record Added(String kind, String key, String title) implements Change {}

    /** It is gone: archived, with its history. */
    record Removed(String kind, String key, String title) implements Change {}

    /**
     * It is written otherwise.
     *
     * @param was its key until now, "" when it keeps it
     * @param words what differs, in alphabetical order
     */
    record Changed(String kind, String key, String title, String was, List<Word> words) implements Change {
        public Changed {
            words = List.copyOf(words);
        }
    }

    /**
     * One word that differs.
     *
     * @param before null when it was not written
     * @param after null when it is not written any more
     */
    record Word(
            String word, @Nullable String before, @Nullable String after) {
        @Override
        public String toString() {
            return word + ": " + (before == null ? "not written" : before) + " → "
                    + (after == null ? "not written" : after);
        }
    }

    /** What differs between two files, in the order of the newer one, then what is gone. */
    static List<Change> between(Node before, Node after) {
        Map<Element.Id, Element> old = Element.of(before);
        Map<Element.Id, Element> gone = new HashMap<>(old);
        List<Change> changes = new ArrayList<>();
        Map<Element.Id, Element> now = Element.of(after);
        List<Element> renamed = now.values().stream()
                .filter(e -> !e.was().isEmpty() && !old.containsKey(e.id()))
                .toList();
        for (Element e : now.values()) {
            Element o = old.get(e.id());
            if (o == null && !e.was().isEmpty()) {
                o = old.get(new Element.Id(e.kind(), e.was()));
            }
            if (o == null && e.kind().equals(RELATIONSHIP)) {
                o = followed(e, renamed, gone);
            }
            if (o == null) {
                changes.add(new Added(e.kind(), e.key(), e.title()));
                continue;
            }
            gone.remove(o.id());
            String was = o.key().equals(e.key()) ? "" : o.key();
            List<Word> words = words(o, e);
            if (!was.isEmpty() || !words.isEmpty()) {
                changes.add(new Changed(e.kind(), e.key(), e.title(), was, words));
            }
        }
        for (Element o : old.values()) {
            if (gone.containsKey(o.id())) {
                changes.add(new Removed(o.kind(), o.key(), o.title()));
            }
        }
        return List.copyOf(changes);
    }

    /** The relationship as it was before an end of it got another key: it is bound to the same thing still. */
    private static @Nullable Element followed(Element now, List<Element> renamed, Map<Element.Id, Element> gone) {
        for (String from : ends(now.written().get("from").text(), renamed)) {
            for (String to : ends(now.written().get("to").text(), renamed)) {
                String key = String.join(" ", from, now.written().get("type").text(), to);
                Element before = gone.get(new Element.Id(RELATIONSHIP, key));
                if (before != null) {
                    return before;
                }
            }
        }
        return null;
    }

    /** How an end may have been written until now. */
    private static List<String> ends(String written, List<Element> renamed) {
        List<String> ends = new ArrayList<>(List.of(written));
        for (Element e : renamed) {
            if (written.equals(e.key())) {
                ends.add(e.was());
            } else if (written.equals(e.kind() + ":" + e.key())) {
                ends.add(e.kind() + ":" + e.was());
            }
        }
        return ends;
    }

    private static List<Word> words(Element before, Element after) {
        TreeSet<String> all = new TreeSet<>(before.words().keySet());
        all.addAll(after.words().keySet());
        List<Word> words = new ArrayList<>();
        for (String word : all) {
            String b = before.words().get(word);
            String a = after.words().get(word);
            if (b == null || !b.equals(a)) {
                words.add(new Word(word, b, a));
            }
        }
        return words;
    }
}
