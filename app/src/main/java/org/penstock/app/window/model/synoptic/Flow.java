package org.penstock.app.window.model.synoptic;

/** What goes through a pipe or a piece now. */
public enum Flow {
    /** Something goes through. */
    FLOWS("flow-yes", "synoptic.flow.flows"),
    /** Something on the way is shut or stands. */
    STILL("flow-no", "synoptic.flow.still"),
    /** Something on the way should tell whether it is open, and does not. */
    UNKNOWN("flow-unknown", "synoptic.flow.unknown"),
    /** Nothing on the way tells: a plain pipe. */
    UNTOLD("flow-untold", "synoptic.flow.untold");

    private final String styleClass;
    private final String wordKey;

    Flow(String styleClass, String wordKey) {
        this.styleClass = styleClass;
        this.wordKey = wordKey;
    }

    /** Style class of the pipe or the figure. */
    public String styleClass() {
        return styleClass;
    }

    /** Bundle key of the word. */
    public String wordKey() {
        return wordKey;
    }

    /** Both on one way: what is shut stops it whatever the other does. */
    Flow then(Flow next) {
        if (this == STILL || next == STILL) {
            return STILL;
        }
        if (this == UNKNOWN || next == UNKNOWN) {
            return UNKNOWN;
        }
        return this == FLOWS || next == FLOWS ? FLOWS : UNTOLD;
    }

    /** Two ways beside one another: one that is open is enough. */
    Flow beside(Flow other) {
        if (this == FLOWS || other == FLOWS) {
            return FLOWS;
        }
        if (this == UNKNOWN || other == UNKNOWN) {
            return UNKNOWN;
        }
        return this == UNTOLD || other == UNTOLD ? UNTOLD : STILL;
    }
}
