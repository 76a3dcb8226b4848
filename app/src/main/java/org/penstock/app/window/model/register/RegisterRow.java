package org.penstock.app.window.model.register;

import java.util.List;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Mark;

/** A record in a line. @param cells as many as the {@link Shape} has columns @param mark what is not as usual about it */
public record RegisterRow(String key, List<String> cells, Mark mark) implements Keyed {
    public RegisterRow {
        cells = List.copyOf(cells);
    }
}
