package org.penstock.core.facility;

import com.networknt.schema.Error;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.penstock.core.quantity.Metric;

/** Reads {@code schemas}: which properties further kinds of equipment have. */
final class SchemaReader {
    static final Shape.Group SHAPE = Shape.group("The properties of one kind of equipment, in one version.")
            .must("kind", Shape.text("The kind: small letters, digits and underscores.", "[a-z][a-z0-9_]{0,39}"))
            .must("version", Shape.integer("1 or more. A version never changes; what changes is the next one."))
            .must(
                    "schema",
                    Shape.open(
                            "JSON Schema 2020-12. `metric: flow` in place of a type asks for a quantity: 60 L/min."));

    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9_]{0,39}");

    private SchemaReader() {}

    /** Adds every schema of the file to {@code kinds}. */
    static void read(List<Node> written, EquipmentKinds kinds, Draft draft, Problems problems) {
        for (Node node : written) {
            Fields f = Fields.of(node, SHAPE, problems);
            String kind = f.text("kind");
            int version = f.integer("version", Integer.MIN_VALUE, 1, 10_000);
            Node schema = f.node("schema");
            f.done();
            if (!kind.isEmpty() && !KIND.matcher(kind).matches()) {
                problems.add(
                        f.node("kind"),
                        "`kind: " + kind + "` is not a kind",
                        "write 1 to 40 small letters, digits and underscores, beginning with a letter");
            } else if (version > 0 && kinds.knows(kind, version)) {
                problems.add(
                        f.node("version"),
                        EquipmentKinds.BUILT_IN.contains(kind) && version == 1
                                ? "version 1 of `" + kind + "` comes with the program"
                                : "version " + version + " of `" + kind + "` is written twice",
                        "give this one the version " + (kinds.versionsOf(kind).getLast() + 1));
            } else if (isSchema(schema, node, kinds, problems) && !kind.isEmpty() && version > 0) {
                SchemaSpec spec = new SchemaSpec(kind, version, schema.toJson().toString(), false);
                draft.previous()
                        .flatMap(c -> c.find(Equipment.class))
                        .flatMap(e -> e.schemas().stream()
                                .filter(s -> s.key().equals(spec.key()))
                                .findFirst())
                        .filter(s -> !s.body().equals(spec.body()))
                        .ifPresent(s -> problems.add(
                                schema,
                                "version " + version + " of `" + kind + "` is in force with other properties",
                                "a version never changes: write the new one beside it as `version: " + (version + 1)
                                        + "`"));
                kinds.add(spec);
            }
        }
    }

    private static boolean isSchema(Node schema, Node entry, EquipmentKinds kinds, Problems problems) {
        if (schema.kind() != Node.Kind.MAPPING) {
            problems.add(
                    schema.isMissing() ? entry : schema,
                    "`schema` says which properties the kind has",
                    "write `schema: {properties: {speed: {type: number}}}`");
            return false;
        }
        if (!fit(schema, problems)) {
            return false;
        }
        List<Error> faults = kinds.faults(schema.toJson());
        for (Error e : faults) {
            problems.add(
                    PropertySchema.at(e.getInstanceLocation(), schema),
                    "this is not JSON Schema 2020-12: " + e.getMessage(),
                    "the words are explained at https://json-schema.org/understanding-json-schema");
        }
        return faults.isEmpty() && loads(schema, kinds, problems);
    }

    /** The library reads some values only when it needs them, and throws what it likes when they are none. */
    private static boolean loads(Node schema, EquipmentKinds kinds, Problems problems) {
        try {
            kinds.load(schema.toJson());
            return true;
        } catch (RuntimeException e) {
            problems.add(
                    schema,
                    "this cannot be used as JSON Schema: " + e.getMessage(),
                    "look at its numbers and expressions");
            return false;
        }
    }

    /**
     * What the meta-schema lets pass: metrics that are none, expressions that do not compile, and pointers, which can go
     * round in circles, to another machine or to nothing.
     */
    private static boolean fit(Node schema, Problems problems) {
        boolean fits = true;
        for (String word : schema.words()) {
            Node value = schema.get(word);
            switch (word) {
                case "$ref", "$dynamicRef", "$id", "$anchor", "$dynamicAnchor", "$defs", "$vocabulary" -> {
                    problems.add(
                            schema.wordNode(word),
                            "a schema is written out here; `" + word + "` is not followed",
                            "write what it points to in its place");
                    fits = false;
                }
                case "$schema" -> {
                    if (!value.text().equals(EquipmentKinds.META)) {
                        problems.add(
                                value,
                                "`$schema: " + value.text() + "` is another form of JSON Schema",
                                "take the line out; schemas are read as 2020-12");
                        fits = false;
                    }
                }
                case "metric" -> {
                    if (value.kind() == Node.Kind.SCALAR
                            && Metric.of(value.text()).isEmpty()) {
                        List<String> known =
                                Arrays.stream(Metric.values()).map(Metric::key).toList();
                        String near = Nearest.to(value.text(), known);
                        problems.add(
                                value,
                                "`metric: " + value.text() + "` is no metric",
                                near.isEmpty()
                                        ? "write one of: " + String.join(", ", known)
                                        : "did you mean `" + near + "`?");
                        fits = false;
                    }
                }
                case "pattern" -> fits &= compiles(value, problems);
                default -> {}
            }
            fits &= fit(value, problems);
        }
        for (Node item : schema.items()) {
            fits &= fit(item, problems);
        }
        return fits;
    }

    private static boolean compiles(Node value, Problems problems) {
        try {
            Pattern.compile(value.text());
            return true;
        } catch (PatternSyntaxException e) {
            problems.add(value, "`pattern: " + value.text() + "` is no expression: " + e.getDescription(), "");
            return false;
        }
    }
}
