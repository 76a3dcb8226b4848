package org.penstock.core.facility;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of one mapping and reports, each at its own line, what is missing, of the wrong form or out of range;
 * {@link #done} reports every word nobody asked for, with the nearest right one. A faulty field yields its fallback (or
 * ""/0), so that one fault does not hide the next.
 */
public final class Fields {
    static final Pattern DURATION = Pattern.compile("(\\d{1,12}(?:\\.\\d{1,6})?)\\s*(ms|s|min|m|h|d)");
    static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(?:\\.\\d{1,15})?(?:[eE][+-]?\\d{1,3})?");
    static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,10}");
    static final Pattern HEX = Pattern.compile("0[xX][0-9a-fA-F]{1,8}");
    private static final long LONGEST = 366 * 86_400_000_000L;
    private static final Pattern SECRET = Pattern.compile("\\$\\{secret:([a-z0-9][a-z0-9_.-]*)}");

    private final Node node;
    private final Problems problems;
    private final Shape.@Nullable Group declared;
    private final Set<String> asked = new LinkedHashSet<>();

    private Fields(Node node, Shape.@Nullable Group declared, Problems problems) {
        this.node = node;
        this.declared = declared;
        boolean fields = node.kind() == Node.Kind.MAPPING || node.kind() == Node.Kind.MISSING;
        if (!fields) {
            problems.add(node, "expected fields here, found " + describe(node), form(declared));
        }
        // What is missing in something that has no fields is not told one by one.
        this.problems = fields ? problems : new Problems();
    }

    private static String form(Shape.@Nullable Group declared) {
        return declared == null || declared.required().isEmpty()
                ? "write `name: value` lines"
                : "write "
                        + declared.words().keySet().stream()
                                .filter(declared.required()::contains)
                                .map(w -> w + ": …")
                                .collect(Collectors.joining(", ", "`{", "}`"));
    }

    /** Begins reading {@code node}. */
    public static Fields of(Node node, Problems problems) {
        return new Fields(node, null, problems);
    }

    /** Begins reading {@code node}, and holds the reader to what it declared: asking for another word is a programming error. */
    public static Fields of(Node node, Shape.Group declared, Problems problems) {
        return new Fields(node, declared, problems);
    }

    /** The mapping being read. */
    public Node node() {
        return node;
    }

    /** Whether the word may be written here. */
    boolean declares(String word) {
        return declared == null || declared.words().containsKey(word);
    }

    /** Whether the word is written. */
    public boolean has(String word) {
        ask(word);
        return !node.get(word).isMissing();
    }

    /** A required text. */
    public String text(String word) {
        Node n = scalar(word, true);
        if (!n.isMissing() && n.text().isBlank()) {
            problems.add(n, "`" + word + "` is empty", "write a text");
        }
        return n.text();
    }

    /** The required field {@code name}: what a person calls the thing, at most 200 characters. */
    public String name() {
        String name = text("name");
        if (name.length() > 200) {
            problems.add(node.get("name"), "the name has " + name.length() + " characters", "use at most 200");
        }
        return name;
    }

    /** A text, or the fallback when it is not written. */
    public String text(String word, String fallback) {
        Node n = scalar(word, false);
        return n.isMissing() ? fallback : n.text();
    }

    /** One of {@code choices}, or the fallback. A null-like fallback "" makes the word required. */
    public String choice(String word, Collection<String> choices, String fallback) {
        Node n = scalar(word, fallback.isEmpty());
        if (n.isMissing()) {
            return fallback;
        }
        if (!choices.contains(n.text())) {
            String near = Nearest.to(n.text(), choices);
            problems.add(
                    n,
                    "`" + word + ": " + n.text() + "` is not one of " + String.join(", ", choices),
                    near.isEmpty() ? "write one of them" : "did you mean `" + word + ": " + near + "`?");
            return fallback.isEmpty() && !choices.isEmpty() ? choices.iterator().next() : fallback;
        }
        return n.text();
    }

    /** A number in [min, max], or the fallback; a NaN fallback makes the word required. */
    public double number(String word, double fallback, double min, double max) {
        Node n = scalar(word, Double.isNaN(fallback));
        if (n.isMissing()) {
            return fallback;
        }
        if (!NUMBER.matcher(n.text()).matches()) {
            problems.add(
                    n, "`" + word + ": " + n.text() + "` is not a number", "write a number, with a point for decimals");
            return fallback;
        }
        double v = Double.parseDouble(n.text());
        if (v >= min && v <= max) {
            return v;
        }
        problems.add(
                n,
                "`" + word + ": " + n.text() + "` is outside " + plain(min) + " to " + plain(max),
                "write a number in that range");
        return fallback;
    }

    /** A whole number in [min, max], decimal or 0x…, or the fallback; {@link Integer#MIN_VALUE} as fallback makes it required. */
    public int integer(String word, int fallback, int min, int max) {
        Node n = scalar(word, fallback == Integer.MIN_VALUE);
        if (n.isMissing()) {
            return fallback;
        }
        boolean hex = HEX.matcher(n.text()).matches();
        if (!hex && !WHOLE.matcher(n.text()).matches()) {
            problems.add(n, "`" + word + ": " + n.text() + "` is not a whole number", "write a whole number");
            return fallback;
        }
        // Leading zeros are zeros: 0502 is 502 here, as in YAML 1.2.
        long v = hex ? Long.parseLong(n.text().substring(2), 16) : Long.parseLong(n.text());
        if (v >= min && v <= max) {
            return (int) v;
        }
        problems.add(
                n,
                "`" + word + ": " + n.text() + "` is outside " + min + " to " + max,
                "write a whole number in that range");
        return fallback;
    }

    /** true or false, or the fallback. */
    public boolean flag(String word, boolean fallback) {
        Node n = scalar(word, false);
        if (n.isMissing()) {
            return fallback;
        }
        return switch (n.text()) {
            case "true" -> true;
            case "false" -> false;
            default -> {
                problems.add(n, "`" + word + ": " + n.text() + "` is neither true nor false", "write true or false");
                yield fallback;
            }
        };
    }

    /** A duration such as {@code 500 ms}, {@code 30s}, {@code 15min}, {@code 2h}, in µs, at most 366 days; a negative fallback makes it required. */
    public long duration(String word, long fallbackMicros) {
        Node n = scalar(word, fallbackMicros < 0);
        if (n.isMissing()) {
            return fallbackMicros;
        }
        Matcher m = DURATION.matcher(n.text().strip());
        if (!m.matches()) {
            problems.add(
                    n,
                    "`" + word + ": " + n.text() + "` is not a duration",
                    "write a number with its unit: 500ms, 30s, 15min, 2h or 1d");
            return Math.max(0, fallbackMicros);
        }
        double factor = switch (m.group(2)) {
            case "ms" -> 1e3;
            case "s" -> 1e6;
            case "min", "m" -> 60e6;
            case "h" -> 3600e6;
            default -> 86_400e6;
        };
        double micros = Double.parseDouble(m.group(1)) * factor;
        if (micros > LONGEST) {
            problems.add(n, "`" + word + ": " + n.text() + "` is longer than a year", "write at most 366d");
            return LONGEST;
        }
        return Math.round(micros);
    }

    /** The name inside {@code ${secret:name}}, or "" when nothing is written; a literal is a fault. */
    public String secret(String word) {
        Node n = scalar(word, false);
        Matcher m = SECRET.matcher(n.text());
        if (m.matches()) {
            return m.group(1);
        }
        if (!n.isMissing()) {
            tellLiteral(word, problems);
        }
        return "";
    }

    /** Reports a value that is written where only the name of a secret may be. */
    void tellLiteral(String word, Problems to) {
        String text = node.get(word).text();
        // Of a placeholder in a wrong form the frame has told already.
        if (!text.startsWith("${")) {
            to.add(
                    node.get(word),
                    "`" + word + "` holds a secret in plain text",
                    "write `" + word + ": ${secret:some-name}` and set it with `penstock secret set some-name`");
        }
    }

    /** A nested mapping; missing when it is not written. */
    public Node node(String word) {
        ask(word);
        return node.get(word);
    }

    /** The items of a list; empty when it is not written. A single scalar counts as a list of one. */
    public List<Node> items(String word) {
        ask(word);
        Node n = node.get(word);
        return switch (n.kind()) {
            case SEQUENCE -> n.items();
            case MISSING -> List.of();
            case SCALAR -> List.of(n);
            case MAPPING -> {
                problems.add(n, "`" + word + "` must be a list", "put `- ` before each item");
                yield List.of();
            }
        };
    }

    /** Reports every word that was written but never asked for. Call it last. */
    public void done() {
        for (String word : node.words()) {
            if (!asked.contains(word) && declared != null && declared.words().containsKey(word)) {
                problems.add(
                        node.wordNode(word),
                        "`" + word + "` has no meaning beside the other fields here",
                        "take it out; what counts here: " + String.join(", ", asked));
            } else if (!asked.contains(word)) {
                String near = Nearest.to(word, asked);
                problems.add(
                        node.wordNode(word),
                        "unknown word `" + word + "`",
                        near.isEmpty() ? "known here: " + String.join(", ", asked) : "did you mean `" + near + "`?");
            }
        }
    }

    private void ask(String word) {
        if (declared != null && !declared.words().containsKey(word)) {
            throw new IllegalStateException("the word " + word + " is asked for and was not declared");
        }
        asked.add(word);
    }

    private Node scalar(String word, boolean required) {
        ask(word);
        Node n = node.get(word);
        if (n.isMissing()) {
            if (required) {
                problems.add(node, "`" + word + "` is missing", "add `" + word + ": …`");
            }
            return n;
        }
        if (n.kind() != Node.Kind.SCALAR) {
            problems.add(
                    n, "`" + word + "` must be a single value, found " + describe(n), "write `" + word + ": value`");
            return Node.missing(n);
        }
        return n;
    }

    private static String describe(Node n) {
        return switch (n.kind()) {
            case MAPPING -> "a group of fields";
            case SEQUENCE -> "a list";
            case SCALAR -> "`" + n.text() + "`";
            case MISSING -> "nothing";
        };
    }

    private static String plain(double v) {
        return v == Math.rint(v) && Math.abs(v) < 1e15 ? Long.toString((long) v) : Double.toString(v);
    }
}
