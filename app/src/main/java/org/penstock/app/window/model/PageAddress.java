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
        OVERVIEW("page.overview"),
        /** One location with what lies in it; subject "" is the site. */
        PLACE("page.place"),
        /** One stream. */
        STREAM("page.stream"),
        /** One output. */
        OUTPUT("page.output"),
        /** How water, feed, air and power go; subject is a location, "" the site. */
        SYNOPTIC("page.synoptic"),
        /** Lines over time; subject names the streams, separated by commas. */
        TREND("page.trend"),
        ALERTS("page.alerts"),
        PROGRAMS("page.programs"),
        DEVICES("page.devices"),
        /** The configurations that were in force, and editors. */
        CONFIGURATION("page.configuration"),
        /** What waits for signatures. */
        SIGNOFFS("page.signoffs"),
        /** What happened, who did it, and the proof of it. */
        RECORD("page.record"),
        /** Lots, where they lie, and what holds them. */
        LOTS("page.lots"),
        /** What things should be made of. */
        RECIPES("page.recipes"),
        /** What is destroyed, from its schedule to its paper. */
        DESTRUCTION("page.destruction"),
        /** How long readings are kept, what keeps them longer, and what went. */
        RETENTION("page.retention"),
        /** What one shift tells the next. */
        HANDOVER("page.handover"),
        /** Links, interlocks and the program itself. */
        SYSTEM("page.system"),
        /** In which units, numbers and hours a person reads everything. */
        SETTINGS("page.settings"),
        /** Who works here, who is signed in, and who may do what. */
        PEOPLE("page.people");

        private final String wordKey;

        Kind(String wordKey) {
            this.wordKey = wordKey;
        }

        /** Bundle key of its name. */
        public String wordKey() {
            return wordKey;
        }
    }

    /** The only page of its kind. */
    public static PageAddress of(Kind kind) {
        return new PageAddress(kind, "");
    }

    /** The page about the source of an alert: {@code stream:air-temp}, {@code output:valve-1} … */
    public static PageAddress about(String source) {
        int colon = source.indexOf(':');
        String subject = source.substring(colon + 1);
        return switch (colon < 0 ? source : source.substring(0, colon)) {
            case "stream" -> new PageAddress(Kind.STREAM, subject);
            case "output" -> new PageAddress(Kind.OUTPUT, subject);
            case "program" -> of(Kind.PROGRAMS);
            case "device" -> of(Kind.DEVICES);
            default -> of(Kind.SYSTEM);
        };
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
