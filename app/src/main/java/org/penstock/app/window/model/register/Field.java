package org.penstock.app.window.model.register;

import java.util.List;

/**
 * Something a deed asks for.
 *
 * @param must whether the deed is not asked for without it
 * @param value what stands there at first; of a choice the {@link Choice#value}, of a check {@code true} or ""
 */
public record Field(
        String key, String name, Kind kind, boolean must, String value, String prompt, List<Choice> choices) {
    public Field {
        choices = List.copyOf(choices);
    }

    /** How it is asked for. */
    public enum Kind {
        TEXT,
        /** Several lines. */
        LINES,
        /** Never shown, never kept in the field. */
        SECRET,
        CHOICE,
        CHECK,
        /** A file that is there. */
        FILE,
        /** A file that is to be written. */
        NEW_FILE
    }

    /** One of several. */
    public record Choice(String value, String name) {}

    /** A line. */
    public static Field text(String key, String name, String prompt) {
        return new Field(key, name, Kind.TEXT, false, "", prompt, List.of());
    }

    /** Several lines. */
    public static Field lines(String key, String name, String prompt) {
        return new Field(key, name, Kind.LINES, false, "", prompt, List.of());
    }

    /** A password, a PIN or a badge. */
    public static Field secret(String key, String name) {
        return new Field(key, name, Kind.SECRET, false, "", "", List.of());
    }

    /** One of several; where there is only one it is chosen. */
    public static Field choice(String key, String name, List<Choice> choices) {
        String only = choices.size() == 1 ? choices.getFirst().value() : "";
        return new Field(key, name, Kind.CHOICE, false, only, "", choices);
    }

    /** A file, by its whole path. @param written whether it is written and not there yet */
    public static Field file(String key, String name, boolean written) {
        return new Field(key, name, written ? Kind.NEW_FILE : Kind.FILE, false, "", "", List.of());
    }

    /** Yes or no. */
    public static Field check(String key, String name) {
        return new Field(key, name, Kind.CHECK, false, "", "", List.of());
    }

    /** The same, not to be left out. */
    public Field needed() {
        return new Field(key, name, kind, true, value, prompt, choices);
    }

    /** The same with something in it. */
    public Field with(String next) {
        return new Field(key, name, kind, must, next, prompt, choices);
    }
}
