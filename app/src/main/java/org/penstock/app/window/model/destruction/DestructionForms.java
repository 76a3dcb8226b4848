package org.penstock.app.window.model.destruction;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.register.Field;
import org.penstock.app.window.model.register.Field.Choice;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.compliance.JurisdictionRule;
import org.penstock.core.compliance.JurisdictionRule.Method;
import org.penstock.core.compliance.JurisdictionRules;

/** What the steps of a destruction ask for. Keys of fields are read where the step is done. */
public final class DestructionForms {
    /** Units that a scale tells; a lot in one of them is weighed and needs no counting. */
    private static final Set<String> MASSES = Set.of("kg", "g", "lb");

    private static final List<String> SCALES = List.of("kg", "g", "lb");

    private DestructionForms() {}

    /** Schedules a lot that is named. */
    public static Form schedule(Pen pen) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.text("lot", pen.of("lots.number"), "").needed());
        fields.addAll(scheduling(pen));
        return new Form(
                DestructionDeed.SCHEDULE.name(),
                "",
                pen.of("destruction.schedule"),
                pen.of("lots.destroy-text"),
                fields,
                pen.of("destruction.schedule"));
    }

    /** What scheduling asks for beside the lot. */
    public static List<Field> scheduling(Pen pen) {
        String known = String.join(
                pen.of("register.comma"),
                JurisdictionRules.BUILT_IN.stream()
                        .map(JurisdictionRule::jurisdiction)
                        .filter(j -> !j.isEmpty())
                        .distinct()
                        .toList());
        return List.of(
                Field.text(
                        "jurisdiction",
                        pen.of("destruction.jurisdiction"),
                        pen.of("destruction.jurisdiction-prompt", known)),
                Field.text("reason", pen.of("form.reason"), pen.of("form.reason-must"))
                        .needed());
    }

    /**
     * What a step asks for.
     *
     * @param there where the lot lies, by key of location
     * @param placeName name of a location by its key
     * @param paper where the record is written to unless a person says otherwise
     */
    public static Form of(
            DestructionDeed deed,
            Destruction d,
            SortedMap<String, BigDecimal> there,
            UnaryOperator<String> placeName,
            String paper,
            Pen pen) {
        Field must = Field.text("reason", pen.of("form.reason"), pen.of("form.reason-must"))
                .needed();
        List<Field> fields = switch (deed) {
            case SCHEDULE, SIGN -> throw new IllegalArgumentException(deed + " asks for nothing here");
            case WEIGH -> weighing(d, there, placeName, pen);
            case RECORD -> recording(d, pen);
            case PHOTO ->
                List.of(
                        Field.file("file", pen.of("destruction.picture"), false).needed(),
                        Field.choice(
                                        "role",
                                        pen.of("destruction.picture-of"),
                                        Stream.of("before", "scale", "mixed", "after")
                                                .map(r -> new Choice(r, pen.word("destruction.role.", r)))
                                                .toList())
                                .needed());
            case ASK ->
                List.of(
                        must,
                        Field.check("alone", pen.of("register.alone")),
                        Field.secret("secret", pen.of("register.alone-secret")));
            case PRINT ->
                List.of(
                        Field.file("file", pen.of("destruction.paper"), true)
                                .with(paper)
                                .needed(),
                        Field.check("open", pen.of("destruction.open-paper")).with("true"));
            case CANCEL -> List.of(must);
        };
        return new Form(
                deed.name(),
                d.id().toString(),
                pen.of("destruction.deed-of", deed.inWords(pen), d.lotNo()),
                text(deed, d, pen),
                fields,
                deed.inWords(pen));
    }

    private static String text(DestructionDeed deed, Destruction d, Pen pen) {
        return switch (deed) {
            case WEIGH ->
                d.weight() == null
                        ? pen.of("destruction.weigh-text")
                        : pen.of("destruction.weigh-again", pen.amount(d.weight(), String.valueOf(d.weightUnit())));
            case RECORD -> rule(d.rule(), pen);
            case ASK -> pen.of("destruction.ask-text");
            case PRINT -> pen.of("destruction.print-text");
            case CANCEL -> pen.of("destruction.cancel-text");
            case PHOTO -> pen.of("destruction.photo-text");
            case SCHEDULE, SIGN -> "";
        };
    }

    /** What the rule wants, in a sentence. */
    static String rule(JurisdictionRule rule, Pen pen) {
        String hours = Integer.toString(rule.holdHours());
        String methods = rule.methods().isEmpty()
                ? pen.of("destruction.any-method")
                : String.join(
                        pen.of("register.comma"),
                        rule.methods().stream()
                                .map(m -> pen.word("destruction.method.", m))
                                .toList());
        return pen.of(
                "destruction.rule-says",
                hours,
                methods,
                pen.exact(rule.mixPercent()),
                Integer.toString(rule.persons()));
    }

    private static List<Field> weighing(
            Destruction d, SortedMap<String, BigDecimal> there, UnaryOperator<String> placeName, Pen pen) {
        List<Field> fields = new ArrayList<>();
        List<Choice> from = new ArrayList<>();
        for (Map.Entry<String, BigDecimal> e : there.entrySet()) {
            from.add(new Choice(
                    e.getKey(),
                    pen.of(
                            "lots.from-choice",
                            placeName.apply(e.getKey()),
                            e.getKey(),
                            pen.amount(e.getValue(), d.unit()))));
        }
        fields.add(Field.text("weight", pen.of("destruction.weight"), "").needed());
        fields.add(Field.choice(
                        "unit",
                        pen.of("lots.unit"),
                        SCALES.stream().map(u -> new Choice(u, u)).toList())
                .with(MASSES.contains(d.unit()) ? d.unit() : "kg")
                .needed());
        if (!MASSES.contains(d.unit())) {
            fields.add(Field.text("quantity", pen.of("destruction.how-much", d.unit()), "")
                    .needed());
        }
        fields.add(Field.choice("location", pen.of("lots.place"), from));
        fields.add(Field.check("whole", pen.of("destruction.whole")));
        fields.add(Field.text("differs", pen.of("destruction.differs"), pen.of("destruction.differs-prompt")));
        fields.add(Field.text("at", pen.of("destruction.weighed-at"), pen.of("destruction.now-prompt")));
        return fields;
    }

    private static List<Field> recording(Destruction d, Pen pen) {
        List<Choice> methods = new ArrayList<>();
        for (Method m : Method.values()) {
            if (d.rule().methods().isEmpty() || d.rule().methods().contains(m.word())) {
                methods.add(new Choice(m.name(), pen.word("destruction.method.", m.word())));
            }
        }
        return List.of(
                Field.choice("method", pen.of("destruction.method"), methods)
                        .with(methods.size() == 1 ? methods.getFirst().value() : name(d.method()))
                        .needed(),
                Field.text("material", pen.of("destruction.material"), pen.of("destruction.material-prompt"))
                        .with(d.material()),
                Field.text("percent", pen.of("destruction.percent"), "")
                        .with(d.mixedPercent() == null ? "" : pen.exact(d.mixedPercent())),
                Field.text("at", pen.of("destruction.done-at"), pen.of("destruction.now-prompt")),
                Field.text("late", pen.of("destruction.late"), pen.of("destruction.late-prompt")));
    }

    private static String name(@Nullable Method method) {
        return method == null ? "" : method.name();
    }

    /** A name for the paper. */
    public static String paper(Destruction d) {
        return "destruction-" + d.lotNo().replaceAll("[^A-Za-z0-9._-]", "_") + "-v" + d.version() + ".pdf";
    }

    /** Id of the destruction that a form is about. */
    public static UUID id(Form form) {
        return UUID.fromString(form.about());
    }
}
