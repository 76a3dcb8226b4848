package org.penstock.app.window.model.synoptic;

import java.util.Map;
import java.util.TreeMap;

/**
 * Which pieces a person put where; all others stand where the layout puts them.
 *
 * @param spots top left corners by id of the piece
 */
public record Arrangement(Map<String, Spot> spots) {
    /** Everything stands by itself. */
    public static final Arrangement NONE = new Arrangement(Map.of());

    /** Distance between two places a piece can be put at. */
    public static final double GRID = 1;

    public Arrangement {
        spots = Map.copyOf(spots);
    }

    /** The same with a piece put on the place of the grid that is nearest to a point. */
    public Arrangement with(String id, double x, double y) {
        Map<String, Spot> next = new TreeMap<>(spots);
        next.put(id, new Spot(Math.max(0, Math.rint(x / GRID) * GRID), Math.max(0, Math.rint(y / GRID) * GRID)));
        return new Arrangement(next);
    }
}
