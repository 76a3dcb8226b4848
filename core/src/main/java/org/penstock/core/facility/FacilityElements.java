package org.penstock.core.facility;

import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.penstock.core.facility.Problems.Problem;

/**
 * What a facility file says, element by element, with where each stands in its texts: a device, a stream, an alert, the
 * site. For whoever shows or changes one of them; {@link FacilityEdit} does the changing. Immutable, callable from any
 * thread.
 */
public final class FacilityElements {
    private static final Pattern MISSING = Pattern.compile("`([^`]+)` is missing");

    private final Map<ElementId, WrittenElement> entries;
    private final Map<String, String> texts;
    private final Map<ElementId, Piece> pieces;

    private FacilityElements(Map<ElementId, WrittenElement> entries, Map<String, String> texts, Map<ElementId, Piece> pieces) {
        this.entries = Collections.unmodifiableMap(entries);
        this.texts = Map.copyOf(texts);
        this.pieces = Map.copyOf(pieces);
    }

    /**
     * Names an element, as a {@link Change} does.
     *
     * @param kind in the singular: {@code stream}, {@code alert}, {@code site}
     * @param key its key; of a relationship {@code from type to}; "" for what a facility has one of
     */
    public record ElementId(String kind, String key) {}

    /**
     * One element.
     *
     * @param name what a person calls it, "" when it has no name
     * @param device key of the device a stream or output belongs to, "" for everything else
     * @param written what is written about it
     * @param file name of the file it stands in
     * @param line 1-based line it begins at
     */
    public record WrittenElement(ElementId id, String name, String device, Node written, String file, int line) {}

    /**
     * Where in an element something stands.
     *
     * @param word the word of the element, "" when it is about the whole
     * @param line 1-based line within {@link #text}
     */
    public record Spot(ElementId id, String word, int line) {}

    /** Reads {@code files}, the main file first. What is no YAML yields no elements. */
    public static FacilityElements of(List<Configuration.File> files) {
        Node whole = Includes.read(files.getFirst(), Folder.of(files), new Problems()).file();
        Map<String, String> texts = new LinkedHashMap<>();
        files.forEach(f -> texts.putIfAbsent(f.name(), f.text()));
        Map<String, Optional<Piece>> parsed = new HashMap<>();
        Map<ElementId, WrittenElement> entries = new LinkedHashMap<>();
        Map<ElementId, Piece> pieces = new HashMap<>();
        Element.of(whole).values().forEach(e -> {
            Node at = e.written();
            String text = texts.get(at.file());
            if (text == null || at.isMissing()) {
                return;
            }
            parsed.computeIfAbsent(at.file(), _ -> Piece.of(text))
                    .flatMap(root -> root.beginningAt(TextEdit.offset(text, at)))
                    .ifPresent(piece -> {
                        ElementId id = new ElementId(e.kind(), e.key());
                        entries.put(id, new WrittenElement(id, e.name(), device(e), at, at.file(), at.line()));
                        pieces.put(id, piece);
                    });
        });
        return new FacilityElements(entries, texts, pieces);
    }

    private static String device(Element e) {
        boolean channel = e.kind().equals("stream") || e.kind().equals("output");
        return channel ? e.words().getOrDefault("device", "") : "";
    }

    /** Every element, in the order of the file; what belongs to a device follows it. */
    public List<WrittenElement> all() {
        return List.copyOf(entries.values());
    }

    /** One element; empty when there is none such. */
    public Optional<WrittenElement> find(ElementId id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** The lines of an element as they are written, with their comments, moved to the left edge; "" when there is none. */
    public String text(ElementId id) {
        WrittenElement entry = entries.get(id);
        Piece piece = pieces.get(id);
        if (entry == null || piece == null) {
            return "";
        }
        String text = text(entry.file());
        int indent = column(text, piece.from());
        return text.substring(piece.from(), end(text, piece))
                .lines()
                .map(line -> line.substring(Math.min(indent, spaces(line))))
                .collect(Collectors.joining("\n"));
    }

    /** What a word of an element says, as it is written; "" when it is not written. In several lines where it is. */
    public String written(ElementId id, String word) {
        WrittenElement entry = entries.get(id);
        Piece piece = pieces.get(id);
        Piece.Field field = piece == null ? null : piece.field(word);
        return entry == null || field == null
                ? ""
                : text(entry.file()).substring(field.value().from(), field.value().to());
    }

    /** Which element a problem is about; empty when it is about none. */
    public Optional<Spot> of(Problem problem) {
        String text = texts.get(problem.file());
        if (text == null) {
            return Optional.empty();
        }
        int at = TextEdit.offset(text, Node.nothing(problem.file(), problem.line(), problem.column()));
        return entries.values().stream()
                .filter(e -> e.file().equals(problem.file()) && covers(e.id(), at, text))
                .max(Comparator.comparingInt(e -> piece(e.id()).from()))
                .map(e -> new Spot(e.id(), word(piece(e.id()), at, problem), problem.line() - e.line() + 1));
    }

    private boolean covers(ElementId id, int at, String text) {
        Piece piece = piece(id);
        return piece.from() <= at && at <= end(text, piece);
    }

    private static String word(Piece piece, int at, Problem problem) {
        // What is missing is told where the element begins, and there its first word stands.
        Matcher missing = MISSING.matcher(problem.what());
        if (missing.lookingAt() && piece.field(missing.group(1)) == null) {
            return missing.group(1);
        }
        return piece.fields().stream()
                .filter(f -> f.at().from() <= at && at <= f.value().to())
                .map(Piece.Field::word)
                .findFirst()
                .orElse("");
    }

    Piece piece(ElementId id) {
        Piece piece = pieces.get(id);
        if (piece == null) {
            throw new IllegalArgumentException("there is no " + id.kind() + " " + id.key());
        }
        return piece;
    }

    String text(String file) {
        return texts.getOrDefault(file, "");
    }

    /** Behind a piece and the comment that follows it in its last line. */
    static int end(String text, Piece piece) {
        if (piece.inBrackets()) {
            return piece.to();
        }
        int end = piece.to();
        while (end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        if (end < text.length() && text.charAt(end) == '#') {
            int line = TextEdit.lineEnd(text, end);
            return end + text.substring(end, line).stripTrailing().length();
        }
        return piece.to();
    }

    static int column(String text, int at) {
        return text.codePointCount(TextEdit.lineStart(text, at), at);
    }

    private static int spaces(String line) {
        int n = 0;
        while (n < line.length() && line.charAt(n) == ' ') {
            n++;
        }
        return n;
    }
}
