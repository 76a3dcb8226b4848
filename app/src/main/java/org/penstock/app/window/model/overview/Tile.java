package org.penstock.app.window.model.overview;

import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.SeverityStyle;

/**
 * One place on the overview: what a person must know about it from across the room.
 *
 * @param place key of the location, "" for the site itself
 * @param path what it lies in, "" when directly at the site
 * @param worst most urgent open alert about something in it, null when none
 * @param state how many alerts and values in doubt it has, in words; "" when all is well
 * @param spoken name and state in one line
 * @param output the first that is away from safe, null when all are at safe
 * @param rest how the others are, in words; "" when there are none
 */
public record Tile(
        String key,
        String place,
        String name,
        String path,
        @Nullable SeverityStyle worst,
        String state,
        String spoken,
        TileFace face,
        @Nullable Active output,
        String rest)
        implements Keyed {
    /** An output that is not at safe. @param text what it is and how @param phaseClass style class of its shape */
    public record Active(String text, String phaseClass) {}
}
