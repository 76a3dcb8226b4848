package org.penstock.app.window.model.trend;

import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.ValueLine;

/**
 * One line of the table below the picture.
 *
 * @param pen which pen draws it
 * @param name what a person calls it, and where it is
 * @param atCursor value at the cursor, "" without a cursor
 * @param cursorNote when the reading at the cursor was taken and how far it may be believed; why there is none
 * @param cursorState how the value at the cursor may be read
 * @param now present value
 * @param nowState how the present value may be read
 * @param nowNote age or quality word where it must be said, else ""
 * @param lowest in the picture
 * @param unit symbol of the unit it is drawn in, and of the one it is told in where that is another
 * @param dashed whether it is of another time, or a lot's stay
 * @param chosen whether the keyboard is on it
 */
public record LegendRow(
        String key,
        int pen,
        String name,
        String atCursor,
        String cursorNote,
        ValueLine.State cursorState,
        String now,
        ValueLine.State nowState,
        String nowNote,
        String lowest,
        String highest,
        String unit,
        boolean dashed,
        boolean chosen)
        implements Keyed {}
