package org.penstock.core.facility;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A piece of the facility file that knows where it stands. Immutable. Read mappings through {@link Fields}, which report
 * what is missing, misspelt or out of range.
 */
public final class Node {
    /** What stands there. */
    public enum Kind {
        MAPPING,
        SEQUENCE,
        SCALAR,
        /** Nothing is written; line and column are those of the parent. */
        MISSING
    }

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    /** Exponents are short: a few written characters must not become a number of a million digits. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,30}(?:\\.\\d{1,30})?(?:[eE][+-]?\\d{1,2})?");

    /** Nothing in a facility is as large, and what counts in 64 bits fails beyond. */
    private static final BigDecimal LARGEST = new BigDecimal("1e18");

    private final String file;
    private final int line;
    private final int column;
    private final Kind kind;
    private final Map<String, Node> fields;
    private final Map<String, Node> keys;
    private final List<Node> items;
    private final String text;
    private final boolean quoted;

    private Node(
            String file,
            int line,
            int column,
            Kind kind,
            Map<String, Node> fields,
            Map<String, Node> keys,
            List<Node> items,
            String text,
            boolean quoted) {
        this.file = file;
        this.line = line;
        this.column = column;
        this.kind = kind;
        this.fields = fields;
        this.keys = keys;
        this.items = items;
        this.text = text;
        this.quoted = quoted;
    }

    /** A mapping; {@code keys} holds a scalar node at the position of each key. */
    static Node mapping(String file, int line, int column, Map<String, Node> fields, Map<String, Node> keys) {
        return new Node(
                file,
                line,
                column,
                Kind.MAPPING,
                Collections.unmodifiableMap(new LinkedHashMap<>(fields)),
                Collections.unmodifiableMap(new LinkedHashMap<>(keys)),
                List.of(),
                "",
                false);
    }

    static Node sequence(String file, int line, int column, List<Node> items) {
        return new Node(file, line, column, Kind.SEQUENCE, Map.of(), Map.of(), List.copyOf(items), "", false);
    }

    static Node scalar(String file, int line, int column, String text, boolean quoted) {
        return new Node(file, line, column, Kind.SCALAR, Map.of(), Map.of(), List.of(), text, quoted);
    }

    /** Nothing, at a position of its own: {@code name:} without a value. */
    static Node nothing(String file, int line, int column) {
        return new Node(file, line, column, Kind.MISSING, Map.of(), Map.of(), List.of(), "", false);
    }

    /** Nothing, at the position of {@code parent}. */
    static Node missing(Node parent) {
        return new Node(
                parent.file, parent.line, parent.column, Kind.MISSING, Map.of(), Map.of(), List.of(), "", false);
    }

    public String file() {
        return file;
    }

    /** 1-based line. */
    public int line() {
        return line;
    }

    /** 1-based column. */
    public int column() {
        return column;
    }

    /** Where this stands, for a report about {@code other}: the line, and the file where that is another one. */
    public String seenFrom(Node other) {
        return "line " + line + (file.equals(other.file) ? "" : " of " + file);
    }

    public Kind kind() {
        return kind;
    }

    public boolean isMissing() {
        return kind == Kind.MISSING;
    }

    /** The words of a mapping in file order; empty for anything else. */
    public Set<String> words() {
        return fields.keySet();
    }

    /** The value of a word, or a missing node at this position. */
    public Node get(String word) {
        Node n = fields.get(word);
        return n != null ? n : missing(this);
    }

    /** The node of the word itself, for pointing at a wrong word; this node when the word is not written. */
    public Node wordNode(String word) {
        Node n = keys.get(word);
        return n != null ? n : this;
    }

    /** The items of a sequence; empty for anything else. */
    public List<Node> items() {
        return items;
    }

    /** The scalar as written; "" for anything else. */
    public String text() {
        return text;
    }

    /** Whether the scalar is written in quotes. */
    boolean isQuoted() {
        return quoted;
    }

    /**
     * This mapping and, under it, the words of {@code defaults} that it does not write itself. Every word keeps its own
     * position, so that a fault is told where it stands.
     */
    public Node over(Node defaults) {
        Map<String, Node> allFields = new LinkedHashMap<>(defaults.fields);
        Map<String, Node> allKeys = new LinkedHashMap<>(defaults.keys);
        fields.forEach((word, field) -> {
            if (!field.isMissing()) {
                allFields.put(word, field);
                allKeys.put(word, wordNode(word));
            }
        });
        return mapping(file, line, column, allFields, allKeys);
    }

    /**
     * This node as JSON, read as YAML 1.2 reads it: a text in quotes is a text, an unquoted {@code 60} is a number,
     * {@code true} is true, nothing is null.
     */
    public JsonNode toJson() {
        return switch (kind) {
            case MISSING -> JSON.nullNode();
            case SCALAR -> scalarToJson();
            case SEQUENCE -> {
                ArrayNode array = JSON.arrayNode();
                items.forEach(item -> array.add(item.toJson()));
                yield array;
            }
            case MAPPING -> {
                ObjectNode object = JSON.objectNode();
                fields.forEach((word, field) -> object.set(word, field.toJson()));
                yield object;
            }
        };
    }

    private JsonNode scalarToJson() {
        if (!quoted && (text.equals("true") || text.equals("false"))) {
            return JSON.booleanNode(text.equals("true"));
        }
        if (quoted || !NUMBER.matcher(text).matches()) {
            return JSON.stringNode(text);
        }
        BigDecimal number = new BigDecimal(text);
        if (number.abs().compareTo(LARGEST) >= 0) {
            return JSON.stringNode(text);
        }
        return text.matches("[+-]?\\d+") ? JSON.numberNode(number.toBigIntegerExact()) : JSON.numberNode(number);
    }

    /**
     * Everything below this node as one line, the same for the same meaning: words in order, positions left out. Two
     * addresses are equal when these are.
     */
    public String canonical() {
        return switch (kind) {
            case MISSING -> "";
            case SCALAR -> text;
            case SEQUENCE -> items.stream().map(Node::canonical).collect(Collectors.joining(",", "[", "]"));
            case MAPPING ->
                new TreeMap<>(fields)
                        .entrySet().stream()
                                .filter(e -> !e.getValue().isMissing())
                                .map(e -> e.getKey() + "=" + e.getValue().canonical())
                                .collect(Collectors.joining(",", "{", "}"));
        };
    }
}
