package org.penstock.app.window.view.synoptic;

import org.penstock.app.window.model.synoptic.Walk;

/** What a person can want of the drawing. */
public interface SynopticActions {
    /** Chose a piece; "" chooses none. */
    void choose(String id);

    /** Goes on from the chosen piece. */
    void walk(Walk.Way way);

    /** Moves the chosen piece by one step of the grid, when the drawing is being arranged. */
    void nudge(Walk.Way way);

    /** Wants the page of a piece. @param beside in a tab of its own */
    void open(String id, boolean beside);

    /** Wants to arrange the drawing, or is done with it. */
    void arrange(boolean on);

    /** Put a piece somewhere, in letter heights. */
    void put(String id, double x, double y);

    void undo();

    void redo();

    /** Wants everything to stand by itself again. */
    void automatic();

    /** Wants the drawing of the whole site. */
    void wholeSite();

    /** Wants to be done with what is going on. @return whether anything was */
    boolean leave();
}
