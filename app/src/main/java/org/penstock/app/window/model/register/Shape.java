package org.penstock.app.window.model.register;

import java.util.List;

/**
 * What never changes about a page.
 *
 * @param prompt what the field for letters says; "" = there is none
 * @param choose what stands beside the list while nothing is chosen
 */
public record Shape(
        String title, List<Column> columns, String prompt, List<Switch> switches, String reading, String choose) {
    public Shape {
        columns = List.copyOf(columns);
        switches = List.copyOf(switches);
    }

    /** A column. @param share part of the width, 0..1 @param kind how its cells are written */
    public record Column(String title, double share, Kind kind) {}

    /** How cells are written. */
    public enum Kind {
        NAME,
        TEXT,
        NUMBER,
        QUIET
    }

    /** Something that narrows the list or widens it. */
    public record Switch(String key, String name) {}
}
