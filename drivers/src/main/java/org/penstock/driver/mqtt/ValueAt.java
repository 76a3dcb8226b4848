package org.penstock.driver.mqtt;

import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.driver.mqtt.decoder.Payload;
import org.penstock.driver.mqtt.decoder.Value;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/**
 * Where in a payload a number stands.
 *
 * @param pointer JSON pointer, or null for the whole payload
 */
record ValueAt(@Nullable JsonPointer pointer, Words words) {
    /** Thrown with {@code no_value} or {@code not_a_number} when there is none. */
    double of(Payload payload) throws Payload.Unreadable {
        JsonPointer at = pointer;
        if (at == null) {
            return words.of(payload.text().strip(), "the payload");
        }
        JsonNode node = payload.json().at(at);
        if (node.isMissingNode()) {
            throw new Payload.Unreadable("no_value", "nothing at " + at);
        }
        if (node.isNull()) {
            return Double.NaN;
        }
        if (node.isString()) {
            return words.of(node.asString().strip(), at.toString());
        }
        if (node.isNumber() || node.isBoolean()) {
            return words.of(Value.of(node), at.toString());
        }
        throw new Payload.Unreadable("not_a_number", "an object or list at " + at);
    }

    /** Whether the device says that it has no value now: {@code null}, or one of its words for it. */
    boolean isNone(Payload payload) throws Payload.Unreadable {
        JsonPointer at = pointer;
        if (at == null) {
            return words.saysNone(payload.text().strip());
        }
        JsonNode node = payload.json().at(at);
        return node.isNull() || (node.isValueNode() && words.saysNone(Value.of(node)));
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
}
