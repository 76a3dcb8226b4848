package org.penstock.app.window.view;

import java.util.ArrayList;
import java.util.List;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.overview.Tile;

/** Tiles that stand beside one another. */
record TileRow(String key, List<Tile> tiles) implements Keyed {
    /** Rows of at most {@code columns} tiles. */
    static List<TileRow> of(List<Tile> tiles, int columns) {
        List<TileRow> rows = new ArrayList<>();
        for (int i = 0; i < tiles.size(); i += columns) {
            List<Tile> row = List.copyOf(tiles.subList(i, Math.min(i + columns, tiles.size())));
            rows.add(new TileRow(columns + row.getFirst().key(), row));
        }
        return rows;
    }
}
