package org.penstock.driver.mqtt;

import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.core.quantity.QualityCode;
import org.penstock.driver.mqtt.decoder.Payload;
import org.penstock.driver.mqtt.decoder.Payload.Unreadable;
import org.penstock.driver.mqtt.decoder.Value;
import tools.jackson.databind.JsonNode;

/** Where in a message a number comes from, and what its texts mean. */
record ValueAt(Source source, Words words) {
    /** What a value is taken from. */
    sealed interface Source {
        /** The value; thrown with {@code no_value}, {@code not_a_number} or {@code cel_failed} when there is none. */
        Value of(Payload payload, String topic) throws Unreadable;

        /** For a person who looks for it. */
        String where();

        /** The whole payload. */
        record Whole() implements Source {
            @Override
            public Value of(Payload payload, String topic) throws Unreadable {
                return Value.of(payload.text());
            }

            @Override
            public String where() {
                return "the payload";
            }
        }

        /** What stands at a pointer. */
        record At(Pointer pointer) implements Source {
            @Override
            public Value of(Payload payload, String topic) throws Unreadable {
                JsonNode node = pointer.in(payload.json());
                if (node.isMissingNode()) {
                    throw new Unreadable("no_value", "nothing at " + pointer);
                }
                if (!node.isValueNode()) {
                    throw new Unreadable("not_a_number", "an object or list at " + pointer);
                }
                return Value.of(node);
            }

            @Override
            public String where() {
                return pointer.text();
            }
        }

        /** What an expression makes of the message. */
        record Computed(Expression expression) implements Source {
            @Override
            public Value of(Payload payload, String topic) throws Unreadable {
                return expression.of(payload, topic);
            }

            @Override
            public String where() {
                return "the result of `cel`";
            }
        }
    }

    /** Reads {@code value:} or {@code cel:}; with neither the whole payload is the value. */
    static ValueAt read(Fields f, Words words, Problems problems) {
        Pointer pointer = Pointer.read(f, "value", problems);
        Expression expression = Expression.read(f, problems);
        if (pointer != null && expression != null) {
            problems.add(f.node("cel"), "`cel` beside `value`", "keep one: an expression reads the payload itself");
        }
        return new ValueAt(
                expression != null
                        ? new Source.Computed(expression)
                        : pointer != null ? new Source.At(pointer) : new Source.Whole(),
                words);
    }

    /** What the message says; thrown with the reason when it says nothing. */
    Value in(Payload payload, String topic) throws Unreadable {
        return source.of(payload, topic);
    }

    /** The number that {@code value} means; thrown with {@code no_value} or {@code not_a_number} when it means none. */
    double number(Value value) throws Unreadable {
        if (value.quality() == QualityCode.NOT_A_NUMBER) {
            throw new Unreadable("not_a_number", source.where() + " is no number");
        }
        return value.isNone() ? Double.NaN : words.of(value, source.where());
    }

    /** Whether the device says that it has no value now: {@code null}, or one of its words for it. */
    boolean isNone(Value value) {
        return value.isNone() || words.saysNone(value);
    }
}
