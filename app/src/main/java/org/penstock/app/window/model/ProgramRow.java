package org.penstock.app.window.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.ControlSnapshot;

/**
 * One program, and its run when there is one.
 *
 * @param next when it starts next, in words
 * @param shut the gate that would refuse a start, "" when none would
 * @param run what is running, null when nothing is
 * @param planned whether a start of it is planned
 * @param start asks to run it now
 */
public record ProgramRow(
        String key,
        String name,
        String next,
        String shut,
        @Nullable Running run,
        boolean planned,
        Ask start) implements Keyed {
    /**
     * A run under way.
     *
     * @param step which step of how many, and what it opens
     * @param left how long it still takes, of how long
     * @param done part of the time that has passed, 0..1
     * @param why who started it
     * @param stop asks to stop it
     */
    public record Running(String step, String left, double done, String why, Ask stop) {}

    /** A program as it is shown. */
    public static ProgramRow of(
            ControlSnapshot.Program program, List<ControlSnapshot.Run> runs, Instant now, Words words, Times times) {
        @Nullable
        Running running = runs.stream()
                .filter(r -> r.program().equals(program.key()))
                .findFirst()
                .map(r -> running(r, words, times))
                .orElse(null);
        return new ProgramRow(
                "program:" + program.key(),
                program.name(),
                next(program, now, words, times),
                program.shut() == null ? "" : words.of("program.shut", program.shut()),
                running,
                program.next().stream().anyMatch(at -> at.isAfter(now)),
                Ask.plain("program.run", program.key(), words.of("ask.run", program.name())));
    }

    private static String next(ControlSnapshot.Program program, Instant now, Words words, Times times) {
        return program.next().stream()
                .filter(at -> at.isAfter(now))
                .findFirst()
                .map(at -> words.of(
                        "program.next", times.moment(at, now), times.span(at.getEpochSecond() - now.getEpochSecond())))
                .orElseGet(() -> words.of("program.no-next"));
    }

    private static Running running(ControlSnapshot.Run run, Words words, Times times) {
        double planned = run.plannedSeconds();
        double done = planned > 0 ? Math.clamp(1 - run.remainingSeconds() / planned, 0, 1) : 0;
        String step = run.step() == 0
                ? words.orElse("run." + run.state(), run.state())
                : words.of("run.step", Integer.toString(run.step()), Integer.toString(run.steps()), run.stepName());
        return new Running(
                step,
                words.of("run.left", times.countdown(run.remainingSeconds()), times.exactly(planned)),
                done,
                words.of("run.why", Long.toString(run.no()), times.minute(run.started()), run.why()),
                Ask.plain("run.stop", Long.toString(run.no()), words.of("ask.stop-run", run.programName())));
    }
}
