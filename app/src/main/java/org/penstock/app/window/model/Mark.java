package org.penstock.app.window.model;

/** What is not as it should be about a line; each has its own shape, and the line beside it says it in words. */
public enum Mark {
    /** As it should be: no mark at all. */
    NONE("mark-none"),
    /** The value is older than it may be, or was never there. */
    STALE("mark-stale"),
    /** The value may not be believed. */
    BAD("mark-bad"),
    /** Something holds outputs at safe. */
    TRIPPED("mark-tripped"),
    /** Something that would hold outputs at safe does not, because persons agreed to that. */
    BYPASSED("mark-bypassed"),
    /** A connection, a disk or a database is away. */
    AWAY("mark-away");

    private final String styleClass;

    Mark(String styleClass) {
        this.styleClass = styleClass;
    }

    /** Style class that gives the shape and its colour. */
    public String styleClass() {
        return styleClass;
    }
}
