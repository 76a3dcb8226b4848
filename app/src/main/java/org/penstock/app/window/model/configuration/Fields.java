package org.penstock.app.window.model.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.FieldModel.Choice;
import org.penstock.app.window.model.configuration.FieldModel.Control;
import org.penstock.core.facility.FacilityElements;
import org.penstock.core.facility.FacilityElements.WrittenElement;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Shape;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** Makes the fields of one element from what the schema allows and what the file says. */
final class Fields {
    private static final Pattern AMOUNT = Pattern.compile("([+-]?[0-9][0-9.,]*)\\s*(.*)");
    private static final List<String> SPANS = List.of("ms", "s", "min", "h", "d");

    /** Which kind of element a word refers to; the schema says that it refers, and not to what. */
    private static final Map<String, ElementKind> REFERS = Map.ofEntries(
            Map.entry("stream", ElementKind.STREAM),
            Map.entry("streams", ElementKind.STREAM),
            Map.entry("output", ElementKind.OUTPUT),
            Map.entry("outputs", ElementKind.OUTPUT),
            Map.entry("pump", ElementKind.OUTPUT),
            Map.entry("location", ElementKind.LOCATION),
            Map.entry("parent", ElementKind.LOCATION),
            Map.entry("link", ElementKind.LINK));

    private final FacilityElements elements;
    private final WrittenElement entry;
    private final ElementKind kind;
    private final UnaryOperator<String> shownUnit;
    private final Words words;

    /** @param shownUnit the unit a stream is shown in, by its key; "" when not known */
    Fields(
            FacilityElements elements,
            WrittenElement entry,
            ElementKind kind,
            UnaryOperator<String> shownUnit,
            Words words) {
        this.elements = elements;
        this.entry = entry;
        this.kind = kind;
        this.shownUnit = shownUnit;
        this.words = words;
    }

    FieldModel field(String word, Shape shape, boolean required) {
        String raw = elements.written(entry.id(), word);
        Node node = entry.written().get(word);
        return switch (shape) {
            case Shape.Value v when node.kind() == Node.Kind.SCALAR || node.isMissing() ->
                value(word, v, node.text(), required);
            case Shape.Choice c when node.kind() == Node.Kind.SCALAR || node.isMissing() ->
                made(word, c, Control.CHOICE, node.text(), "", choices(c.words(), required, node.text()), required);
            case Shape.Items i when !(i.item() instanceof Shape.Group) && flat(node) ->
                made(word, i, Control.LIST, list(node), "", List.of(), required);
            case Shape.Open o when !raw.contains("\n") ->
                made(word, o, Control.YAML, raw, "", List.of(), required);
            case Shape.Group g when !raw.contains("\n") && g.required().size() < 3 && !raw.isEmpty() ->
                made(word, g, Control.YAML, raw, "", List.of(), required);
            default -> made(word, shape, Control.DEEP, deep(node), "", List.of(), required);
        };
    }

    private FieldModel value(String word, Shape.Value v, String text, boolean required) {
        if (kind == ElementKind.STREAM && word.equals("unit")) {
            return made(word, v, Control.CHOICE, text, "", choices(units("metric"), required, text), required);
        }
        return switch (v.form()) {
            case KEY -> made(word, v, Control.FIXED, text, "", List.of(), required);
            case REFERENCE -> reference(word, v, text, required);
            case FLAG -> made(word, v, Control.CHOICE, text, "", choices(List.of("true", "false"), required, text), required);
            case DURATION -> amount(word, v, Control.SPAN, text, SPANS, "s", required);
            case QUANTITY -> amount(word, v, Control.AMOUNT, text, metricUnits(), defaultUnit(), required);
            case TEXT, NUMBER, WHOLE -> made(word, v, Control.TEXT, text, "", List.of(), required);
        };
    }

    private FieldModel reference(String word, Shape shape, String text, boolean required) {
        ElementKind of = word.equals("replaces") ? kind : REFERS.get(word);
        if (of == null) {
            return made(word, shape, Control.TEXT, text, "", List.of(), required);
        }
        List<Choice> choices = new ArrayList<>();
        if (!required || text.isEmpty()) {
            choices.add(new Choice("", words.of("config.not-written")));
        }
        elements.all().stream()
                .filter(e -> e.id().kind().equals(of.word()) && !e.id().equals(entry.id()))
                .forEach(e -> choices.add(new Choice(e.id().key(), called(e))));
        keep(choices, text);
        return made(word, shape, Control.CHOICE, text, "", choices, required);
    }

    private String called(WrittenElement e) {
        return e.name().isEmpty()
                ? e.id().key()
                : words.of("config.named", e.name(), e.id().key());
    }

    private FieldModel amount(
            String word,
            Shape shape,
            Control control,
            String text,
            List<String> units,
            String otherwise,
            boolean required) {
        Matcher m = AMOUNT.matcher(text.strip());
        String unit = m.matches() ? m.group(2).strip() : "";
        // A number without its unit must be told as such, and not get one by being looked at.
        String shown = text.isBlank() ? otherwise : unit;
        List<Choice> choices = new ArrayList<>(
                units.stream().map(u -> new Choice(u, u.isEmpty() ? words.of("config.no-unit") : u)).toList());
        keep(choices, shown);
        return made(word, shape, control, m.matches() ? m.group(1) : text, shown, choices, required);
    }

    /** What is written stays choosable, also when it is wrong. */
    private static void keep(List<Choice> choices, String word) {
        if (choices.stream().noneMatch(c -> c.word().equals(word))) {
            choices.addFirst(new Choice(word, word));
        }
    }

    private List<Choice> choices(List<String> of, boolean required, String text) {
        List<Choice> choices = new ArrayList<>();
        if (!required || text.isEmpty()) {
            choices.add(new Choice("", words.of("config.not-written")));
        }
        of.forEach(w -> choices.add(new Choice(w, words.orElse("config.choice." + w, w))));
        keep(choices, text);
        return choices;
    }

    /** Units that the metric of the stream it is about can be written in. */
    private List<String> metricUnits() {
        return elements.find(new ElementId("stream", stream()))
                .map(s -> units(s.written().get("metric").text()))
                .orElse(List.of());
    }

    private String stream() {
        Node one = entry.written().get("stream");
        return one.isMissing()
                ? entry.written().get("streams").items().stream()
                        .findFirst()
                        .map(Node::text)
                        .orElse("")
                : one.text();
    }

    private String defaultUnit() {
        List<String> units = metricUnits();
        String shown = shownUnit.apply(stream());
        return units.contains(shown) ? shown : units.isEmpty() ? "" : units.getFirst();
    }

    private List<String> units(String word) {
        String metric = word.equals("metric") ? entry.written().get(word).text() : word;
        return Metric.of(metric)
                .map(m -> Unit.fitting(m).stream()
                        .map(u -> u.symbol().isEmpty() ? u == Unit.NONE ? "" : u.code() : u.symbol())
                        .distinct()
                        .toList())
                .orElse(List.of());
    }

    private static boolean flat(Node node) {
        return node.isMissing()
                || node.kind() == Node.Kind.SCALAR
                || node.items().stream().allMatch(n -> n.kind() == Node.Kind.SCALAR);
    }

    private static String list(Node node) {
        return node.kind() == Node.Kind.SCALAR
                ? node.text()
                : node.items().stream().map(Node::text).collect(Collectors.joining(", "));
    }

    private String deep(Node node) {
        int size = Math.max(node.items().size(), node.words().size());
        return node.isMissing() ? "" : words.of("config.deep", Integer.toString(size));
    }

    private FieldModel made(
            String word,
            Shape shape,
            Control control,
            String value,
            String unit,
            List<Choice> choices,
            boolean required) {
        return new FieldModel(
                word,
                words.orElse("config.word." + kind.word() + "." + word, words.orElse("config.word." + word, spoken(word))),
                hint(shape, control),
                control,
                value,
                unit,
                choices,
                required,
                List.of());
    }

    /** How units are written is nothing to say where they are chosen. */
    private static String hint(Shape shape, Control control) {
        String all = shape.description();
        int first = all.indexOf(". ");
        boolean united = control == Control.AMOUNT || control == Control.SPAN;
        return united && first > 0 ? all.substring(0, first + 1) : all;
    }

    /** {@code max_age} is read as "Max age". */
    private static String spoken(String word) {
        String spaced = Arrays.stream(word.split("_")).collect(Collectors.joining(" "));
        return spaced.isEmpty() ? "" : spaced.substring(0, 1).toUpperCase(Locale.ROOT) + spaced.substring(1);
    }
}
