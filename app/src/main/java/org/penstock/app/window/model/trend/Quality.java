package org.penstock.app.window.model.trend;

import java.util.List;

/** How a reading may be drawn. */
public enum Quality {
    /** As a line. */
    GOOD,
    /** As a dotted line. */
    UNCERTAIN,
    /** Not at all; its time is marked below. */
    BAD;

    /** By {@link #ordinal}. */
    static final List<Quality> ALL = List.of(values());

    /** What the word of a quality code stands for; every word that is not known is bad. */
    static Quality of(String word) {
        return switch (word) {
            case "good" -> GOOD;
            case "uncertain" -> UNCERTAIN;
            default -> BAD;
        };
    }
}
