package org.penstock.app.window.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.ControlSnapshot;

/** A line of the list of runs that were. */
public sealed interface RunLine extends Keyed {
    /** A day, above its runs. */
    record Day(String key, String name) implements RunLine {}

    /**
     * One run.
     *
     * @param time when it began, site time
     * @param state what became of it
     * @param abnormal whether it did not do what was planned
     * @param lasted how long it took, or how long it has been running
     * @param why who or what began it and, when it is over, what ended it
     */
    record Run(String key, String time, String program, String state, boolean abnormal, String lasted, String why)
            implements RunLine {}

    /** Runs, newest first, under their days. */
    static List<RunLine> of(List<ControlSnapshot.Run> runs, Instant now, Words words, Times times) {
        List<RunLine> lines = new ArrayList<>();
        String day = "";
        for (ControlSnapshot.Run run : runs) {
            String its = times.day(run.started(), now);
            if (!its.equals(day)) {
                day = its;
                lines.add(new Day("day:" + its, its));
            }
            String state = run.state().toLowerCase(Locale.ROOT);
            @Nullable Instant ended = run.ended();
            double seconds = (ended == null ? now : ended).getEpochSecond()
                    - run.started().getEpochSecond();
            lines.add(new Run(
                    "run:" + run.no(),
                    times.minute(run.started()),
                    run.programName(),
                    words.orElse("run." + state, run.state()),
                    state.equals("aborted") || state.equals("faulted"),
                    times.exactly(Math.max(0, seconds)),
                    run.why()));
        }
        return lines;
    }
}
