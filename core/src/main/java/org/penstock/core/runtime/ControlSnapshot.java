package org.penstock.core.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine does at one moment. Lists are in the order of the facility file.
 *
 * @param running runs that are not over
 * @param shadows rules that only look on, by key
 */
public record ControlSnapshot(
        List<Output> outputs,
        List<Program> programs,
        List<Run> running,
        List<Interlock> interlocks,
        List<Shadow> shadows) {
    /** Before the first scan. */
    public static final ControlSnapshot NONE =
            new ControlSnapshot(List.of(), List.of(), List.of(), List.of(), List.of());

    public ControlSnapshot {
        outputs = List.copyOf(outputs);
        programs = List.copyOf(programs);
        running = List.copyOf(running);
        interlocks = List.copyOf(interlocks);
        shadows = List.copyOf(shadows);
    }

    /**
     * @param value last read back, NaN while unknown
     * @param phase unknown, safe, opening, held, closing
     * @param why who wants it, or what holds it
     * @param shut the gate that would refuse an opening now, null when none would
     * @param guard what closes it when this program is gone, in words
     * @param device key of the device that drives it
     * @param leftSeconds after which it must be back at safe at the latest; NaN while nothing wants it away from safe
     */
    public record Output(
            String key,
            String name,
            String location,
            String kind,
            double value,
            double wanted,
            double safe,
            String phase,
            double sinceSeconds,
            String why,
            @Nullable String shut,
            String guard,
            String device,
            double leftSeconds) {}

    /**
     * @param shut the gate that would refuse a start now, null when none would
     * @param next planned starts of the next 14 days
     * @param outputs keys of what its steps open, in the order of the steps
     */
    public record Program(
            String key,
            String name,
            @Nullable String shut,
            List<Instant> next,
            double plannedSeconds,
            List<String> outputs) {
        public Program {
            next = List.copyOf(next);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * @param no number of the run
     * @param state planned, queued, running, completed, aborted, faulted, cancelled
     * @param step 1-based step running now, 0 when none
     * @param stepName what the step opens
     * @param remainingSeconds of the whole run, 0 when ended
     * @param why who started it and, when ended, what ended it
     */
    public record Run(
            long no,
            String program,
            String programName,
            String state,
            int step,
            int steps,
            String stepName,
            double remainingSeconds,
            double plannedSeconds,
            Instant started,
            @Nullable Instant ended,
            String why) {}

    /**
     * @param tripped whether it holds outputs at safe now
     * @param latched waits for a person's reset
     * @param why what tripped it, or ""
     * @param never why it can never be bypassed, "" where two persons can let an output pass it for a while
     * @param bypasses outputs that it does not hold for now
     */
    public record Interlock(
            String key,
            String name,
            boolean tripped,
            boolean latched,
            String why,
            String never,
            List<Bypass> bypasses) {
        public Interlock {
            bypasses = List.copyOf(bypasses);
        }
    }

    /**
     * That an interlock does not hold an output for now.
     *
     * @param askedBy key of who asked
     * @param signedBy printed names of who signed, as one phrase
     * @param signoff id of the sign-off
     * @param leftSeconds after which it holds again
     */
    public record Bypass(
            String output,
            String outputName,
            String askedBy,
            String signedBy,
            String reason,
            String signoff,
            Instant since,
            double leftSeconds) {}

    /**
     * What a rule that only looks on would have done.
     *
     * @param output key of the output it would drive
     * @param since when it began to look on as it is written now
     * @param ranSeconds how long the program ran meanwhile
     * @param openings how often it would have brought its output away from safe
     * @param onSeconds how long in all, never longer at a time than the output's longest time on
     * @param on whether it would keep it there now
     * @param last when the last of these openings began, null when there was none
     * @param lastSeconds how long that one lasted, until now when it still does
     */
    public record Shadow(
            String rule,
            String name,
            String output,
            String outputName,
            Instant since,
            double ranSeconds,
            long openings,
            double onSeconds,
            boolean on,
            @Nullable Instant last,
            double lastSeconds) {}
}
