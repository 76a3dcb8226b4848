package org.penstock.app.window.model.configuration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.penstock.app.window.model.Words;
import org.penstock.core.facility.FacilityElements.WrittenElement;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.facility.Shape;

/**
 * One element to be changed: its fields and its lines.
 *
 * @param about what the schema says such an element is
 * @param fields every word it may have
 * @param text its lines as they are written, or as a person is writing them
 * @param textTold what the check says, line by line
 * @param told what the check says of the whole, beside the fields
 * @param stream key of the stream it is about, whose value stands beside; "" for none
 */
public record FormModel(
        ElementId id,
        ElementKind kind,
        String title,
        String about,
        List<FieldModel> fields,
        String text,
        List<String> textTold,
        List<String> told,
        String stream) {
    /** Words a person thinks of first. */
    private static final Map<ElementKind, List<String>> FIRST = Map.of(
            ElementKind.LIMIT,
            List.of("key", "name", "stream", "type", "limit", "on_delay", "severity", "hysteresis", "off_delay"));

    private static final Set<String> SELDOM = Set.of("was");

    public FormModel {
        fields = List.copyOf(fields);
        textTold = List.copyOf(textTold);
        told = List.copyOf(told);
    }

    /** The form of an element; empty when the draft has none such. */
    public static Optional<FormModel> of(
            Checked checked, ElementId id, Shape.Group file, UnaryOperator<String> shownUnit, Words words) {
        Optional<WrittenElement> entry = checked.drafted().elements().find(id);
        Optional<ElementKind> kind = ElementKind.of(id.kind());
        return entry.isEmpty() || kind.isEmpty()
                ? Optional.empty()
                : Optional.of(of(checked, entry.get(), kind.get(), file, shownUnit, words));
    }

    private static FormModel of(
            Checked checked,
            WrittenElement entry,
            ElementKind kind,
            Shape.Group file,
            UnaryOperator<String> shownUnit,
            Words words) {
        ElementId id = entry.id();
        Shape.Group shape = kind.shape(file);
        Fields maker = new Fields(checked.drafted().elements(), entry, kind, shownUnit, words);
        List<Told> all = checked.of(id);
        List<FieldModel> fields = new ArrayList<>();
        for (String word : order(kind, shape)) {
            Shape of = shape.words().get(word);
            boolean seldom = SELDOM.contains(word) && !entry.written().words().contains(word);
            if (of == null || seldom || nested(kind, word)) {
                continue;
            }
            FieldModel field =
                    unfinished(checked, id, maker.field(word, of, shape.required().contains(word)));
            fields.add(field.telling(all.stream()
                    .filter(t -> t.word().equals(word))
                    .map(t -> t.text(words))
                    .toList()));
        }
        Set<String> atFields = new LinkedHashSet<>(fields.stream().map(FieldModel::word).toList());
        return new FormModel(
                id,
                kind,
                title(entry, kind, words),
                shape.description(),
                fields,
                lines(checked, id),
                all.stream().map(t -> t.inLines(words)).toList(),
                all.stream()
                        .filter(t -> !atFields.contains(t.word()))
                        .map(t -> t.text(words))
                        .toList(),
                kind == ElementKind.STREAM ? id.key() : entry.written().get("stream").text());
    }

    private static String title(WrittenElement entry, ElementKind kind, Words words) {
        String one = words.of(kind.oneKey());
        String name = entry.name().isEmpty() ? entry.id().key() : entry.name();
        return words.of("config.title", one, name);
    }

    private static Set<String> order(ElementKind kind, Shape.Group shape) {
        Set<String> order = new LinkedHashSet<>(FIRST.getOrDefault(kind, List.of()));
        order.addAll(shape.words().keySet());
        return order;
    }

    /** Streams and outputs have forms of their own. */
    private static boolean nested(ElementKind kind, String word) {
        return kind == ElementKind.DEVICE && (word.equals("streams") || word.equals("outputs"));
    }

    /** What is no YAML yet stands in the field as it was typed. */
    private static FieldModel unfinished(Checked checked, ElementId id, FieldModel field) {
        return checked.drafted().unfinished().stream()
                .map(Drafted.Unfinished::edit)
                .filter(e -> e instanceof Edit.Word w && w.id().equals(id) && w.word().equals(field.word()))
                .reduce((_, last) -> last)
                .map(e -> new FieldModel(
                        field.word(),
                        field.label(),
                        field.hint(),
                        field.control(),
                        ((Edit.Word) e).value(),
                        field.unit(),
                        field.choices(),
                        field.required(),
                        field.told()))
                .orElse(field);
    }

    private static String lines(Checked checked, ElementId id) {
        return checked.drafted().unfinished().stream()
                .map(Drafted.Unfinished::edit)
                .filter(e -> e instanceof Edit.Lines l && l.id().equals(id))
                .reduce((_, last) -> last)
                .map(e -> ((Edit.Lines) e).text())
                .orElse(checked.drafted().elements().text(id));
    }
}
