package org.penstock.core.telemetry;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What people have decided about devices and streams, as far as it changes how readings are judged. Decided by the engine,
 * followed by the gate from the next frame on. Immutable.
 *
 * @param maintenance keys of the devices that are in maintenance: what they say is kept and bad
 * @param offsets by number of the stream what is added to its readings, oldest first
 */
public record Adjustments(Set<String> maintenance, Map<Integer, List<Offset>> offsets) {
    /** Nothing was decided. */
    public static final Adjustments NONE = new Adjustments(Set.of(), Map.of());

    public Adjustments {
        maintenance = Set.copyOf(maintenance);
        offsets = Map.copyOf(offsets);
    }

    /**
     * An offset, from one reading on.
     *
     * @param fromMicros event time of the first reading it is added to, µs UTC: the stream's own time, so that a reading
     *     that is delivered again becomes the same value
     * @param value canonical unit
     */
    public record Offset(long fromMicros, double value) {}

    /** What is added to a reading. @param all oldest first */
    static double at(List<Offset> all, long eventMicros) {
        for (int i = all.size() - 1; i >= 0; i--) {
            if (eventMicros >= all.get(i).fromMicros()) {
                return all.get(i).value();
            }
        }
        return 0;
    }
}
