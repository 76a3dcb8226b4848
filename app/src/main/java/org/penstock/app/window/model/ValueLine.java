package org.penstock.app.window.model;

import org.jspecify.annotations.Nullable;

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
     * @param stream key of its stream
     * @param value ready written, {@link Numerals#NONE} when never seen
     * @param note what must be said about it: age, quality word, whom it waits for; "" when nothing
     * @param alert the most urgent open alert about it, null when there is none
     * @param range where it stands between the limits that tell somebody, null when it has none or may not be believed
     */
    record Value(
            String key,
            String stream,
            String name,
            String value,
            String unit,
            State state,
            String note,
            @Nullable SeverityStyle alert,
            @Nullable Range range)
            implements ValueLine {}

    /**
     * A value's place, from 0 at the left end of a small bar to 1 at its right.
     *
     * @param at where the value is; at an end when it is beyond it
     * @param from left end of what tells nobody
     * @param to right end of what tells nobody
     */
    record Range(double at, double from, double to) {
        /** Room beyond each limit, in parts of the bar. */
        private static final double BEYOND = 0.2;

        /**
         * The place of {@code value} between two limits. With one limit only, the other end is where the value cannot
         * go: 0, or 100 for parts of a hundred; where it could go anywhere there is no place to show.
         *
         * @param low NaN for none
         * @param high NaN for none
         */
        public static @Nullable Range of(double value, double low, double high, boolean percent) {
            double from = Double.isNaN(low) ? 0 : low;
            double to = !Double.isNaN(high) ? high : percent ? 100 : Double.NaN;
            boolean anywhere = Double.isNaN(low) && (Double.isNaN(high) || value < 0);
            if (anywhere || !(from < to)) {
                return null;
            }
            double left = Double.isNaN(low) ? 0 : BEYOND;
            double right = Double.isNaN(high) ? 1 : 1 - BEYOND;
            double at = left + (value - from) / (to - from) * (right - left);
            return new Range(Math.clamp(at, 0, 1), left, right);
        }
    }

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
