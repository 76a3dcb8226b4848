package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the sections have made of the file so far: parts by type, the keys declared, and the numbers and ids they got.
 * Single-threaded; used only while reading.
 */
public final class Draft {
    static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
    private static final int MOST_SHOWN = 8;

    private final Problems problems;
    private final Register register;
    private final Function<Identities, String> toHash;
    private final @Nullable Configuration previous;
    private final Map<Class<?>, Object> parts = new HashMap<>();
    private final Map<String, Map<String, Node>> declared = new HashMap<>();
    private final Set<String> used = new TreeSet<>();
    private final List<Renamed> renamed = new ArrayList<>();
    private @Nullable String hash;

    Draft(Problems problems, Register register, @Nullable Configuration previous, Function<Identities, String> toHash) {
        this.problems = problems;
        this.register = register;
        this.previous = previous;
        this.toHash = toHash;
    }

    /** The part another section compiled earlier, if that section ran. */
    public <T> Optional<T> part(Class<T> type) {
        return Optional.ofNullable(type.cast(parts.get(type)));
    }

    /** Adds a compiled part. */
    public <T> void put(Class<T> type, T part) {
        parts.put(type, part);
    }

    /** The configuration in force until now; empty at the first apply and when a stored one is read back. */
    public Optional<Configuration> previous() {
        return Optional.ofNullable(previous);
    }

    /**
     * Reads the required field {@code key} and declares it: lower case, immutable, unique among things of its kind.
     *
     * @param kind what it names, a word a person understands: {@code stream}, {@code interlock}
     * @return the key, "" when it is not usable
     */
    public String key(Fields fields, String kind) {
        String key = fields.text("key");
        Node at = fields.node("key");
        if (at.isMissing()) {
            return "";
        }
        if (!KEY.matcher(key).matches()) {
            problems.add(
                    at,
                    "`key: " + key + "` is not a key",
                    "write 1 to 63 small letters, digits and hyphens, beginning with a letter or digit");
            return "";
        }
        Node first = declared.computeIfAbsent(kind, k -> new LinkedHashMap<>()).putIfAbsent(key, at);
        if (first != null) {
            problems.add(
                    at,
                    "the " + kind + " key `" + key + "` is used twice, first in " + first.seenFrom(at),
                    "give this " + kind + " a key of its own");
            return "";
        }
        rename(fields, kind, key);
        return key;
    }

    /** {@code was: old-key} carries number, id and history over to a new key, once. */
    private void rename(Fields fields, String kind, String key) {
        if (!fields.declares("was") || !fields.has("was")) {
            return;
        }
        String was = fields.text("was");
        Node at = fields.node("was");
        if (was.equals(key)) {
            problems.add(at, "`was: " + was + "` is the key it has", "delete `was`");
        } else if (!register.rename(kind, was, key) && previous != null && !register.knows(kind, key)) {
            String near = Nearest.to(was, register.known(kind));
            problems.add(
                    at,
                    "there never was a " + kind + " `" + was + "`",
                    near.isEmpty() ? "delete `was`: it is new" : "did you mean `" + near + "`?");
        }
        renamed.add(new Renamed(at, kind, was));
    }

    private record Renamed(Node at, String kind, String was) {}

    /** Reports what was renamed and is still there under its old key. */
    void checkRenames() {
        for (Renamed r : renamed) {
            declared(r.kind(), r.was())
                    .ifPresent(still -> problems.add(
                            r.at(),
                            "`was: " + r.was() + "` names the " + r.kind() + " in " + still.seenFrom(r.at())
                                    + ", which is still there",
                            "delete `was` when this one is new, or delete the other"));
        }
    }

    /** The declared keys of a kind, in file order. */
    public Collection<String> keys(String kind) {
        return declared.getOrDefault(kind, Map.of()).keySet();
    }

    /** Where a key was declared. */
    public Optional<Node> declared(String kind, String key) {
        return Optional.ofNullable(declared.getOrDefault(kind, Map.of()).get(key));
    }

    /** Reads a required reference to something of {@code kind}; "" when it names nothing. */
    public String refer(Fields fields, String word, String kind) {
        fields.text(word);
        return resolve(fields.node(word), word, kind);
    }

    /** Reads a reference, or the fallback when it is not written. */
    public String refer(Fields fields, String word, String kind, String fallback) {
        return fields.has(word) ? refer(fields, word, kind) : fallback;
    }

    /** Reads a list of references, each named once; those that name nothing are reported and left out. */
    public List<String> referAll(Fields fields, String word, String kind) {
        List<String> keys = new ArrayList<>();
        for (Node item : fields.items(word)) {
            String key = resolve(item, word, kind);
            if (!key.isEmpty() && keys.contains(key)) {
                problems.add(item, "`" + key + "` is named twice in `" + word + "`", "name it once");
            } else if (!key.isEmpty()) {
                keys.add(key);
            }
        }
        return keys;
    }

    /** Looks up a written reference and remembers that the thing is used; "" when it names nothing. */
    public String resolve(Node written, String word, String kind) {
        if (written.isMissing()) {
            return "";
        }
        Map<String, Node> known = declared.getOrDefault(kind, Map.of());
        if (written.kind() == Node.Kind.SCALAR && known.containsKey(written.text())) {
            used.add(kind + " " + written.text());
            return written.text();
        }
        String shown = written.kind() == Node.Kind.SCALAR ? written.text() : "…";
        String near = Nearest.to(shown, known.keySet());
        String list = known.keySet().stream().limit(MOST_SHOWN).collect(Collectors.joining(", "));
        problems.add(
                written,
                "`" + word + ": " + shown + "` names no " + kind,
                known.isEmpty()
                        ? "this file has no " + kind + " yet"
                        : near.isEmpty()
                                ? "there are: " + list + (known.size() > MOST_SHOWN ? " …" : "")
                                : "did you mean `" + near + "`?");
        return "";
    }

    /** Whether the key stands in this file or stood in an earlier one of this data directory. */
    public boolean wasEverNamed(String kind, String key) {
        return declared(kind, key).isPresent() || register.knows(kind, key);
    }

    /** Remembers that something is used without a written reference to it. */
    public void use(String kind, String key) {
        used.add(kind + " " + key);
    }

    /** Whether anything refers to it. */
    boolean isUsed(String kind, String key) {
        return used.contains(kind + " " + key);
    }

    /** The permanent number of a thing: the one it always had, else the next. Only before {@link #hash}. */
    public int number(String kind, String key) {
        return register.number(kind, key);
    }

    /** The id of a thing's row: the one it always had, else a new one. Only before {@link #hash}. */
    public UUID id(String kind, String key) {
        return register.id(kind, key);
    }

    /** The hash the configuration will have. From here on no number and no id can be given any more. */
    public String hash() {
        if (hash == null) {
            hash = toHash.apply(register.close());
        }
        return hash;
    }

    Map<Class<?>, Object> parts() {
        return parts;
    }

    Identities identities() {
        return register.close();
    }
}
