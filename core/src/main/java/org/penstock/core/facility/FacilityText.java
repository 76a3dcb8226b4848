package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * Reads YAML into {@link Node}s that know their line. Takes the plain part of YAML 1.2: mappings, lists and single
 * values as written. Anchors, aliases and tags are refused, because a fault inside a copied block has no line of its own;
 * a word written twice is refused, because the reader would have to guess which one is meant.
 *
 * <p>Works on parser events, not on the library's own tree: that tree is built by recursion and falls over on
 * a file that is nothing but opening brackets.
 */
public final class FacilityText {
    /** Longest file that is read, characters. */
    public static final int MOST_CHARACTERS = 1 << 20;

    private static final int DEEPEST = 32;

    private final String file;
    private final Problems problems;
    private final Iterator<Event> events;

    private FacilityText(String file, Problems problems, Iterator<Event> events) {
        this.file = file;
        this.problems = problems;
        this.events = events;
    }

    /**
     * Parses {@code text}. Reports what is wrong and returns what could be read; an empty mapping when nothing could.
     *
     * @param file name for reports
     */
    public static Node parse(String file, String text, Problems problems) {
        Node nothing = Node.mapping(file, 1, 1, Map.of(), Map.of());
        if (text.length() > MOST_CHARACTERS) {
            problems.add(
                    file,
                    1,
                    1,
                    "the file is longer than " + MOST_CHARACTERS + " characters",
                    "keep data out of the facility file; it only describes the facility");
            return nothing;
        }
        String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int half = loneHalf(plain);
        if (half >= 0) {
            problems.add(
                    file,
                    lineAt(plain, half),
                    1,
                    "this line holds half a character (U+%04X)".formatted((int) plain.charAt(half)),
                    "delete it; save the file as UTF-8 text");
            return nothing;
        }
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setUseMarks(true)
                .setCodePointLimit(MOST_CHARACTERS + 1)
                // Whole at once: at the border of a smaller buffer the library trips over characters of two halves.
                .setBufferSize(plain.length() + 2)
                .build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(plain).iterator();
            return new FacilityText(file, problems, events).document(nothing);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> at =
                    unclosed(e) ? e.getContextMark() : e.getProblemMark().or(e::getContextMark);
            int line = at.map(Mark::getLine).orElse(0) + 1;
            String written = plain.lines().skip(line - 1L).findFirst().orElse("");
            problems.add(file, line, at.map(Mark::getColumn).orElse(0) + 1, syntax(e), remedy(e, written));
        } catch (ReaderException e) {
            int at = plain.offsetByCodePoints(0, Math.min(e.getPosition(), plain.codePointCount(0, plain.length())));
            problems.add(
                    file,
                    1
                            + (int) plain.substring(0, at)
                                    .chars()
                                    .filter(c -> c == '\n')
                                    .count(),
                    1,
                    "the character U+%04X cannot stand in a text file".formatted(e.getCodePoint()),
                    "delete it; save the file as UTF-8 text");
        } catch (TooDeep e) {
            problems.add(
                    file, e.line, e.column, "fields are nested deeper than " + DEEPEST + " levels", "close a bracket");
        } catch (YamlEngineException e) {
            problems.add(file, 1, 1, "the file cannot be read as YAML: " + e.getMessage(), "");
        }
        return nothing;
    }

    /** Where half of a surrogate pair stands alone, −1 when nowhere. */
    private static int loneHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return i;
            }
        }
        return -1;
    }

    private static int lineAt(String text, int index) {
        return 1 + (int) text.substring(0, index).chars().filter(c -> c == '\n').count();
    }

    private Node document(Node nothing) {
        Node root = nothing;
        boolean read = false;
        while (events.hasNext()) {
            Event e = events.next();
            if (!(e instanceof NodeEvent)) {
                continue;
            }
            if (read) {
                problems.add(
                        file,
                        line(e),
                        column(e),
                        "a second document begins here",
                        "delete the `---` line above; one file describes one facility");
                return root;
            }
            root = node(e, 0);
            read = true;
        }
        return root.isMissing() ? nothing : root;
    }

    private Node node(Event e, int depth) {
        if (depth > DEEPEST) {
            throw new TooDeep(line(e), column(e));
        }
        if (e instanceof NodeEvent n) {
            n.getAnchor()
                    .ifPresent(a -> problems.add(
                            file,
                            line(e),
                            column(e),
                            e instanceof AliasEvent
                                    ? "`*" + a + "` copies another place"
                                    : "`&" + a + "` names a place",
                            "write the fields out where they belong; anchors and aliases are not used here"));
        }
        return switch (e) {
            case MappingStartEvent m -> {
                refuseTag(m.getTag(), e);
                yield mapping(e, depth);
            }
            case SequenceStartEvent s -> {
                refuseTag(s.getTag(), e);
                yield sequence(e, depth);
            }
            case ScalarEvent s -> {
                refuseTag(s.getTag(), e);
                boolean nothing = s.isPlain()
                        && (s.getValue().isEmpty()
                                || s.getValue().equals("null")
                                || s.getValue().equals("~"));
                yield nothing
                        ? Node.nothing(file, line(e), column(e))
                        : Node.scalar(file, line(e), column(e), s.getValue(), !s.isPlain());
            }
            default -> Node.nothing(file, line(e), column(e));
        };
    }

    private Node mapping(Event start, int depth) {
        Map<String, Node> fields = new LinkedHashMap<>();
        Map<String, Node> keys = new LinkedHashMap<>();
        for (Event e = events.next(); !(e instanceof MappingEndEvent); e = events.next()) {
            Node key = node(e, depth + 1);
            Node value = node(events.next(), depth + 1);
            if (key.kind() != Node.Kind.SCALAR) {
                problems.add(key, "a field needs a word before its colon", "write `word: value`");
            } else if (fields.containsKey(key.text())) {
                Node first = keys.getOrDefault(key.text(), key);
                problems.add(
                        key,
                        "`" + key.text() + "` is written twice, first in line " + first.line(),
                        "keep one of the two");
            } else {
                fields.put(key.text(), value);
                keys.put(key.text(), key);
            }
        }
        return Node.mapping(file, line(start), column(start), fields, keys);
    }

    private Node sequence(Event start, int depth) {
        List<Node> items = new ArrayList<>();
        for (Event e = events.next(); !(e instanceof SequenceEndEvent); e = events.next()) {
            items.add(node(e, depth + 1));
        }
        return Node.sequence(file, line(start), column(start), items);
    }

    private void refuseTag(Optional<String> tag, Event e) {
        tag.ifPresent(t -> problems.add(
                file, line(e), column(e), "the tag `" + t + "` is not used here", "write the plain value"));
    }

    /** A bracket that is still open at the end of its line is missed there, not where the next line surprises. */
    private static boolean unclosed(MarkedYamlEngineException e) {
        return e.getProblem().contains("expected ',' or")
                && e.getContextMark().map(Mark::getLine).orElse(0)
                        < e.getProblemMark().map(Mark::getLine).orElse(0);
    }

    private static String syntax(MarkedYamlEngineException e) {
        String problem = e.getProblem();
        if (problem.contains("TAB")) {
            return "a tab stands where spaces are expected";
        }
        return "this is not valid YAML: " + (unclosed(e) ? "the bracket is not closed" : problem.strip());
    }

    private static String remedy(MarkedYamlEngineException e, String line) {
        String problem = e.getProblem();
        if (problem.contains("TAB")) {
            return "indent with spaces; most editors can convert tabs";
        }
        if (line.contains("${")) {
            return "inside { } put it into quotes: \"${secret:some-name}\"";
        }
        if (problem.contains("cannot start any token")) {
            return "put text that begins with %, @ or ` into quotes: \"%\"";
        }
        if (problem.contains("mapping values are not allowed")) {
            return "put text that contains `: ` into quotes, and check the indentation of this line";
        }
        if (problem.contains("expected ',' or")) {
            return "close the bracket, or put a comma between the fields";
        }
        if (problem.contains("block end") || problem.contains("expected <document start>")) {
            return "check the indentation: fields of one thing begin in one column";
        }
        return "check this line and the one above it";
    }

    private static int line(Event e) {
        return e.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static int column(Event e) {
        return e.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }

    private static final class TooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;
        private final int line;
        private final int column;

        TooDeep(int line, int column) {
            super(null, null, false, false);
            this.line = line;
            this.column = column;
        }
    }
}
