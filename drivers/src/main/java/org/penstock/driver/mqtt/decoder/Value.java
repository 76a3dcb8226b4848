package org.penstock.driver.mqtt.decoder;

import java.util.Map;
import org.penstock.core.quantity.QualityCode;
import tools.jackson.databind.JsonNode;

/**
 * A value as a device wrote it, before it is converted for a stream.
 *
 * @param number what it is, NaN when it is a text or nothing
 * @param text how it was written when it is no number: {@code ON}, {@code "21.5"}, {@code true}; else ""
 * @param quality what the device itself thinks of it
 * @param unit the unit it says it is in, in the words of {@link org.penstock.core.quantity.Unit#code}; "" = the stream's
 */
public record Value(double number, String text, QualityCode quality, String unit) {
    private static final Value NOTHING = new Value(Double.NaN, "", QualityCode.NO_COMMUNICATION, "");
    /** Longer texts are no values. */
    private static final int LONGEST = 100;

    private static final int DEEPEST = 4;
    private static final int MOST = 500;

    /** A number. */
    public static Value of(double number) {
        return new Value(number, "", QualityCode.GOOD, "");
    }

    /** 1 or 0. */
    public static Value of(boolean state) {
        return new Value(state ? 1 : 0, state ? "true" : "false", QualityCode.GOOD, "");
    }

    /** A text; {@code "21.5"} becomes a number when a stream asks for it. */
    public static Value of(String text) {
        String bare = text.strip();
        return bare.length() > LONGEST
                ? new Value(Double.NaN, bare.substring(0, LONGEST), QualityCode.NOT_A_NUMBER, "")
                : new Value(Double.NaN, bare, QualityCode.GOOD, "");
    }

    /** The device says that it has no value now. */
    public static Value none() {
        return NOTHING;
    }

    /** Whether this is {@link #none}. */
    public boolean isNone() {
        return quality == QualityCode.NO_COMMUNICATION && Double.isNaN(number) && text.isEmpty() && unit.isEmpty();
    }

    /** What stands in a JSON document; an object or list is no value. */
    public static Value of(JsonNode node) {
        if (node.isNumber()) {
            return of(node.doubleValue(Double.NaN));
        }
        if (node.isBoolean()) {
            return of(node.booleanValue());
        }
        return node.isString() ? of(node.asString()) : NOTHING;
    }

    /** The same value, in a unit it was said to be in. */
    public Value in(String code) {
        return new Value(number, text, quality, code);
    }

    /** The same value, which the device itself does not trust. */
    public Value doubted(QualityCode code) {
        return new Value(number, text, code, unit);
    }

    /**
     * Puts every value of an object or list into {@code values}, named by its path: {@code air/temperature},
     * {@code probes/0}. At most 500 values, 4 levels deep; what is deeper is left out.
     */
    public static void flatten(String path, JsonNode node, Map<String, Value> values) {
        flatten(path, node, values, 0);
    }

    private static void flatten(String path, JsonNode node, Map<String, Value> values, int depth) {
        if (values.size() >= MOST || depth > DEEPEST) {
            return;
        }
        if (node.isObject()) {
            node.properties().forEach(e -> flatten(join(path, e.getKey()), e.getValue(), values, depth + 1));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                flatten(join(path, Integer.toString(i)), node.get(i), values, depth + 1);
            }
        } else if (!path.isEmpty()) {
            values.put(path, of(node));
        }
    }

    private static String join(String path, String word) {
        return path.isEmpty() ? word : path + "/" + word;
    }
}
