package org.penstock.core.control;

import java.util.ArrayList;
import java.util.List;

/** How far the steps of a run have come, and which of them are on record. Engine times in µs. */
final class RunSteps {
    private final ProgramSpec spec;
    private final String owner;
    private final long[] done;
    private int step;
    private int recorded;
    private long stepWall;

    /** @param owner what their records are about @param wall when the first begins, wall time */
    RunSteps(ProgramSpec spec, String owner, long wall) {
        this.spec = spec;
        this.owner = owner;
        done = new long[spec.steps().size()];
        stepWall = wall;
    }

    /** Restores one as it was saved. */
    RunSteps(ProgramSpec spec, String owner, long[] done, int step, int recorded, long stepWall) {
        this.spec = spec;
        this.owner = owner;
        this.done = done;
        this.step = step;
        this.recorded = recorded;
        this.stepWall = stepWall;
    }

    /** The step that runs. */
    ProgramSpec.Step now() {
        return spec.steps().get(step);
    }

    /** Its place, 0-based. */
    int index() {
        return step;
    }

    /** How many there are. */
    int count() {
        return done.length;
    }

    /** How many are on record. */
    int recorded() {
        return recorded;
    }

    /** When the step that runs began, wall time. */
    long wall() {
        return stepWall;
    }

    /** How much of each is done. */
    long[] done() {
        return done.clone();
    }

    boolean more() {
        return step + 1 < done.length;
    }

    /** The step after this one. */
    ProgramSpec.Step following() {
        return spec.steps().get(step + 1);
    }

    void next(long wall) {
        step++;
        stepWall = wall;
    }

    /** What is left of the step that runs. */
    long left() {
        return now().durationMicros() - done[step];
    }

    /** Adds time during which valves and pump were held to the step that runs. */
    void add(long micros) {
        done[step] = Math.min(now().durationMicros(), done[step] + micros);
    }

    long total() {
        long sum = 0;
        for (long d : done) {
            sum += d;
        }
        return sum;
    }

    /** What was left undone: seconds by step, {@code 2: 60, 3: 120}; "" when nothing was. */
    String undone() {
        List<String> left = new ArrayList<>();
        for (int i = 0; i < done.length; i++) {
            long missing = spec.steps().get(i).durationMicros() - done[i];
            if (missing > 0) {
                left.add(i + 1 + ": " + RunRecord.seconds(missing));
            }
        }
        return String.join(", ", left);
    }

    /** How much of each is done when {@code flown} is added to the one that runs. */
    List<Long> done(long flown) {
        List<Long> all = new ArrayList<>();
        for (int i = 0; i < done.length; i++) {
            all.add(done[i] + (i == step ? flown : 0));
        }
        return all;
    }

    /** How long the step that runs and those after it still take when {@code flown} is added. */
    long remaining(long flown) {
        long remaining = 0;
        for (int i = step; i < done.length; i++) {
            remaining += Math.max(0, RunRecord.length(spec, i) - done[i] - (i == step ? flown : 0));
        }
        return remaining;
    }

    /** How long they all take. */
    long planned() {
        long planned = 0;
        for (int i = 0; i < done.length; i++) {
            planned += RunRecord.length(spec, i);
        }
        return planned;
    }

    /** Puts the next step on record. */
    void record(Scan scan, String state) {
        int index = recorded++;
        scan.record(
                owner,
                "run.step",
                "actual_seconds",
                RunRecord.seconds(done[index]),
                "order",
                Integer.toString(index + 1),
                "outputs",
                keys(scan, index),
                "planned_seconds",
                RunRecord.seconds(spec.steps().get(index).durationMicros()),
                "program",
                spec.key(),
                "started",
                RunRecord.time(index == step ? stepWall : scan.wall()),
                "state",
                state);
    }

    /** Puts what the run does not come to any more on record. */
    void recordRest(Scan scan) {
        if (recorded == step) {
            record(scan, "aborted");
        }
        while (recorded < done.length) {
            record(scan, "skipped");
        }
    }

    private String keys(Scan scan, int index) {
        return String.join(
                ",",
                spec.steps().get(index).outputs().stream()
                        .map(o -> ProgramStage.key(scan.config(), o))
                        .toList());
    }
}
