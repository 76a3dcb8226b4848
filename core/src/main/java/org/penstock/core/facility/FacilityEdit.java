package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.FacilityElements.WrittenElement;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.facility.Piece.Field;
import org.penstock.core.facility.Piece.Form;
import tools.jackson.databind.json.JsonMapper;

/**
 * Changes one element of a facility file where it stands in the text. Everything else, comments, order and layout, stays as
 * it was written. Whether the result is right is told by the check of the file, as for a change made by hand.
 *
 * <p>Values are YAML that can stand in one line and between brackets: see {@link #value}.
 */
public final class FacilityEdit {
    private static final JsonMapper JSON = new JsonMapper();
    /** What needs no quotes, between brackets neither. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}°µ/²³_.+-][\\p{L}\\p{N}°µ/%²³_.+ -]*(?<! )");
    /** What YAML would take for something else than a text. */
    private static final Pattern OTHERWISE = Pattern.compile("null|~|-.*");

    private static final Pattern NUMBER = Pattern.compile("-?\\d.*");

    private FacilityEdit() {}

    /** A text as it is written in a facility file: in quotes where it needs them. */
    public static String value(String text) {
        boolean plain = PLAIN.matcher(text).matches()
                && (!OTHERWISE.matcher(text).matches() || NUMBER.matcher(text).matches());
        return plain ? text : JSON.writeValueAsString(text);
    }

    /**
     * The files with {@code word: value} in an element.
     *
     * @param order the words such an element may have; a new one is put where it belongs among them
     * @throws IllegalArgumentException if there is no such element
     */
    public static List<Configuration.File> set(
            List<Configuration.File> files, ElementId id, String word, String value, List<String> order) {
        FacilityElements elements = FacilityElements.of(files);
        Piece piece = elements.piece(id);
        String file = file(elements, id);
        String text = elements.text(file);
        Field field = piece.field(word);
        if (field != null) {
            return replaced(files, file, written(text, field, value));
        }
        Field before = piece.fields().stream()
                .filter(f -> order.indexOf(f.word()) >= 0 && order.indexOf(f.word()) < order.indexOf(word))
                .reduce((_, second) -> second)
                .orElse(piece.fields().isEmpty() ? null : piece.fields().getFirst());
        return replaced(files, file, beside(text, piece, before, word + ": " + value));
    }

    private static String written(String text, Field field, String value) {
        Piece old = field.value();
        boolean inLine = old.from() == old.to()
                || text.substring(field.at().to(), old.from()).indexOf('\n') < 0;
        // A value in lines of its own goes with the break before it.
        int from = inLine ? old.from() : text.indexOf(':', field.at().to()) + 1;
        boolean close = from > 0 && text.charAt(from - 1) == ':';
        return text.substring(0, from) + (close ? " " : "") + value + text.substring(old.to());
    }

    private static String beside(String text, Piece piece, @Nullable Field before, String what) {
        if (before == null) {
            return TextEdit.inserted(text, piece.from() + 1, what);
        }
        int end = before.value().to();
        if (piece.inBrackets()) {
            return TextEdit.inserted(text, end, ", " + what);
        }
        return belowLine(text, end, " ".repeat(FacilityElements.column(text, piece.from())) + what);
    }

    /** {@code what} in lines of its own below the line that {@code at} is in. */
    private static String belowLine(String text, int at, String what) {
        String lineBreak = TextEdit.lineBreak(text);
        int below = TextEdit.lineEnd(text, at);
        boolean open = below == text.length() && (below == 0 || "\r\n".indexOf(text.charAt(below - 1)) < 0);
        return TextEdit.inserted(text, below, (open ? lineBreak : "") + lines(what, lineBreak) + lineBreak);
    }

    private static String lines(String what, String lineBreak) {
        return what.lines().collect(Collectors.joining(lineBreak));
    }

    /**
     * The files without a word of an element.
     *
     * @throws IllegalArgumentException if there is no such element
     */
    public static List<Configuration.File> unset(List<Configuration.File> files, ElementId id, String word) {
        FacilityElements elements = FacilityElements.of(files);
        Piece piece = elements.piece(id);
        Field field = piece.field(word);
        if (field == null) {
            return files;
        }
        String file = file(elements, id);
        String text = elements.text(file);
        int at = piece.fields().indexOf(field);
        int from = field.at().from();
        int to = field.value().to();
        boolean last = at == piece.fields().size() - 1;
        if (piece.inBrackets() || at == 0) {
            int start = last && at > 0 ? piece.fields().get(at - 1).value().to() : from;
            int end = last ? to : piece.fields().get(at + 1).at().from();
            return replaced(files, file, text.substring(0, start) + text.substring(end));
        }
        return replaced(
                files,
                file,
                text.substring(0, TextEdit.lineStart(text, from)) + text.substring(TextEdit.lineEnd(text, to)));
    }

    /**
     * The files with other lines for an element, as {@link FacilityElements#text} gives them.
     *
     * @throws IllegalArgumentException if there is no such element
     */
    public static List<Configuration.File> rewrite(List<Configuration.File> files, ElementId id, String lines) {
        FacilityElements elements = FacilityElements.of(files);
        Piece piece = elements.piece(id);
        String file = file(elements, id);
        String text = elements.text(file);
        String indent = " ".repeat(FacilityElements.column(text, piece.from()));
        String written = lines.stripTrailing()
                .lines()
                .map(line -> line.isBlank() ? "" : indent + line)
                .collect(Collectors.joining(TextEdit.lineBreak(text)))
                .stripLeading();
        return replaced(
                files,
                file,
                text.substring(0, piece.from()) + written + text.substring(FacilityElements.end(text, piece)));
    }

    /**
     * The files without an element. Comments stay: whom they are about only a person can tell.
     *
     * @throws IllegalArgumentException if there is no such element, or it is not one of a list
     */
    public static List<Configuration.File> without(List<Configuration.File> files, ElementId id) {
        FacilityElements elements = FacilityElements.of(files);
        Piece piece = elements.piece(id);
        String file = file(elements, id);
        String text = elements.text(file);
        Piece list = listOf(root(text), piece);
        if (list == null) {
            throw new IllegalArgumentException("a facility always has its " + id.kind());
        }
        if (list.inBrackets()) {
            int at = list.items().indexOf(piece);
            boolean last = at == list.items().size() - 1;
            int from = last && at > 0 ? list.items().get(at - 1).to() : piece.from();
            int to = last ? piece.to() : list.items().get(at + 1).from();
            return replaced(files, file, text.substring(0, from) + text.substring(to));
        }
        return replaced(
                files,
                file,
                text.substring(0, TextEdit.lineStart(text, piece.from()))
                        + text.substring(TextEdit.lineEnd(text, piece.to())));
    }

    private static @Nullable Piece listOf(Piece at, Piece item) {
        if (at.form() == Form.LIST && at.items().contains(item)) {
            return at;
        }
        List<Piece> below = new ArrayList<>(at.items());
        at.fields().forEach(f -> below.add(f.value()));
        return below.stream()
                .filter(p -> p.from() <= item.from() && item.to() <= p.to())
                .map(p -> listOf(p, item))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /**
     * The files with one more element.
     *
     * @param list the word it stands under: {@code alerts}, {@code streams}
     * @param device the device that a stream or output is put to, null for anything else
     * @param words what it says, values as {@link #value} writes them
     * @throws IllegalArgumentException if there is no such device
     */
    public static List<Configuration.File> with(
            List<Configuration.File> files, String list, @Nullable ElementId device, Map<String, String> words) {
        FacilityElements elements = FacilityElements.of(files);
        if (device != null) {
            String file = file(elements, device);
            String text = elements.text(file);
            return replaced(files, file, within(text, elements.piece(device), list, words));
        }
        Configuration.File to = files.reversed().stream()
                .filter(f -> holds(f, list))
                .findFirst()
                .orElse(files.getFirst());
        Piece root = root(to.text());
        if (root.inBrackets() && !holds(to, list)) {
            return Addition.of(
                    files,
                    new Configuration.File(list + ".yaml", list + ":\n  - " + inBrackets(words) + "\n"));
        }
        return replaced(files, to.name(), within(to.text(), root, list, words));
    }

    private static boolean holds(Configuration.File file, String list) {
        return Piece.of(file.text())
                .map(root -> root.field(list))
                .filter(f -> !f.value().items().isEmpty())
                .isPresent();
    }

    private static String within(String text, Piece parent, String list, Map<String, String> words) {
        Field field = parent.field(list);
        Piece there = field == null ? null : field.value();
        if (there != null && there.form() == Form.LIST && !there.items().isEmpty()) {
            return behind(text, there, words);
        }
        if (there != null && there.inBrackets()) {
            return TextEdit.inserted(text, there.from() + 1, inBrackets(words));
        }
        if (parent.inBrackets()) {
            return field == null
                    ? TextEdit.inserted(text, parent.to() - 1, ", " + list + ": [" + inBrackets(words) + "]")
                    : TextEdit.inserted(text, field.value().from(), " [" + inBrackets(words) + "]");
        }
        int column = FacilityElements.column(text, parent.from());
        String item = " ".repeat(column + 2) + "- " + inBrackets(words);
        if (field != null) {
            return belowLine(text, field.at().to(), item);
        }
        // A word of the file has an empty line above it, as people write it.
        String apart = column == 0 ? "\n" : "";
        return belowLine(text, parent.to(), apart + " ".repeat(column) + list + ":\n" + item);
    }

    /** Behind the last item, written as that is. */
    private static String behind(String text, Piece list, Map<String, String> words) {
        Piece last = list.items().getLast();
        if (list.inBrackets()) {
            return TextEdit.inserted(text, last.to(), ", " + inBrackets(words));
        }
        int dash = text.lastIndexOf('-', last.from() - 1);
        int column = FacilityElements.column(text, dash);
        String indent = " ".repeat(column);
        String item = last.inBrackets()
                ? indent + "- " + inBrackets(words)
                : words.entrySet().stream()
                        .map(e -> e.getKey() + ": " + e.getValue())
                        .collect(Collectors.joining("\n" + indent + "  ", indent + "- ", ""));
        return belowLine(text, last.to(), item);
    }

    private static String inBrackets(Map<String, String> words) {
        return words.entrySet().stream()
                .map(e -> e.getKey() + ": " + e.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Piece root(String text) {
        return Piece.of(text).orElseThrow(() -> new IllegalArgumentException("the facility file is no YAML"));
    }

    private static String file(FacilityElements elements, ElementId id) {
        return elements.find(id)
                .map(WrittenElement::file)
                .orElseThrow(() -> new IllegalArgumentException("there is no " + id.kind() + " " + id.key()));
    }

    private static List<Configuration.File> replaced(List<Configuration.File> files, String name, String text) {
        return files.stream()
                .map(f -> f.name().equals(name) ? new Configuration.File(name, text) : f)
                .toList();
    }
}
