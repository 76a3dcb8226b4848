package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.driver.mqtt.decoder.Payload;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/**
 * Where in a JSON document something stands: a JSON pointer (RFC 6901), in which a step may also choose from a list: {@code
 * [name=temp]} the first element whose member {@code name} is written {@code temp}, {@code [0]} the first and {@code [-1]}
 * the last element. Looks at each element of a chosen list once.
 *
 * @param text as written
 */
record Pointer(String text, List<Step> steps) {
    private static final Pattern CHOICE = Pattern.compile("\\[(?:(-?\\d{1,6})|([^=\\]]+)=(.*))]", Pattern.DOTALL);
    private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d{0,5}");

    Pointer {
        steps = List.copyOf(steps);
    }

    /** One step down. */
    sealed interface Step {
        JsonNode from(JsonNode node);

        /** To a member of an object, or to an element of a list by its number. */
        record Member(String name) implements Step {
            @Override
            public JsonNode from(JsonNode node) {
                return node.isArray() && INDEX.matcher(name).matches()
                        ? node.path(Integer.parseInt(name))
                        : node.path(name);
            }
        }

        /** To an element of a list, counted from its end when negative. */
        record Place(int index) implements Step {
            @Override
            public JsonNode from(JsonNode node) {
                return node.isArray() ? node.path(index < 0 ? node.size() + index : index) : MissingNode.getInstance();
            }
        }

        /** To the first element of a list whose member is written so. */
        record Chosen(String member, String value) implements Step {
            @Override
            public JsonNode from(JsonNode node) {
                if (node.isArray()) {
                    for (JsonNode element : node) {
                        JsonNode at = element.path(member);
                        if (at.isValueNode() && !at.isNull() && at.asString().equals(value)) {
                            return element;
                        }
                    }
                }
                return MissingNode.getInstance();
            }
        }
    }

    /** Reads a pointer such as {@code /payload/temperature}; null when {@code word} is not written, is "" or is wrong. */
    static @Nullable Pointer read(Fields f, String word, Problems problems) {
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
        return compile(
                text,
                fault -> problems.add(
                        f.node(word),
                        "`" + word + ": " + text + "` " + fault,
                        "choose from a list with [name=temp], [0] for the first or [-1] for the last element"));
    }

    /** Hears what is wrong with a pointer. */
    interface Faults {
        void add(String fault);
    }

    /** The pointer that begins with a slash, or null when {@code faults} was told what is wrong. */
    static @Nullable Pointer compile(String text, Faults faults) {
        List<Step> steps = new ArrayList<>();
        for (String written : text.substring(1).split("/", -1)) {
            // In this order, as RFC 6901 says: ~01 is ~1.
            String step = written.replace("~1", "/").replace("~0", "~");
            Matcher choice = CHOICE.matcher(step);
            if (!step.startsWith("[")) {
                steps.add(new Step.Member(step));
            } else if (!choice.matches()) {
                faults.add("has `" + written + "`, which chooses nothing");
                return null;
            } else if (choice.group(1) != null) {
                steps.add(new Step.Place(Integer.parseInt(choice.group(1))));
            } else {
                steps.add(new Step.Chosen(choice.group(2), choice.group(3)));
            }
        }
        if (steps.size() > Payload.DEEPEST) {
            faults.add("has more than " + Payload.DEEPEST + " steps");
            return null;
        }
        return new Pointer(text, steps);
    }

    /** What stands there; a missing node when nothing does. */
    JsonNode in(JsonNode document) {
        JsonNode at = document;
        for (Step step : steps) {
            at = step.from(at);
        }
        return at;
    }

    @Override
    public String toString() {
        return text;
    }
}
