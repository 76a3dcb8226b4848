package org.penstock.app.window.model.configuration;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Shape;

/** The kinds of element a facility file has, in the order in which a person is offered them. */
public enum ElementKind {
    LIMIT("alert", "alerts"),
    STREAM("stream", "streams"),
    OUTPUT("output", "outputs"),
    LOCATION("location", "locations"),
    DEVICE("device", "devices"),
    EQUIPMENT("equipment", "equipment"),
    LINK("link", "links"),
    INTERLOCK("interlock", "interlocks"),
    RULE("rule", "rules"),
    PROGRAM("program", "programs"),
    RELATIONSHIP("relationship", "relationships"),
    SITE("site", ""),
    ORGANIZATION("organization", ""),
    USER("user", "users"),
    SCHEMA("schema", "schemas"),
    DESTRUCTION("destruction", ""),
    JURISDICTION_RULE("jurisdiction_rule", "jurisdiction_rules");

    private static final Shape.Group NOTHING = Shape.group("");

    private final String word;
    private final String list;

    ElementKind(String word, String list) {
        this.word = word;
        this.list = list;
    }

    /** The kind as a change names it: {@code alert}. */
    public String word() {
        return word;
    }

    /** The word of the file its elements stand under; "" for what a facility has one of. */
    public String list() {
        return list;
    }

    /** Key of the word for all of a kind. */
    public String wordKey() {
        return "config.kind." + word;
    }

    /** Key of the word for one of a kind. */
    public String oneKey() {
        return "config.one." + word;
    }

    /** Whether there can be more than one, so that one can be added and archived. */
    public boolean many() {
        return !list.isEmpty();
    }

    /** Whether each has a key that names it; the others are named by what they say. */
    public boolean keyed() {
        return many() && this != RELATIONSHIP && this != USER && this != SCHEMA;
    }

    /** Whether it stands under its device. */
    public boolean ofDevice() {
        return this == STREAM || this == OUTPUT;
    }

    /** Whether a form shows all that is usually written of it. */
    public boolean formed() {
        return this != PROGRAM && this != SCHEMA;
    }

    /** The kind a change names. */
    public static Optional<ElementKind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
    }

    /** What may be written of such an element. @param file what may be written in a facility file */
    public Shape.Group shape(Shape.Group file) {
        Shape.Group above = ofDevice() ? group(file.words().get(DEVICE.list)) : file;
        return group(above.words().get(many() ? list : word));
    }

    private static Shape.Group group(@Nullable Shape shape) {
        return switch (shape) {
            case Shape.Group g -> g;
            case Shape.Items i -> group(i.item());
            case null, default -> NOTHING;
        };
    }

    /** What an element cannot do without, in the order of its words. */
    public List<String> required(Shape.Group file) {
        Shape.Group shape = shape(file);
        return shape.words().keySet().stream().filter(shape.required()::contains).toList();
    }
}
