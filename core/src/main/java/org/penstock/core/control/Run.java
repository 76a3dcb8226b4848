package org.penstock.core.control;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run of a program, from the first valve to the last. The order of every step is: valves open, lead time, pump on,
 * the step's time, pump off, linger time, valves closed; each "open", "on", "off", "closed" is waited for until it is
 * proven. So the pump never works against closed valves, and no more valves are open than the step names. Between steps
 * the pump stands still; valves that the next step needs too stay open. Engine times in µs.
 *
 * <p>However a run ends, it goes the same way: pump, then linger, then valves.
 */
final class Run {
    /** Where a run stands. */
    enum Phase {
        /** Valves are asked for; waits until all are open. */
        OPENING,
        /** Valves are open; waits the lead time. */
        LEAD,
        /** The pump is asked for. */
        PUMP_START,
        /** The step's time passes while valves and pump are held. */
        FLOWING,
        /** The pump is let go; waits until it is off. */
        PUMP_STOP,
        /** The pump is off; waits until the pressure is gone. */
        LINGER,
        /** Valves are let go; waits until they are closed. */
        CLOSING,
        /** Over. */
        ENDED
    }

    /** How long after an output's own time-out its proof is waited for before the run goes on without it. */
    static final long PROOF = 10_000_000;

    /** How long a step waits for an output that somebody else has taken before the run is given up. */
    static final long STALL = 60_000_000;

    private static final long NOT = Long.MIN_VALUE;

    private final long no;
    private final ProgramSpec spec;
    private final long plannedAt;
    private final String startedBy;
    private final long startedWall;
    private final long startedAt;
    private final long[] done;
    private final TreeSet<Integer> wanted = new TreeSet<>();
    private final TreeSet<Integer> moved = new TreeSet<>();
    private Phase phase = Phase.OPENING;
    private long since;
    private int step;
    private int recorded;
    private long stepWall;
    private long flowingSince = NOT;
    private long pausedSince = NOT;
    private long endedWall;
    private String outcome = "";
    private String reason = "";

    Run(long no, ProgramSpec spec, long plannedAt, String startedBy, long wall, long now) {
        this.no = no;
        this.spec = spec;
        this.plannedAt = plannedAt;
        this.startedBy = startedBy;
        startedWall = wall;
        startedAt = now;
        stepWall = wall;
        since = now;
        done = new long[spec.steps().size()];
    }

    long no() {
        return no;
    }

    ProgramSpec spec() {
        return spec;
    }

    String owner() {
        return "run:" + no;
    }

    /** completed, aborted or faulted; "" while nothing has ended it. */
    String outcome() {
        return outcome;
    }

    String reason() {
        return reason;
    }

    boolean over() {
        return phase == Phase.ENDED;
    }

    /** Does what is possible now and asks to be called when time alone moves it on. */
    void advance(Scan scan) {
        account(scan);
        if (outcome.isEmpty() && scan.now() - startedAt >= spec.maxRuntimeMicros()) {
            end(scan, "aborted", "it took longer than its maximum of " + Words.time(spec.maxRuntimeMicros()));
        }
        Phase before;
        do {
            before = phase;
            move(scan);
        } while (phase != before);
        wake(scan);
    }

    private void move(Scan scan) {
        switch (phase) {
            case OPENING -> open(scan);
            case LEAD -> lead(scan);
            case PUMP_START -> startPump(scan);
            case FLOWING -> flow(scan);
            case PUMP_STOP -> stopPump(scan);
            case LINGER -> {
                if (scan.now() - since >= spec.lingerMicros()) {
                    close(scan);
                }
            }
            case CLOSING -> closed(scan);
            case ENDED -> {}
        }
    }

    private void open(Scan scan) {
        for (int valve : step().outputs()) {
            // Asked for again also when a step before holds it: the time it may stay open is this step's.
            if (!wanted.contains(valve) || since == scan.now()) {
                want(scan, valve, valveTime(scan, valve));
                moved.add(valve);
            }
        }
        if (held(scan, step().outputs())) {
            to(scan, pumped() ? Phase.LEAD : Phase.FLOWING);
        } else {
            stall(scan, since);
        }
    }

    private void lead(Scan scan) {
        if (!held(scan, step().outputs())) {
            to(scan, Phase.OPENING);
        } else if (scan.now() - since >= spec.leadMicros()) {
            want(scan, spec.pump(), left() + timeout(scan, spec.pump()) + PROOF + STALL);
            to(scan, Phase.PUMP_START);
        }
    }

    private void startPump(Scan scan) {
        if (!held(scan, step().outputs())) {
            letPumpGo(scan, "a valve of the step is not open");
        } else if (scan.output(spec.pump()).held()) {
            to(scan, Phase.FLOWING);
        } else {
            stall(scan, since);
        }
    }

    private void flow(Scan scan) {
        if (left() <= 0) {
            recordStep(scan, "completed");
            if (pumped()) {
                letPumpGo(scan, "run " + no + " step " + (step + 1) + " is done");
            } else {
                close(scan);
            }
        } else if (pumped() && !held(scan, step().outputs())) {
            // Never against closed valves, not even until the next look.
            letPumpGo(scan, "a valve of the step is not open");
        } else if (pausedSince != NOT) {
            stall(scan, pausedSince);
        }
    }

    private void stopPump(Scan scan) {
        OutputView pump = scan.output(spec.pump());
        boolean others = scan.now() > since && pump.held();
        if (pump.safe()) {
            if (outcome.isEmpty() && left() > 0) {
                to(scan, Phase.OPENING);
            } else if (wanted.isEmpty()) {
                close(scan);
            } else {
                to(scan, Phase.LINGER);
            }
        } else if (others) {
            // Somebody else runs the pump now: closing the valves under it would dead-head it. They close when it
            // stops,
            // or when their own time is over.
            if (wanted.isEmpty()) {
                close(scan);
            }
        } else if (scan.now() - since >= timeout(scan, spec.pump()) + PROOF) {
            fault(name(scan, spec.pump()) + " was not confirmed off");
            close(scan);
        }
    }

    /** Lets go of every valve that the next step does not need. */
    private void close(Scan scan) {
        List<Integer> keep = goesOn() ? spec.steps().get(step + 1).outputs() : List.of();
        for (int output : List.copyOf(wanted)) {
            if (!keep.contains(output)) {
                let(scan, output, outcome.isEmpty() ? "run " + no + " step " + (step + 1) + " is done" : reason);
            }
        }
        to(scan, Phase.CLOSING);
    }

    private void closed(Scan scan) {
        long patience = 0;
        List<Integer> open = new ArrayList<>();
        for (int valve : List.copyOf(moved)) {
            OutputView view = scan.output(valve);
            boolean others = scan.now() > since && (view.held() || view.phase() == OutputView.Phase.OPENING);
            if (wanted.contains(valve)) {
                continue;
            }
            if (view.safe() || others) {
                moved.remove(valve);
            } else {
                open.add(valve);
                patience = Math.max(patience, timeout(scan, valve));
            }
        }
        if (!open.isEmpty()) {
            if (scan.now() - since < patience + PROOF) {
                return;
            }
            open.forEach(valve -> fault(name(scan, valve) + " was not confirmed closed"));
            moved.removeAll(open);
            if (!wanted.isEmpty()) {
                close(scan);
                return;
            }
        }
        if (goesOn()) {
            step++;
            stepWall = scan.wall();
            to(scan, Phase.OPENING);
        } else {
            finish(scan);
        }
    }

    private void finish(Scan scan) {
        if (outcome.isEmpty()) {
            outcome = "completed";
        }
        recordRest(scan);
        endedWall = scan.wall();
        phase = Phase.ENDED;
        scan.record(
                owner(),
                "run.ended",
                "actual_seconds",
                RunRecord.seconds(total()),
                "planned_seconds",
                RunRecord.seconds(RunRecord.watering(spec)),
                "program",
                spec.key(),
                "reason",
                reason,
                "state",
                outcome,
                "undone",
                undone());
    }

    /** Ends the run before its time: pump first, then valves. Nothing happens when it is ending already. */
    void end(Scan scan, String how, String why) {
        if (!outcome.isEmpty() || phase == Phase.ENDED) {
            return;
        }
        account(scan);
        outcome = how;
        reason = why;
        if (spec.pump() >= 0 && wanted.contains(spec.pump())) {
            letPumpGo(scan, why);
        } else if (phase != Phase.PUMP_STOP && phase != Phase.LINGER) {
            close(scan);
        }
        scan.wakeAt(scan.now() + 1);
    }

    /** Something stronger ended what the run wanted of {@code output}. */
    void ended(Scan scan, int output, String how, String why) {
        if (!wanted.remove(output)) {
            return;
        }
        account(scan);
        if (output == spec.pump() && outcome.isEmpty()) {
            to(scan, Phase.PUMP_STOP);
        }
        end(scan, how, why);
        scan.wakeAt(scan.now() + 1);
    }

    /** The process stopped while it ran: nothing is held any more, it is only written down. */
    void abandon(Scan scan, String why) {
        wanted.clear();
        moved.clear();
        flowingSince = NOT;
        if (outcome.isEmpty()) {
            outcome = "aborted";
            reason = why;
        } else {
            reason = reason + "; " + why;
        }
        finish(scan);
    }

    /** An output of the program left the facility file: lets go of the others, and that is all that can be done. */
    void drop(Scan scan, List<Integer> gone, String why) {
        gone.forEach(wanted::remove);
        for (int output : List.copyOf(wanted)) {
            let(scan, output, why);
        }
        abandon(scan, why);
    }

    /** Adds the time since the last look, during which valves and pump were held, to the step. */
    private void account(Scan scan) {
        if (flowingSince != NOT) {
            done[step] = Math.min(step().durationMicros(), done[step] + scan.now() - flowingSince);
            flowingSince = NOT;
        }
        if (phase != Phase.FLOWING || !outcome.isEmpty()) {
            pausedSince = NOT;
            return;
        }
        boolean flowing = held(scan, step().outputs())
                && (!pumped() || scan.output(spec.pump()).held());
        if (flowing) {
            flowingSince = scan.now();
            pausedSince = NOT;
        } else if (pausedSince == NOT) {
            pausedSince = scan.now();
        }
    }

    private void stall(Scan scan, long from) {
        if (scan.now() - from < STALL) {
            return;
        }
        List<Integer> needed = new ArrayList<>(step().outputs());
        if (phase != Phase.OPENING && pumped()) {
            needed.add(spec.pump());
        }
        for (int output : needed) {
            OutputView view = scan.output(output);
            if (!view.held()) {
                end(
                        scan,
                        "aborted",
                        name(scan, output) + " was not given for " + Words.time(STALL) + ": " + view.why());
                return;
            }
        }
    }

    private void letPumpGo(Scan scan, String why) {
        let(scan, spec.pump(), why);
        to(scan, Phase.PUMP_STOP);
    }

    private void to(Scan scan, Phase next) {
        phase = next;
        since = scan.now();
        flowingSince = NOT;
        pausedSince = NOT;
        if (next == Phase.FLOWING) {
            account(scan);
        } else if (next == Phase.PUMP_STOP || next == Phase.CLOSING) {
            // Only the next look can tell what was let go from what somebody else holds.
            scan.wakeAt(scan.now() + 1);
        }
    }

    private void wake(Scan scan) {
        long due = switch (phase) {
            case OPENING, PUMP_START -> since + STALL;
            case LEAD -> since + spec.leadMicros();
            case FLOWING -> flowingSince == NOT ? pausedSince + STALL : flowingSince + left();
            case PUMP_STOP -> since + timeout(scan, spec.pump()) + PROOF;
            case LINGER -> since + spec.lingerMicros();
            case CLOSING ->
                since
                        + PROOF
                        + moved.stream().mapToLong(v -> timeout(scan, v)).max().orElse(0);
            case ENDED -> Long.MAX_VALUE;
        };
        if (outcome.isEmpty()) {
            due = Math.min(due, startedAt + spec.maxRuntimeMicros());
        }
        if (due > scan.now() && due != Long.MAX_VALUE) {
            scan.wakeAt(due);
        }
    }

    private void want(Scan scan, int output, long atMost) {
        wanted.add(output);
        double safe = spec(scan, output).safe();
        scan.request(Slot.PROGRAM, output, owner(), safe == 0 ? 1 : 0, "run " + no + " step " + (step + 1), atMost);
    }

    private void let(Scan scan, int output, String why) {
        if (wanted.remove(output)) {
            scan.release(Slot.PROGRAM, output, owner(), why);
        }
    }

    /** Longest time a valve may be open for what is left of this step, everything else going as slowly as it may. */
    private long valveTime(Scan scan, int valve) {
        long pump = pumped() ? spec.leadMicros() + spec.lingerMicros() + 2 * (timeout(scan, spec.pump()) + PROOF) : 0;
        return left() + pump + timeout(scan, valve) + PROOF + 2 * STALL;
    }

    private void fault(String what) {
        if (outcome.isEmpty()) {
            outcome = "faulted";
            reason = what;
        } else if (!reason.contains(what)) {
            reason = reason + "; " + what;
        }
    }

    private void recordRest(Scan scan) {
        if (recorded == step) {
            recordStep(scan, "aborted");
        }
        while (recorded < done.length) {
            recordStep(scan, "skipped");
        }
    }

    private void recordStep(Scan scan, String state) {
        int index = recorded++;
        scan.record(
                owner(),
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

    /** What was left undone: seconds by step, {@code 2: 60, 3: 120}; "" when nothing was. */
    private String undone() {
        List<String> left = new ArrayList<>();
        for (int i = 0; i < done.length; i++) {
            long missing = spec.steps().get(i).durationMicros() - done[i];
            if (missing > 0) {
                left.add(i + 1 + ": " + RunRecord.seconds(missing));
            }
        }
        return String.join(", ", left);
    }

    /** How it stands at engine time {@code now}; names come from {@code config}. */
    RunView view(ControlConfig config, long now) {
        long flown = flowingSince == NOT ? 0 : now - flowingSince;
        List<Long> doneNow = new ArrayList<>();
        long remaining = 0;
        long planned = 0;
        for (int i = 0; i < done.length; i++) {
            long d = done[i] + (i == step ? flown : 0);
            doneNow.add(d);
            planned += RunRecord.length(spec, i);
            if (i >= step) {
                remaining += Math.max(0, RunRecord.length(spec, i) - d);
            }
        }
        boolean over = phase == Phase.ENDED;
        List<String> names =
                step().outputs().stream().map(o -> ProgramStage.name(config, o)).toList();
        return new RunView(
                no,
                spec.key(),
                spec.name(),
                over ? outcome : "running",
                over ? 0 : step + 1,
                done.length,
                over ? "" : names.isEmpty() ? "wait" : String.join(" + ", names),
                over ? "" : doing(),
                over || !outcome.isEmpty() ? 0 : remaining,
                planned,
                plannedAt,
                startedWall,
                endedWall,
                doneNow,
                startedBy + (reason.isEmpty() ? "" : "; " + outcome + ": " + reason));
    }

    private String doing() {
        String what = switch (phase) {
            case OPENING -> "opening valves";
            case LEAD -> "waiting before the pump starts";
            case PUMP_START -> "starting the pump";
            case FLOWING -> step().outputs().isEmpty() ? "waiting" : pausedSince == NOT ? "running" : "interrupted";
            case PUMP_STOP -> "stopping the pump";
            case LINGER -> "waiting before the valves close";
            case CLOSING -> "closing valves";
            case ENDED -> "";
        };
        return outcome.isEmpty() ? what : "ending: " + what;
    }

    void save(ObjectNode state) {
        RunRecord.save(spec, state.putObject("program"));
        state.put("no", no)
                .put("planned_at", plannedAt)
                .put("started_by", startedBy)
                .put("started_wall", startedWall)
                .put("started_at", startedAt)
                .put("phase", phase.name())
                .put("since", since)
                .put("step", step)
                .put("recorded", recorded)
                .put("step_wall", stepWall)
                .put("flowing", flowingSince)
                .put("paused", pausedSince)
                .put("outcome", outcome)
                .put("reason", reason);
        State.put(state, "done", done);
        ArrayNode w = state.putArray("wanted");
        wanted.forEach(w::add);
        ArrayNode m = state.putArray("moved");
        moved.forEach(m::add);
    }

    static Run load(JsonNode state) {
        Run run = new Run(
                state.required("no").asLong(),
                RunRecord.program(state.required("program")),
                state.required("planned_at").asLong(),
                state.required("started_by").asString(),
                state.required("started_wall").asLong(),
                state.required("started_at").asLong());
        run.phase = Phase.valueOf(state.required("phase").asString());
        run.since = state.required("since").asLong();
        run.step = state.required("step").asInt();
        run.recorded = state.required("recorded").asInt();
        run.stepWall = state.required("step_wall").asLong();
        run.flowingSince = state.required("flowing").asLong();
        run.pausedSince = state.required("paused").asLong();
        run.outcome = state.required("outcome").asString();
        run.reason = state.required("reason").asString();
        int i = 0;
        for (JsonNode d : state.required("done")) {
            run.done[i++] = d.asLong();
        }
        state.required("wanted").forEach(o -> run.wanted.add(o.asInt()));
        state.required("moved").forEach(o -> run.moved.add(o.asInt()));
        return run;
    }

    private ProgramSpec.Step step() {
        return spec.steps().get(step);
    }

    private boolean pumped() {
        return spec.pump() >= 0 && !step().outputs().isEmpty();
    }

    private boolean goesOn() {
        return outcome.isEmpty() && step + 1 < done.length;
    }

    private long left() {
        return step().durationMicros() - done[step];
    }

    private long total() {
        long sum = 0;
        for (long d : done) {
            sum += d;
        }
        return sum;
    }

    private static boolean held(Scan scan, List<Integer> outputs) {
        for (int output : outputs) {
            if (!scan.output(output).held()) {
                return false;
            }
        }
        return true;
    }

    private static long timeout(Scan scan, int output) {
        return spec(scan, output).timeoutMicros();
    }

    private static String name(Scan scan, int output) {
        return spec(scan, output).name();
    }

    private String keys(Scan scan, int index) {
        return String.join(
                ",",
                spec.steps().get(index).outputs().stream()
                        .map(o -> ProgramStage.key(scan.config(), o))
                        .toList());
    }

    private static OutputSpec spec(Scan scan, int output) {
        return ProgramStage.output(scan.config(), output);
    }
}
