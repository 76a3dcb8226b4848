package org.penstock.core.control;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
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
    private final RunOutputs outputs;
    private RunSteps steps;
    private Phase phase = Phase.OPENING;
    private long since;
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
        since = now;
        outputs = new RunOutputs(owner());
        steps = new RunSteps(spec, owner(), wall);
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
        for (int valve : steps.now().outputs()) {
            // Asked for again also when a step before holds it: the time it may stay open is this step's.
            if (!outputs.wants(valve) || since == scan.now()) {
                want(scan, valve, valveTime(scan, valve));
                outputs.moves(valve);
            }
        }
        if (RunOutputs.held(scan, steps.now().outputs())) {
            to(scan, pumped() ? Phase.LEAD : Phase.FLOWING);
        } else {
            stall(scan, since);
        }
    }

    private void lead(Scan scan) {
        if (!RunOutputs.held(scan, steps.now().outputs())) {
            to(scan, Phase.OPENING);
        } else if (scan.now() - since >= spec.leadMicros()) {
            want(scan, spec.pump(), steps.left() + RunOutputs.timeout(scan, spec.pump()) + PROOF + STALL);
            to(scan, Phase.PUMP_START);
        }
    }

    private void startPump(Scan scan) {
        if (!RunOutputs.held(scan, steps.now().outputs())) {
            letPumpGo(scan, "a valve of the step is not open");
        } else if (scan.output(spec.pump()).held()) {
            to(scan, Phase.FLOWING);
        } else {
            stall(scan, since);
        }
    }

    private void flow(Scan scan) {
        if (steps.left() <= 0) {
            steps.record(scan, "completed");
            if (pumped()) {
                letPumpGo(scan, "run " + no + " step " + (steps.index() + 1) + " is done");
            } else {
                close(scan);
            }
        } else if (pumped() && !RunOutputs.held(scan, steps.now().outputs())) {
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
            if (outcome.isEmpty() && steps.left() > 0) {
                to(scan, Phase.OPENING);
            } else if (outputs.none()) {
                close(scan);
            } else {
                to(scan, Phase.LINGER);
            }
        } else if (others) {
            // Somebody else runs the pump now: closing the valves under it would dead-head it. They close when it
            // stops,
            // or when their own time is over.
            if (outputs.none()) {
                close(scan);
            }
        } else if (scan.now() - since >= RunOutputs.timeout(scan, spec.pump()) + PROOF) {
            fault(RunOutputs.name(scan, spec.pump()) + " was not confirmed off");
            close(scan);
        }
    }

    /** Lets go of every valve that the next step does not need. */
    private void close(Scan scan) {
        List<Integer> keep = goesOn() ? steps.following().outputs() : List.of();
        for (int output : outputs.wanted()) {
            if (!keep.contains(output)) {
                outputs.let(
                        scan,
                        output,
                        outcome.isEmpty() ? "run " + no + " step " + (steps.index() + 1) + " is done" : reason);
            }
        }
        to(scan, Phase.CLOSING);
    }

    private void closed(Scan scan) {
        long patience = 0;
        List<Integer> open = new ArrayList<>();
        for (int valve : outputs.moved()) {
            OutputView view = scan.output(valve);
            boolean others = scan.now() > since && (view.held() || view.phase() == OutputView.Phase.OPENING);
            if (outputs.wants(valve)) {
                continue;
            }
            if (view.safe() || others) {
                outputs.settled(valve);
            } else {
                open.add(valve);
                patience = Math.max(patience, RunOutputs.timeout(scan, valve));
            }
        }
        if (!open.isEmpty()) {
            if (scan.now() - since < patience + PROOF) {
                return;
            }
            open.forEach(valve -> fault(RunOutputs.name(scan, valve) + " was not confirmed closed"));
            open.forEach(outputs::settled);
            if (!outputs.none()) {
                close(scan);
                return;
            }
        }
        if (goesOn()) {
            steps.next(scan.wall());
            to(scan, Phase.OPENING);
        } else {
            finish(scan);
        }
    }

    private void finish(Scan scan) {
        if (outcome.isEmpty()) {
            outcome = "completed";
        }
        steps.recordRest(scan);
        endedWall = scan.wall();
        phase = Phase.ENDED;
        scan.record(
                owner(),
                "run.ended",
                "actual_seconds",
                RunRecord.seconds(steps.total()),
                "planned_seconds",
                RunRecord.seconds(RunRecord.watering(spec)),
                "program",
                spec.key(),
                "reason",
                reason,
                "state",
                outcome,
                "undone",
                steps.undone());
    }

    /** Ends the run before its time: pump first, then valves. Nothing happens when it is ending already. */
    void end(Scan scan, String how, String why) {
        if (!outcome.isEmpty() || phase == Phase.ENDED) {
            return;
        }
        account(scan);
        outcome = how;
        reason = why;
        if (spec.pump() >= 0 && outputs.wants(spec.pump())) {
            letPumpGo(scan, why);
        } else if (phase != Phase.PUMP_STOP && phase != Phase.LINGER) {
            close(scan);
        }
        scan.wakeAt(scan.now() + 1);
    }

    /** Something stronger ended what the run wanted of {@code output}. */
    void ended(Scan scan, int output, String how, String why) {
        if (!outputs.lose(output)) {
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
        outputs.forget();
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
        gone.forEach(outputs::lose);
        for (int output : outputs.wanted()) {
            outputs.let(scan, output, why);
        }
        abandon(scan, why);
    }

    /** Adds the time since the last look, during which valves and pump were held, to the step. */
    private void account(Scan scan) {
        if (flowingSince != NOT) {
            steps.add(scan.now() - flowingSince);
            flowingSince = NOT;
        }
        if (phase != Phase.FLOWING || !outcome.isEmpty()) {
            pausedSince = NOT;
            return;
        }
        boolean flowing = RunOutputs.held(scan, steps.now().outputs())
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
        List<Integer> needed = new ArrayList<>(steps.now().outputs());
        if (phase != Phase.OPENING && pumped()) {
            needed.add(spec.pump());
        }
        for (int output : needed) {
            OutputView view = scan.output(output);
            if (!view.held()) {
                end(
                        scan,
                        "aborted",
                        RunOutputs.name(scan, output) + " was not given for " + Words.time(STALL) + ": " + view.why());
                return;
            }
        }
    }

    private void letPumpGo(Scan scan, String why) {
        outputs.let(scan, spec.pump(), why);
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
            case FLOWING -> flowingSince == NOT ? pausedSince + STALL : flowingSince + steps.left();
            case PUMP_STOP -> since + RunOutputs.timeout(scan, spec.pump()) + PROOF;
            case LINGER -> since + spec.lingerMicros();
            case CLOSING ->
                since
                        + PROOF
                        + outputs.moved().stream()
                                .mapToLong(v -> RunOutputs.timeout(scan, v))
                                .max()
                                .orElse(0);
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
        outputs.want(scan, output, "run " + no + " step " + (steps.index() + 1), atMost);
    }

    /** Longest time a valve may be open for what is left of this step, everything else going as slowly as it may. */
    private long valveTime(Scan scan, int valve) {
        long pump = pumped()
                ? spec.leadMicros() + spec.lingerMicros() + 2 * (RunOutputs.timeout(scan, spec.pump()) + PROOF)
                : 0;
        return steps.left() + pump + RunOutputs.timeout(scan, valve) + PROOF + 2 * STALL;
    }

    private void fault(String what) {
        if (outcome.isEmpty()) {
            outcome = "faulted";
            reason = what;
        } else if (!reason.contains(what)) {
            reason = reason + "; " + what;
        }
    }

    /** How it stands at engine time {@code now}; names come from {@code config}. */
    RunView view(ControlConfig config, long now) {
        long flown = flowingSince == NOT ? 0 : now - flowingSince;
        boolean over = phase == Phase.ENDED;
        List<String> names = steps.now().outputs().stream()
                .map(o -> ProgramStage.name(config, o))
                .toList();
        return new RunView(
                no,
                spec.key(),
                spec.name(),
                over ? outcome : "running",
                over ? 0 : steps.index() + 1,
                steps.count(),
                over ? "" : names.isEmpty() ? "wait" : String.join(" + ", names),
                over ? "" : doing(),
                over || !outcome.isEmpty() ? 0 : steps.remaining(flown),
                steps.planned(),
                plannedAt,
                startedWall,
                endedWall,
                steps.done(flown),
                startedBy + (reason.isEmpty() ? "" : "; " + outcome + ": " + reason));
    }

    private String doing() {
        String what = switch (phase) {
            case OPENING -> "opening valves";
            case LEAD -> "waiting before the pump starts";
            case PUMP_START -> "starting the pump";
            case FLOWING ->
                steps.now().outputs().isEmpty() ? "waiting" : pausedSince == NOT ? "running" : "interrupted";
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
                .put("step", steps.index())
                .put("recorded", steps.recorded())
                .put("step_wall", steps.wall())
                .put("flowing", flowingSince)
                .put("paused", pausedSince)
                .put("outcome", outcome)
                .put("reason", reason);
        State.put(state, "done", steps.done());
        outputs.save(state.putArray("wanted"), state.putArray("moved"));
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
        run.flowingSince = state.required("flowing").asLong();
        run.pausedSince = state.required("paused").asLong();
        run.outcome = state.required("outcome").asString();
        run.reason = state.required("reason").asString();
        long[] done = new long[run.steps.count()];
        int i = 0;
        for (JsonNode d : state.required("done")) {
            done[i++] = d.asLong();
        }
        run.steps = new RunSteps(
                run.spec,
                run.owner(),
                done,
                state.required("step").asInt(),
                state.required("recorded").asInt(),
                state.required("step_wall").asLong());
        run.outputs.load(state.required("wanted"), state.required("moved"));
        return run;
    }

    private boolean pumped() {
        return spec.pump() >= 0 && !steps.now().outputs().isEmpty();
    }

    private boolean goesOn() {
        return outcome.isEmpty() && steps.more();
    }
}
