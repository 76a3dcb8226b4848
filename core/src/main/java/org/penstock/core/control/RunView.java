package org.penstock.core.control;

import java.util.List;

/**
 * A run of a program at a moment. Wall times in µs UTC, durations in µs.
 *
 * @param no number of the run, 1, 2, 3 … over the life of the data directory
 * @param state running, completed, aborted, faulted
 * @param step 1-based step running now, 0 when the run has ended
 * @param stepName names of what the step opens, {@code wait} when it opens nothing
 * @param doing what it is doing now, in words
 * @param remainingMicros expected until the end; 0 when ended
 * @param plannedMicros the whole run as planned, with lead and linger times
 * @param plannedAt the planned instant it was started for, 0 when a person asked for it
 * @param endedMicros 0 while it runs
 * @param doneMicros for each step how long it was held open so far
 * @param why who started it and, when ended, what ended it
 */
public record RunView(
        long no,
        String program,
        String programName,
        String state,
        int step,
        int steps,
        String stepName,
        String doing,
        long remainingMicros,
        long plannedMicros,
        long plannedAt,
        long startedMicros,
        long endedMicros,
        List<Long> doneMicros,
        String why) {
    public RunView {
        doneMicros = List.copyOf(doneMicros);
    }
}
