package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.StreamReplacement.FileEdit;
import tools.jackson.databind.json.JsonMapper;

/**
 * How one stream is written in its file, and what must be written otherwise to make another one of it. An entry in lines is
 * changed line by line; one in brackets is written anew, for it is one line mostly.
 */
final class StreamEntry {
    private static final JsonMapper JSON = new JsonMapper();
    /** What needs no quotes between brackets. */
    private static final Pattern PLAIN = Pattern.compile("[\\p{L}\\p{N}°µ/%²³_.+-][\\p{L}\\p{N}°µ/%²³_.+ -]*(?<! )");

    private final Node entry;
    private final String text;

    /** @param text of the file it stands in */
    StreamEntry(Node entry, String text) {
        this.entry = entry;
        this.text = text;
    }

    List<FileEdit> become(String key, String old, @Nullable String name, @Nullable Node address) {
        int at = TextEdit.offset(text, entry);
        if (at < text.length() && text.charAt(at) == '{') {
            Map<String, String> words = new LinkedHashMap<>();
            entry.words().forEach(word -> words.put(word, flow(entry.get(word))));
            words.put("key", key);
            words.remove("was");
            words.put("replaces", old);
            if (name != null) {
                words.put("name", quoted(name));
            }
            if (address != null) {
                words.put("address", flow(address));
            }
            String written = words.entrySet().stream()
                    .map(e -> e.getKey() + ": " + e.getValue())
                    .collect(Collectors.joining(", ", "{", "}"));
            return List.of(new FileEdit(entry.file(), at, closing(at), written));
        }
        List<FileEdit> edits = new ArrayList<>();
        edits.add(FileEdit.token(text, entry.get("key"), old, key));
        String replaces = "replaces: " + old;
        if (entry.words().contains("replaces")) {
            edits.add(lines("replaces", replaces));
        } else {
            int end = fieldEnd("key");
            edits.add(new FileEdit(entry.file(), end, end, indent() + replaces + lineBreak()));
        }
        if (entry.words().contains("was")) {
            int from = TextEdit.offset(text, entry.wordNode("was"));
            int start = text.lastIndexOf('\n', from) + 1;
            edits.add(new FileEdit(entry.file(), start, fieldEnd("was"), ""));
        }
        if (name != null) {
            edits.add(lines("name", "name: " + quoted(name)));
        }
        if (address != null && entry.words().contains("address")) {
            edits.add(lines("address", "address: " + flow(address)));
        } else if (address != null) {
            int end = fieldEnd("key");
            edits.add(new FileEdit(entry.file(), end, end, indent() + "address: " + flow(address) + lineBreak()));
        }
        return edits;
    }

    /** The lines of a word, written anew. */
    private FileEdit lines(String word, String with) {
        return new FileEdit(
                entry.file(), TextEdit.offset(text, entry.wordNode(word)), fieldEnd(word), with + lineBreak());
    }

    /** Behind the last line of a word: the next line that is not further in. */
    private int fieldEnd(String word) {
        int end = TextEdit.offset(text, entry.wordNode(word));
        do {
            int next = text.indexOf('\n', end);
            if (next < 0) {
                return text.length();
            }
            end = next + 1;
        } while (end < text.length() && (spaces(end) >= entry.column() || deeperAhead(end)));
        return end;
    }

    /** An empty line or a comment within a value: what comes behind it is still further in. */
    private boolean deeperAhead(int at) {
        int line = at;
        while (line < text.length()) {
            String rest = text.substring(line, Math.max(line, lineEnd(line))).strip();
            if (!rest.isEmpty() && !rest.startsWith("#")) {
                return line != at && spaces(line) >= entry.column();
            }
            line = lineEnd(line) + 1;
        }
        return false;
    }

    private int lineEnd(int at) {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end;
    }

    private int spaces(int at) {
        int n = 0;
        while (at + n < text.length() && text.charAt(at + n) == ' ') {
            n++;
        }
        boolean blank = at + n >= text.length() || text.charAt(at + n) == '\n' || text.charAt(at + n) == '\r';
        return blank ? 0 : n;
    }

    private String indent() {
        return " ".repeat(entry.column() - 1);
    }

    private String lineBreak() {
        return text.contains("\r\n") ? "\r\n" : "\n";
    }

    /** Behind the bracket that closes the one at {@code at}. */
    private int closing(int at) {
        int depth = 0;
        char quote = 0;
        for (int i = at; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                if (c == '\\' && quote == '"') {
                    i++;
                } else if (c == quote) {
                    quote = 0;
                }
            } else if ((c == '"' || c == '\'') && " ,:[{\n".indexOf(text.charAt(i - 1)) >= 0) {
                quote = c;
            } else if (c == '#' && Character.isWhitespace(text.charAt(i - 1))) {
                i = lineEnd(i);
            } else if (c == '{' || c == '[') {
                depth++;
            } else if ((c == '}' || c == ']') && --depth == 0) {
                return i + 1;
            }
        }
        throw new IllegalStateException(entry.file() + ":" + entry.line() + " has no closing bracket");
    }

    /** A value in one line, as it can stand between brackets. */
    private static String flow(Node node) {
        return switch (node.kind()) {
            case MISSING -> "";
            case SCALAR ->
                node.toJson().isString() && !PLAIN.matcher(node.text()).matches()
                        ? quoted(node.text())
                        : node.isQuoted() ? quoted(node.text()) : node.text();
            case SEQUENCE -> node.items().stream().map(StreamEntry::flow).collect(Collectors.joining(", ", "[", "]"));
            case MAPPING ->
                node.words().stream()
                        .map(word ->
                                (PLAIN.matcher(word).matches() ? word : quoted(word)) + ": " + flow(node.get(word)))
                        .collect(Collectors.joining(", ", "{", "}"));
        };
    }

    private static String quoted(String value) {
        return JSON.writeValueAsString(value);
    }
}
