package org.penstock.core.facility;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Metric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The properties of one kind in one version: checks what is written for a piece, and tells each fault at its own line.
 * {@code "metric": "flow"} in the schema stands for a written quantity, {@code 60 L/min}: JSON Schema itself knows no
 * units, and a number without one is a guess.
 */
final class PropertySchema {
    private static final String METRIC = "metric";

    private final SchemaSpec spec;
    private final ObjectNode body;
    private final Schema schema;

    PropertySchema(SchemaSpec spec, ObjectNode body, SchemaRegistry registry) {
        this.spec = spec;
        this.body = body;
        ObjectNode plain = closed(body.deepCopy());
        plain.findParents(METRIC).stream()
                .filter(p -> p.path(METRIC).isString())
                .forEach(p -> ((ObjectNode) p).remove(METRIC));
        this.schema = registry.getSchema(plain);
    }

    /** A schema that does not speak about further properties means: no others. */
    private static ObjectNode closed(ObjectNode body) {
        boolean open =
                List.of("additionalProperties", "unevaluatedProperties", "patternProperties", "allOf", "anyOf").stream()
                        .anyMatch(body::has);
        if (!open && body.has("properties") && !body.has("oneOf") && !body.has("$ref")) {
            body.put("additionalProperties", false);
        }
        return body;
    }

    /** The words of its properties. */
    List<String> properties() {
        return List.copyOf(body.path("properties").propertyNames());
    }

    /** Checks what is written. @param piece where to tell what is missing when no properties are written at all */
    void check(Node written, Node piece, EquipmentKinds kinds, Problems problems) {
        JsonNode json = written.isMissing() ? body.objectNode() : written.toJson();
        for (Error e : schema.validate(json)) {
            tell(e, written.isMissing() ? piece : written, kinds, problems);
        }
        quantities(body, written, problems);
    }

    private static void quantities(JsonNode schema, Node written, Problems problems) {
        if (written.kind() != Node.Kind.MAPPING) {
            return;
        }
        Fields fields = Fields.of(written, problems);
        schema.path("properties").forEachEntry((word, property) -> {
            if (!written.get(word).isMissing()) {
                metric(property).ifPresent(m -> Quantities.limit(fields, word, m, problems));
                quantities(property, written.get(word), problems);
            }
        });
    }

    /** The metric of a property that is a quantity. */
    static Optional<Metric> metric(JsonNode property) {
        return property.path(METRIC).isString()
                ? Metric.of(property.path(METRIC).asString())
                : Optional.empty();
    }

    /** What stands at a path below {@code root}; the nearest thing above where nothing does. */
    static Node at(NodePath path, Node root) {
        Node at = root;
        for (int i = 0; i < path.getNameCount(); i++) {
            Object element = path.getElement(i);
            Node next = element instanceof Integer index
                    ? (index < at.items().size() ? at.items().get(index) : at)
                    : at.get(String.valueOf(element));
            if (next.isMissing()) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private void tell(Error e, Node root, EquipmentKinds kinds, Problems problems) {
        NodePath path = e.getInstanceLocation();
        Node at = at(path, root);
        String word = path.getNameCount() == 0 ? "properties" : path.getName(path.getNameCount() - 1);
        String shown = at.kind() == Node.Kind.SCALAR ? "`" + word + ": " + at.text() + "`" : "`" + word + "`";
        String property = String.valueOf(e.getProperty());
        JsonNode asked = definition(path);
        switch (Objects.requireNonNullElse(e.getKeyword(), "")) {
            case "additionalProperties", "unevaluatedProperties" ->
                problems.add(
                        at.wordNode(property),
                        "a " + spec.kind() + " has no property `" + property + "`" + inVersion(kinds),
                        unknown(property, asked, kinds));
            case "required" ->
                problems.add(
                        at,
                        "the property `" + property + "` of the " + spec.kind() + " is missing",
                        "add `" + property + ": …`: "
                                + form(asked.path("properties").path(property)));
            case "enum", "const" ->
                problems.add(at, shown + " is not one of the words of this property", oneOf(at.text(), asked));
            case "type", "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "minLength", "maxLength" ->
                problems.add(at, shown + " does not fit this property", "write " + form(asked));
            default ->
                problems.add(at, shown + " does not fit this property: " + e.getMessage(), "write " + form(asked));
        }
    }

    private String inVersion(EquipmentKinds kinds) {
        return kinds.versionsOf(spec.kind()).size() > 1 ? " in version " + spec.version() : "";
    }

    private String unknown(String property, JsonNode asked, EquipmentKinds kinds) {
        List<Integer> newer = kinds.versionsWith(spec.kind(), property);
        if (!newer.isEmpty()) {
            return "version " + newer.getFirst() + " has it: write `schema: " + newer.getFirst() + "` for this piece";
        }
        List<String> known = List.copyOf(asked.path("properties").propertyNames());
        String near = Nearest.to(property, known);
        return near.isEmpty() ? "known here: " + String.join(", ", known) : "did you mean `" + near + "`?";
    }

    /** What the schema says about the place; missing where it says so by more than nested properties. */
    private JsonNode definition(NodePath path) {
        JsonNode at = body;
        for (int i = 0; i < path.getNameCount(); i++) {
            at = path.getElement(i) instanceof Integer
                    ? at.path("items")
                    : at.path("properties").path(path.getName(i));
        }
        return at;
    }

    private static String oneOf(String written, JsonNode asked) {
        List<String> words = new ArrayList<>();
        asked.path("enum").forEach(w -> words.add(w.asString()));
        String near = Nearest.to(written, words);
        return near.isEmpty() ? "write " + form(asked) : "did you mean `" + near + "`?";
    }

    private static String form(JsonNode asked) {
        Optional<Metric> metric = metric(asked);
        if (metric.isPresent()) {
            return "a number with its unit: " + Quantities.unitsOf(metric.get());
        }
        if (asked.has("enum")) {
            return asked.path("enum").valueStream().map(JsonNode::asString).collect(Collectors.joining(", "));
        }
        String range = range(asked.get("minimum"), asked.get("maximum"));
        String what = switch (asked.path("type").asString("")) {
            case "boolean" -> "true or false";
            case "integer" -> "a whole number" + range;
            case "number" -> "a number" + range;
            case "string" -> "a text";
            case "array" -> "a list";
            case "object" -> "fields, one in a line";
            default -> "what the schema of the kind asks for";
        };
        String description = asked.path("description").asString("");
        return description.isEmpty() ? what : what + " (" + description.replaceAll("\\.$", "") + ")";
    }

    private static String range(@Nullable JsonNode least, @Nullable JsonNode most) {
        if (least != null && most != null) {
            return " from " + least.asString() + " to " + most.asString();
        }
        return least != null
                ? ", " + least.asString() + " or more"
                : most != null ? ", at most " + most.asString() : "";
    }
}
