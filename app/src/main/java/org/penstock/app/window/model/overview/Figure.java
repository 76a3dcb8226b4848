package org.penstock.app.window.model.overview;

import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;

/**
 * One number of a face, under its own short name.
 *
 * @param label what it is
 * @param note of what it is the mean, where it was measured, between which limits; "" when nothing is to be said
 * @param number ready written
 * @param state how it may be read; of what is computed, how the worst of its inputs may be
 * @param alert the most urgent open alert about it, null when there is none
 * @param range where it stands between its limits, null when it has none or may not be believed
 * @param stream key of the stream it is, "" of what is computed from several
 */
public record Figure(
        String label,
        String note,
        String number,
        String unit,
        ValueLine.State state,
        @Nullable SeverityStyle alert,
        ValueLine.@Nullable Range range,
        String stream) {
    static Figure of(String label, String note, ValueLine.Value value) {
        return new Figure(
                label, note, value.value(), value.unit(), value.state(), value.alert(), value.range(), value.stream());
    }

    /** Whether a person must look at it. */
    public boolean abnormal() {
        return alert != null || state.mark() != Mark.NONE;
    }
}
