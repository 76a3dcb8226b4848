package org.penstock.app.window.model;

import java.util.Locale;
import java.util.Optional;

/**
 * Names one page of the window; what is open is remembered by it.
 *
 * @param subject key of what the page is about, "" where there is only one of its kind
 */
public record PageAddress(Kind kind, String subject) {
    /** The pages there are. */
    public enum Kind {
        /** The whole facility. */
        OVERVIEW,
        /** One location with what lies in it; subject "" is the site. */
        PLACE,
        /** One stream. */
        STREAM,
        /** One output. */
        OUTPUT,
        /** How water, feed, air and power go; subject is a location, "" the site. */
        SYNOPTIC,
        /** Lines over time; subject names the streams, separated by commas. */
        TREND,
        ALERTS,
        PROGRAMS,
        DEVICES,
        /** The configurations that were in force, and editors. */
        CONFIGURATION,
        /** Links, interlocks and the program itself. */
        SYSTEM
    }

    /** The only page of its kind. */
    public static PageAddress of(Kind kind) {
        return new PageAddress(kind, "");
    }

    /** As it is remembered: {@code place:house}. */
    public String text() {
        return kind.name().toLowerCase(Locale.ROOT) + ":" + subject;
    }

    /** The address written as {@link #text}; empty when it is none. */
    public static Optional<PageAddress> parse(String text) {
        int colon = text.indexOf(':');
        for (Kind kind : Kind.values()) {
            if (colon > 0 && kind.name().toLowerCase(Locale.ROOT).equals(text.substring(0, colon))) {
                return Optional.of(new PageAddress(kind, text.substring(colon + 1)));
            }
        }
        return Optional.empty();
    }
}
