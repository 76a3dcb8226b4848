package org.penstock.core.control;

import java.util.List;

/**
 * A program at a moment.
 *
 * @param outputs numbers of its pump and valves: ask the engine which of their gates is shut
 * @param next planned starts of the next 14 days, wall times in µs UTC, ascending
 * @param plannedMicros how long a run takes as planned, with lead and linger times, µs
 * @param run number of the run of it that is active, 0 when none
 * @param waits why planned starts do not happen now ({@code the clock is in doubt}), "" when they do
 */
public record ProgramView(
        String key, String name, List<Integer> outputs, List<Long> next, long plannedMicros, long run, String waits) {
    public ProgramView {
        outputs = List.copyOf(outputs);
        next = List.copyOf(next);
    }
}
