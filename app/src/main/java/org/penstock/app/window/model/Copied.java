package org.penstock.app.window.model;

import java.util.List;
import java.util.stream.Collectors;

/** Rows of a table as other programs take them: a tab between cells, a line for each row. */
public final class Copied {
    private Copied() {}

    public static String text(List<List<String>> rows) {
        return rows.stream().map(cells -> String.join("\t", cells)).collect(Collectors.joining("\n"));
    }
}
