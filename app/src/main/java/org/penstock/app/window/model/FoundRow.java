package org.penstock.app.window.model;

/**
 * Something that can be found and gone to.
 *
 * @param key of the line
 * @param id key of the thing itself: what the facility file, or the keyboard, calls it
 * @param kindWord what kind of thing it is, in words
 * @param title what a person calls it
 * @param detail where it is, how it is, or its key on the keyboard
 */
public record FoundRow(String key, Kind kind, String id, String kindWord, String title, String detail)
        implements Keyed {
    /** Kinds of things, in the order in which equally good finds are shown. */
    public enum Kind {
        ALERT("find.alert"),
        PLACE("find.place"),
        PROGRAM("find.program"),
        OUTPUT("find.output"),
        STREAM("find.stream"),
        DEVICE("find.device"),
        INTERLOCK("find.interlock"),
        LINK("find.link"),
        LOT("find.lot"),
        VIEW("find.view"),
        PERSON("find.person"),
        PAGE("find.page"),
        ACTION("find.action");

        private final String wordKey;

        Kind(String wordKey) {
            this.wordKey = wordKey;
        }

        /** Bundle key of its name. */
        public String wordKey() {
            return wordKey;
        }
    }
}
