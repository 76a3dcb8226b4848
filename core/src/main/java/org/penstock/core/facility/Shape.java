package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.penstock.core.quantity.Metric;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What may stand at one place of the facility file. Readers declare with it the words they ask for ({@link Fields} holds
 * them to it), and the same declaration tells an editor what can be written, as JSON Schema 2020-12. Immutable.
 */
public sealed interface Shape {
    /** What is meant, for the person who writes it. */
    String description();

    /** How a single value is written. */
    enum Form {
        /** Any text. */
        TEXT,
        /** The key of the thing itself, which never changes. */
        KEY,
        /** The key of something declared elsewhere. */
        REFERENCE,
        NUMBER,
        WHOLE,
        /** true or false. */
        FLAG,
        /** A number with a unit of time. */
        DURATION,
        /** A number with the unit of a metric. */
        QUANTITY
    }

    /** One written value: a text, or what YAML takes for a number or a truth value. @param pattern of the whole text, "" = any */
    record Value(String description, List<String> types, String pattern, Form form) implements Shape {
        public Value {
            types = List.copyOf(types);
        }
    }

    /** One of the words. */
    record Choice(String description, List<String> words) implements Shape {
        public Choice {
            words = List.copyOf(words);
        }
    }

    /** A list; of single values also one alone, without brackets. */
    record Items(String description, Shape item) implements Shape {}

    /** Fields that another hand reads: a driver, or the schema of an equipment's kind. */
    record Open(String description) implements Shape {}

    /** Fields by their word, and no others. @param required words that must be written */
    record Group(String description, Map<String, Shape> words, Set<String> required, List<Case> cases)
            implements Shape {
        public Group {
            words = Collections.unmodifiableMap(new LinkedHashMap<>(words));
            required = Set.copyOf(required);
            cases = List.copyOf(cases);
        }

        /** This group, which says more about a word where others have certain values. */
        public Group with(List<Case> more) {
            return new Group(description, words, required, more);
        }

        /** This group and one more word that must be written. */
        public Group must(String word, Shape shape) {
            Group more = may(word, shape);
            Set<String> all = new HashSet<>(required);
            all.add(word);
            return new Group(description, more.words, all, cases);
        }

        /** This group and one more word. */
        public Group may(String word, Shape shape) {
            Map<String, Shape> all = new LinkedHashMap<>(words);
            all.put(word, shape);
            return new Group(description, all, required, cases);
        }
    }

    /**
     * What stands under {@code then} where {@code word} is {@code is}.
     *
     * @param unless a word that must not be written for this to be so, or be 1
     * @param schema JSON Schema, made when an editor asks
     */
    record Case(String word, String is, String unless, String then, Supplier<ObjectNode> schema) {
        private ObjectNode toSchema() {
            ObjectNode rule = JsonNodeFactory.instance.objectNode();
            ObjectNode when = rule.putObject("if");
            ObjectNode properties = when.putObject("properties");
            properties.putObject(word).put("const", is);
            properties.putObject(unless).putArray("enum").add(1).add("1").addNull();
            when.putArray("required").add(word);
            rule.putObject("then").putObject("properties").set(then, schema.get());
            return rule;
        }
    }

    /** A group that has no words yet. */
    static Group group(String description) {
        return new Group(description, Map.of(), Set.of(), List.of());
    }

    /** A text of any form. */
    static Shape text(String description) {
        return text(description, "");
    }

    /** A text of the form {@code pattern}. */
    static Shape text(String description, String pattern) {
        return text(description, pattern, Form.TEXT);
    }

    private static Shape text(String description, String pattern, Form form) {
        return new Value(description, List.of("string", "number", "boolean"), pattern, form);
    }

    /** What a person calls the thing. */
    static Shape name() {
        return text("What a person calls it; it may change at any time.");
    }

    /** The key of a new thing. */
    static Shape key() {
        return text(
                "Its own word: small letters, digits and hyphens. It never changes, for the record names it so.",
                Draft.KEY.pattern(),
                Form.KEY);
    }

    /** The key a thing had before. */
    static Shape was() {
        return text("The key it had until now: it keeps its history under the new one.", Draft.KEY.pattern());
    }

    /** The key of something declared elsewhere. */
    static Shape reference(String description) {
        return text(description, Draft.KEY.pattern(), Form.REFERENCE);
    }

    /** A number. */
    static Shape number(String description) {
        return new Value(description, List.of("number", "string"), Fields.NUMBER.pattern(), Form.NUMBER);
    }

    /** A whole number, decimal or 0x… */
    static Shape integer(String description) {
        return new Value(
                description,
                List.of("integer", "string"),
                Fields.WHOLE.pattern() + "|" + Fields.HEX.pattern(),
                Form.WHOLE);
    }

    /** true or false. */
    static Shape flag(String description) {
        return new Value(description, List.of("boolean", "string"), "true|false", Form.FLAG);
    }

    /** A span of time: {@code 500ms}, {@code 30s}, {@code 15min}, {@code 2h}, {@code 1d}. */
    static Shape duration(String description) {
        return new Value(
                description + " A number with its unit: 500ms, 30s, 15min, 2h or 1d.",
                List.of("string"),
                "\\s*(" + Fields.DURATION.pattern() + ")\\s*",
                Form.DURATION);
    }

    /** A number with its unit; without one only for counts and states. */
    static Shape quantity(String description) {
        return new Value(description + " With its unit: 27 °C, 50 L.", List.of("string", "number"), "", Form.QUANTITY);
    }

    /** One of the words. */
    static Shape choice(String description, List<String> words) {
        return new Choice(description, words);
    }

    /** One of the metrics. */
    static Shape metric(String description) {
        return choice(
                description, Arrays.stream(Metric.values()).map(Metric::key).toList());
    }

    /** A list. */
    static Shape list(String description, Shape item) {
        return new Items(description, item);
    }

    /** Fields that another hand reads. */
    static Shape open(String description) {
        return new Open(description);
    }

    /** As JSON Schema. @param optional the word may also stand there without a value */
    default ObjectNode toSchema(boolean optional) {
        ObjectNode schema = JsonNodeFactory.instance.objectNode();
        if (!description().isEmpty()) {
            schema.put("description", description());
        }
        switch (this) {
            case Value v -> {
                types(schema, v.types, optional);
                if (!v.pattern.isEmpty()) {
                    schema.put("pattern", "^(?:" + v.pattern + ")$");
                }
            }
            case Choice c -> {
                ArrayNode words = schema.putArray("enum");
                c.words.forEach(words::add);
                if (optional) {
                    words.addNull();
                }
            }
            case Open o -> types(schema, List.of("object"), optional);
            case Items i
            when i.item instanceof Group -> {
                types(schema, List.of("array"), optional);
                schema.set("items", i.item.toSchema(false));
            }
            case Items i -> {
                ArrayNode ways = schema.putArray("anyOf");
                ways.addObject().put("type", "array").set("items", i.item.toSchema(false));
                ways.add(i.item.toSchema(optional));
            }
            case Group g -> {
                types(schema, List.of("object"), optional);
                ObjectNode words = schema.putObject("properties");
                g.words.forEach((word, shape) -> words.set(word, shape.toSchema(!g.required.contains(word))));
                List<String> required = new ArrayList<>(g.words.keySet());
                required.retainAll(g.required);
                if (!required.isEmpty()) {
                    required.forEach(schema.putArray("required")::add);
                }
                schema.put("additionalProperties", false);
                if (!g.cases.isEmpty()) {
                    ArrayNode cases = schema.putArray("allOf");
                    g.cases.forEach(c -> cases.add(c.toSchema()));
                }
            }
        }
        return schema;
    }

    private static void types(ObjectNode schema, List<String> types, boolean optional) {
        List<String> all = new ArrayList<>(types);
        if (optional) {
            all.add("null");
        }
        if (all.size() == 1) {
            schema.put("type", all.getFirst());
        } else {
            all.forEach(schema.putArray("type")::add);
        }
    }
}
