package org.penstock.app.window.model;

/** A line of a list that stays the same line while its words change. */
public interface Keyed {
    /** Identity of the line within its list. */
    String key();
}
