package org.penstock.app.window.model;

/** A line of the list of values. */
public sealed interface ValueLine extends Keyed {
    /**
     * A place, above its values.
     *
     * @param doubt how many of its values may not be believed, in words; "" when none
     */
    record Place(String key, String name, String doubt) implements ValueLine {}

    /**
     * One value.
     *
     * @param value ready written, {@link Numerals#NONE} when never seen
     * @param note what must be said about it: age, quality word, whom it waits for; "" when nothing
     */
    record Value(String key, String name, String value, String unit, State state, String note) implements ValueLine {}

    /** How a value may be read. */
    enum State {
        /** In normal ink. */
        GOOD("value-good", Mark.NONE),
        /** In normal ink with its word. */
        UNCERTAIN("value-uncertain", Mark.NONE),
        /** Italic, outlined by dashes, with its age. */
        STALE("value-stale", Mark.STALE),
        /** With mark and the word that says why. */
        BAD("value-bad", Mark.BAD),
        /** There was no reading yet. */
        WAITING("value-waiting", Mark.NONE);

        private final String styleClass;
        private final Mark mark;

        State(String styleClass, Mark mark) {
            this.styleClass = styleClass;
            this.mark = mark;
        }

        /** Style class of the line. */
        public String styleClass() {
            return styleClass;
        }

        /** The mark before the note. */
        public Mark mark() {
            return mark;
        }
    }
}
