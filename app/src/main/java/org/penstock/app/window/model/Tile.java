package org.penstock.app.window.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One place on the overview: what a person must know about it from across the room.
 *
 * @param place key of the location, "" for the site itself
 * @param path what it lies in, "" when directly at the site
 * @param worst most urgent open alert about something in it, null when none
 * @param state how many alerts and values in doubt it has, in words; "" when all is well
 * @param spoken name and state in one line
 * @param hero the value the profile looks at first, null when it measures nothing
 * @param caption name of the hero and what must be said about it, "" without one
 * @param values the others in the order of the profile, at most {@link TilesModel#VALUES}; what is abnormal is among them
 * @param more how many values are not shown, in words; "" when none
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
        ValueLine.@Nullable Value hero,
        String caption,
        List<ValueLine.Value> values,
        String more,
        @Nullable Active output,
        String rest)
        implements Keyed {
    public Tile {
        values = List.copyOf(values);
    }

    /** An output that is not at safe. @param text what it is and how @param phaseClass style class of its shape */
    public record Active(String text, String phaseClass) {}
}
