package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts a new sensor in the place of another in the text of a facility file: a stream with a key of its own that measures
 * the same at the same place, and every rule, interlock, alert, program and relationship refers to it. The old one leaves
 * the file. Everything else, comments included, stays as it is written.
 */
public final class StreamReplacement {
    private static final Set<String> ELSEWHERE = Set.of("devices", "links", "relationships");

    private final List<Configuration.File> files;
    private final String old;
    private final String key;
    private final List<FileEdit> edits = new ArrayList<>();

    private StreamReplacement(List<Configuration.File> files, String old, String key) {
        this.files = files;
        this.old = old;
        this.key = key;
    }

    /** What became of it. */
    public sealed interface Outcome {
        /** @param references how many places named the old stream and name the new one now */
        record Replaced(List<Configuration.File> files, int references) implements Outcome {
            public Replaced {
                files = List.copyOf(files);
            }
        }

        /** It cannot be done; {@code why} says what to do. */
        record Refused(String why) implements Outcome {}
    }

    /**
     * Replaces.
     *
     * @param files the main file first
     * @param old key of the stream that goes
     * @param key of the one that comes
     * @param name what it is called, null for the same
     * @param address where it is on its device, YAML in one line; null for the same
     */
    public static Outcome of(
            List<Configuration.File> files, String old, String key, @Nullable String name, @Nullable String address) {
        return new StreamReplacement(files, old, key).replace(name, address);
    }

    private Outcome replace(@Nullable String name, @Nullable String address) {
        Node file = Includes.read(files.getFirst(), Folder.of(files), new Problems()).file();
        List<Node> streams = file.get("devices").items().stream()
                .flatMap(d -> d.get("streams").items().stream())
                .toList();
        Set<String> keys = new TreeSet<>();
        streams.forEach(s -> keys.add(s.get("key").text()));
        Node stream = streams.stream()
                .filter(s -> s.get("key").text().equals(old))
                .findFirst()
                .orElse(null);
        if (stream == null) {
            String near = Nearest.to(old, keys);
            return new Outcome.Refused("there is no stream " + old + " in the facility file"
                    + (near.isEmpty() ? "" : "; did you mean " + near + "?"));
        }
        if (!Draft.KEY.matcher(key).matches() || keys.contains(key)) {
            return new Outcome.Refused(
                    keys.contains(key)
                            ? "there is a stream " + key + " already; the new sensor needs a key of its own"
                            : key + " is no key: write 1 to 63 small letters, digits and hyphens, beginning with a"
                                    + " letter or digit");
        }
        Node where = address == null ? null : address(address);
        if (where != null && where.isMissing()) {
            return new Outcome.Refused("the address `" + address + "` is not YAML: write it as {register: 12}");
        }
        new StreamEntry(stream, text(stream)).become(key, old, name, where).forEach(e -> edits.add(e));
        int references = refer(file);
        return new Outcome.Replaced(FileEdit.apply(files, edits), references);
    }

    private static Node address(String written) {
        Problems problems = new Problems();
        Node node = FacilityText.parse("address", "address: " + written, problems).get("address");
        return problems.all().isEmpty() ? node : Node.missing(node);
    }

    private String text(Node node) {
        return files.stream()
                .filter(f -> f.name().equals(node.file()))
                .findFirst()
                .orElseThrow()
                .text();
    }

    private int refer(Node file) {
        int before = edits.size();
        for (String word : file.words()) {
            if (!ELSEWHERE.contains(word)) {
                follow(file.get(word));
            }
        }
        Set<String> others = othersCalledSo(file);
        for (Node relationship : file.get("relationships").items()) {
            for (String end : List.of("from", "to")) {
                Node at = relationship.get(end);
                if (at.text().equals("stream:" + old)) {
                    edits.add(FileEdit.token(text(at), at, "stream:" + old, "stream:" + key));
                } else if (at.text().equals(old) && others.isEmpty()) {
                    edits.add(FileEdit.token(text(at), at, old, key));
                }
            }
        }
        return edits.size() - before;
    }

    /** A word {@code stream} or {@code streams} names streams wherever it stands. */
    private void follow(Node node) {
        for (String word : node.words()) {
            Node value = node.get(word);
            List<Node> named = word.equals("stream") ? List.of(value) : word.equals("streams") ? value.items() : List.of();
            named.stream()
                    .filter(n -> n.text().equals(old))
                    .forEach(n -> edits.add(FileEdit.token(text(n), n, old, key)));
            follow(value);
        }
        node.items().forEach(this::follow);
    }

    /** Things of another kind with the same key: a relationship that writes it plainly may mean them. */
    private Set<String> othersCalledSo(Node file) {
        Set<String> kinds = new TreeSet<>();
        List.of("locations", "equipment", "devices").forEach(word -> file.get(word).items().stream()
                .filter(n -> n.get("key").text().equals(old))
                .forEach(_ -> kinds.add(word)));
        file.get("devices").items().stream()
                .flatMap(d -> d.get("outputs").items().stream())
                .filter(n -> n.get("key").text().equals(old))
                .forEach(_ -> kinds.add("outputs"));
        return kinds;
    }

    /** One place of one file that reads otherwise. */
    record FileEdit(String file, int from, int to, String with) {
        /** Replaces a plain word, in quotes or not. */
        static FileEdit token(String text, Node at, String was, String is) {
            int from = TextEdit.offset(text, at);
            int quote = text.startsWith(was, from) ? 0 : 1;
            if (!text.startsWith(was, from + quote)) {
                throw new IllegalStateException(at.file() + ":" + at.line() + " does not read " + was);
            }
            return new FileEdit(at.file(), from + quote, from + quote + was.length(), is);
        }

        static List<Configuration.File> apply(List<Configuration.File> files, List<FileEdit> edits) {
            List<Configuration.File> done = new ArrayList<>();
            for (Configuration.File file : files) {
                StringBuilder text = new StringBuilder(file.text());
                edits.stream()
                        .filter(e -> e.file().equals(file.name()))
                        // From behind; what is taken out at a place goes before what is put in there.
                        .sorted(Comparator.comparingInt(FileEdit::from)
                                .thenComparingInt(FileEdit::to)
                                .reversed())
                        .forEach(e -> text.replace(e.from(), e.to(), e.with()));
                done.add(new Configuration.File(file.name(), text.toString()));
            }
            return done;
        }
    }
}
