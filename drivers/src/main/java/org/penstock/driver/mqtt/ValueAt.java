package org.penstock.driver.mqtt;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Where in a payload a number stands.
 *
 * @param pointer JSON pointer, or null for the whole payload
 * @param words numbers for texts: {@code {open: 1, closed: 0}}
 */
record ValueAt(@Nullable JsonPointer pointer, Map<String, Double> words) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");
    private static final int LONGEST = 100;

    ValueAt {
        words = Map.copyOf(words);
    }

    /** Thrown with {@code no_value} or {@code not_a_number} when there is none. */
    double of(Payload payload) throws Payload.Unreadable {
        JsonPointer at = pointer;
        if (at == null) {
            return number(payload.text().strip(), "the payload");
        }
        JsonNode node = payload.json().at(at);
        if (node.isMissingNode()) {
            throw new Payload.Unreadable("no_value", "nothing at " + at);
        }
        if (node.isNull()) {
            return Double.NaN;
        }
        if (node.isNumber()) {
            return node.doubleValue(Double.NaN);
        }
        if (node.isBoolean()) {
            Double mapped = words.get(node.asString());
            return mapped != null ? mapped : node.booleanValue() ? 1 : 0;
        }
        if (node.isString()) {
            return number(node.asString().strip(), at.toString());
        }
        throw new Payload.Unreadable("not_a_number", "an object or list at " + at);
    }

    private double number(String text, String where) throws Payload.Unreadable {
        Double mapped = words.get(text);
        if (mapped != null) {
            return mapped;
        }
        if (text.length() <= LONGEST && NUMBER.matcher(text).matches()) {
            return Double.parseDouble(text);
        }
        return switch (text.length() > 9 ? "" : text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "infinity", "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default ->
                throw new Payload.Unreadable(
                        text.isEmpty() ? "no_value" : "not_a_number",
                        where + (text.isEmpty() ? " is empty" : " is no number"));
        };
    }

    /** Whether the device wrote {@code null}: it has no value now. */
    boolean isNull(Payload payload) throws Payload.Unreadable {
        JsonPointer at = pointer;
        return at != null && payload.json().at(at).isNull();
    }

    /** Reads a pointer such as {@code /payload/temperature}; null when {@code word} is not written or is "". */
    static @Nullable JsonPointer pointer(Fields f, String word, Problems problems) {
        String text = f.text(word, "");
        if (text.isEmpty()) {
            return null;
        }
        if (!text.startsWith("/")) {
            problems.add(
                    f.node(word),
                    "`" + word + ": " + text + "` is no JSON pointer",
                    "begin with a slash: `" + word + ": /" + text.replace('.', '/') + "`");
            return null;
        }
        return JsonPointer.compile(text);
    }

    /** Reads {@code values: {open: 1, closed: 0}}. */
    static Map<String, Double> words(Fields f, Problems problems) {
        Map<String, Double> words = new HashMap<>();
        Node node = f.node("values");
        if (node.isMissing()) {
            return words;
        }
        Fields each = Fields.of(node, problems);
        for (String word : node.words()) {
            words.put(word, each.number(word, 0, -1e12, 1e12));
        }
        return words;
    }
}
