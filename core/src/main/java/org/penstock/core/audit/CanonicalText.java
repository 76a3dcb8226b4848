package org.penstock.core.audit;

import java.util.SortedMap;

/**
 * Writes canonical JSON (RFC 8785) of names and texts as they come: names must come in their order. Every change waits for the
 * body of its event; a tree of it, its text, and that text read and sorted again cost twenty times as much.
 */
final class CanonicalText {
    private static final int USUAL = 700;
    private static final String HEX = "0123456789abcdef";

    private final StringBuilder out = new StringBuilder(USUAL).append('{');
    private boolean some;

    /** A text. */
    CanonicalText put(String name, String value) {
        name(name);
        string(value);
        return this;
    }

    /** A whole number whose double is the same number. */
    CanonicalText put(String name, long value) {
        name(name);
        out.append(value);
        return this;
    }

    /** Names and texts below a name. */
    CanonicalText put(String name, SortedMap<String, String> values) {
        name(name);
        out.append('{');
        some = false;
        values.forEach(this::put);
        out.append('}');
        some = true;
        return this;
    }

    /** All of it. */
    String end() {
        return out.append('}').toString();
    }

    private void name(String name) {
        if (some) {
            out.append(',');
        }
        some = true;
        string(name);
        out.append(':');
    }

    private void string(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\f' -> out.append("\\f");
                case '\r' -> out.append("\\r");
                default -> {
                    if (c < ' ') {
                        out.append("\\u00").append(HEX.charAt(c >> 4)).append(HEX.charAt(c & 15));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
