package org.penstock.core.control;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Nearest;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Programs: starts them at their planned instants or when a person asks, and conducts their runs. Each planned instant is
 * claimed by one run, skipped with a reason, or missed with a reason; the claim stands in the record before the run wants
 * anything of an output. A start of the process ends every run that was active; what it had not done is written down.
 *
 * <p>Records: {@code run.claimed, run.started, run.step, run.ended} of subject {@code run:<no>}; {@code run.skipped,
 * run.missed} of subject {@code program:<key>}. Used on the engine's thread only, views included.
 */
public final class ProgramStage implements Stage {
    /** The verb that starts a program now; its subject is the key of the program. */
    public static final String RUN_NOW = "program.run";

    /** The verb that ends a run; its subject is the number of the run. */
    public static final String STOP = "run.stop";

    private static final String STOP_ALL = "stop.all";
    private static final long DAY = 86_400_000_000L;
    private static final int ENDED_KEPT = 50;

    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final List<Run> running = new ArrayList<>();
    private final Deque<RunView> ended = new ArrayDeque<>();
    private final PlannedStartDesk desk = new PlannedStartDesk(this);
    private long lastRun;
    private long startedAt;

    /** A program and where its schedule stands. */
    static final class Program {
        ProgramSpec spec;
        final StartPlan plan;
        final StartWait wait = new StartWait();
        List<Long> fortnight = List.of();
        long fortnightUntil = Long.MIN_VALUE;

        Program(ProgramSpec spec, StartPlan plan) {
            this.spec = spec;
            this.plan = plan;
        }

        String source() {
            return "program:" + spec.key();
        }

        boolean fortnightPassed(long wall) {
            return !fortnight.isEmpty() && fortnight.getFirst() <= wall;
        }
    }

    @Override
    public String name() {
        return "programs";
    }

    @Override
    public void configure(Scan scan, Configuration configuration) {
        Map<String, Program> before = new LinkedHashMap<>(programs);
        programs.clear();
        for (ProgramSpec spec : scan.config().programs()) {
            Program program = before.get(spec.key());
            if (program == null) {
                program = new Program(
                        spec, new StartPlan(spec.schedule(), scan.config().zone(), scan.wall()));
            } else {
                program.spec = spec;
                program.plan.schedule(spec.schedule(), scan.config().zone());
            }
            program.fortnightUntil = Long.MIN_VALUE;
            programs.put(spec.key(), program);
        }
        for (Run run : List.copyOf(running)) {
            List<Integer> gone = RunRecord.outputs(run.spec()).stream()
                    .filter(no -> find(scan.config(), no) == null)
                    .toList();
            if (!gone.isEmpty()) {
                run.drop(scan, gone, "an output that it needs left the facility file");
                retire(scan, run);
            }
        }
    }

    @Override
    public void scan(Scan scan) {
        boolean start = false;
        for (Input input : scan.inputs()) {
            if (input instanceof Input.ConfigChange change && change.cause() == Input.Cause.START) {
                start = true;
                begin(scan);
            } else if (input instanceof Input.Request request) {
                request(scan, request);
            }
        }
        desk.scan(scan, programs.values(), start);
        for (Run run : List.copyOf(running)) {
            run.advance(scan);
            if (run.over()) {
                retire(scan, run);
            }
        }
    }

    /** The process started: nothing is held, nothing runs, whatever the state of yesterday says. */
    private void begin(Scan scan) {
        startedAt = scan.now();
        for (Run run : List.copyOf(running)) {
            run.abandon(scan, "the program stopped while it ran");
            retire(scan, run);
        }
    }

    private void request(Scan scan, Input.Request request) {
        switch (request.kind()) {
            case RUN_NOW -> runNow(scan, request);
            case STOP -> stop(scan, request);
            case STOP_ALL ->
                running.forEach(r -> r.end(scan, "aborted", "everything was stopped by " + request.actor()));
            default -> {}
        }
    }

    private void runNow(Scan scan, Input.Request request) {
        Program program = programs.get(request.subject());
        if (program == null) {
            String near = Nearest.to(request.subject(), programs.keySet());
            scan.answer(
                    request,
                    false,
                    "there is no program `" + request.subject() + "`"
                            + (near.isEmpty() ? "" : "; did you mean `" + near + "`?"));
            return;
        }
        Optional<String> shut = shut(scan, program.spec);
        if (shut.isPresent()) {
            scan.answer(request, false, shut.get());
            return;
        }
        Run run = start(scan, program, 0, request.actor());
        scan.answer(request, true, program.spec.name() + " starts as run " + run.no());
    }

    private void stop(Scan scan, Input.Request request) {
        String subject =
                request.subject().startsWith("run:") ? request.subject().substring(4) : request.subject();
        for (Run run : running) {
            if (subject.equals(Long.toString(run.no()))) {
                if (!run.outcome().isEmpty()) {
                    scan.answer(request, false, "run " + subject + " is ending already: " + run.reason());
                    return;
                }
                run.end(
                        scan,
                        "aborted",
                        "stopped by " + request.actor() + (request.reason().isEmpty() ? "" : ": " + request.reason()));
                scan.answer(
                        request, true, "run " + subject + " of " + run.spec().name() + " ends: pump, then valves");
                return;
            }
        }
        for (RunView old : ended) {
            if (subject.equals(Long.toString(old.no()))) {
                scan.answer(request, false, "run " + subject + " is over already: " + old.state());
                return;
            }
        }
        scan.answer(request, false, "there is no active run `" + request.subject() + "`; look at the list of runs");
    }

    /** The gate that is shut for a start of {@code spec}, in words; empty when it could start. */
    Optional<String> shut(Scan scan, ProgramSpec spec) {
        List<Integer> outputs = RunRecord.outputs(spec);
        for (Run run : running) {
            if (run.spec().key().equals(spec.key())) {
                return Optional.of("already running as run " + run.no());
            }
            for (int output : RunRecord.outputs(run.spec())) {
                if (outputs.contains(output)) {
                    return Optional.of(output(scan.config(), output).name() + " is in use by run " + run.no() + " of "
                            + run.spec().name());
                }
            }
        }
        for (int output : outputs) {
            Optional<String> shut = scan.shut(output);
            if (shut.isPresent()) {
                return shut;
            }
        }
        if (spec.pump() >= 0 && !scan.output(spec.pump()).safe()) {
            return Optional.of(output(scan.config(), spec.pump()).name() + " is on already: "
                    + scan.output(spec.pump()).why());
        }
        return Optional.empty();
    }

    /** Begins a run. @param plannedAt the planned instant it claims, 0 when a person asked */
    Run start(Scan scan, Program program, long plannedAt, String actor) {
        ProgramSpec spec = program.spec;
        long no = ++lastRun;
        Run run = new Run(
                no, spec, plannedAt, plannedAt == 0 ? "started by " + actor : "planned start", scan.wall(), scan.now());
        String planned = plannedAt == 0 ? "" : RunRecord.time(plannedAt);
        if (plannedAt != 0) {
            scan.record(
                    run.owner(),
                    "run.claimed",
                    "late_seconds",
                    RunRecord.seconds(Math.max(0, scan.wall() - plannedAt)),
                    "planned",
                    planned,
                    "program",
                    spec.key());
        }
        scan.record(
                run.owner(),
                "run.started",
                "actor",
                actor,
                "planned",
                planned,
                "planned_seconds",
                RunRecord.seconds(RunRecord.watering(spec)),
                "program",
                spec.key(),
                "steps",
                Integer.toString(spec.steps().size()));
        running.add(run);
        return run;
    }

    @Override
    public void ended(Scan scan, int output, String owner, String why) {
        for (Run run : running) {
            if (run.owner().equals(owner)) {
                OutputSpec spec = output(scan.config(), output);
                run.ended(scan, output, failed(scan, spec) ? "faulted" : "aborted", why);
                return;
            }
        }
    }

    /** Whether it was a command that failed, rather than an interlock or a person that ended it. */
    private static boolean failed(Scan scan, OutputSpec output) {
        for (Effect told : scan.told()) {
            if (told instanceof Effect.Raise raise
                    && raise.type().equals("command_failed")
                    && raise.source().equals("output:" + output.key())) {
                return true;
            }
        }
        return false;
    }

    /** A run is over: it is shown among the ended ones, and told when nobody wanted it so. */
    private void retire(Scan scan, Run run) {
        running.remove(run);
        RunView view = run.view(scan.config(), scan.now());
        ended.addFirst(view);
        if (ended.size() > ENDED_KEPT) {
            ended.removeLast();
        }
        String source = "program:" + run.spec().key();
        if (view.state().equals("completed")) {
            String text = "run " + run.no() + " was completed";
            scan.clear(source, "not_run", text);
            scan.clear(source, "run_failed", text);
        } else if (!run.reason().startsWith("stopped by ")) {
            scan.raise(
                    source,
                    "run_failed",
                    "custom",
                    view.state().equals("faulted") ? Severity.CRITICAL : Severity.WARNING,
                    run.spec().name() + ", run " + run.no() + " was " + view.state() + ": " + run.reason(),
                    Double.NaN,
                    Double.NaN);
        }
    }

    /** Whether gates may still be shut only because the process has just begun to look. */
    boolean settling(Scan scan) {
        return scan.now() - startedAt < PlannedStartDesk.PATIENCE;
    }

    /** The active run of a program, null when there is none. */
    @Nullable
    Run runOf(String program) {
        for (Run run : running) {
            if (run.spec().key().equals(program)) {
                return run;
            }
        }
        return null;
    }

    /** The active runs, in order of their start, at engine time {@code now}. */
    public List<RunView> running(ControlConfig config, long now) {
        return running.stream().map(r -> r.view(config, now)).toList();
    }

    /** The last ended runs, newest first, at most 50. */
    public List<RunView> ended() {
        return List.copyOf(ended);
    }

    /** Every program in file order, at wall time {@code wall}. */
    public List<ProgramView> programs(long wall, boolean clockInDoubt) {
        List<ProgramView> views = new ArrayList<>();
        for (Program p : programs.values()) {
            if (wall >= p.fortnightUntil || wall < p.fortnightUntil - 2 * DAY || p.fortnightPassed(wall)) {
                p.fortnight = p.plan.between(wall, wall + 14 * DAY);
                p.fortnightUntil = wall + DAY / 24;
            }
            long planned = 0;
            for (int i = 0; i < p.spec.steps().size(); i++) {
                planned += RunRecord.length(p.spec, i);
            }
            Run run = runOf(p.spec.key());
            views.add(new ProgramView(
                    p.spec.key(),
                    p.spec.name(),
                    RunRecord.outputs(p.spec),
                    p.fortnight,
                    planned,
                    run == null ? 0 : run.no(),
                    clockInDoubt
                            ? "the clock is in doubt: planned starts wait until a person confirms it"
                            : p.wait.words()));
        }
        return List.copyOf(views);
    }

    static OutputSpec output(ControlConfig config, int no) {
        OutputSpec found = find(config, no);
        if (found == null) {
            throw new IllegalStateException("a program names output " + no + ", which the configuration does not have");
        }
        return found;
    }

    /** The key of an output; a run may outlive one that left the facility file. */
    static String key(ControlConfig config, int no) {
        OutputSpec found = find(config, no);
        return found == null ? "output-" + no : found.key();
    }

    /** The name of an output; a run may outlive one that left the facility file. */
    static String name(ControlConfig config, int no) {
        OutputSpec found = find(config, no);
        return found == null ? "an output that was removed" : found.name();
    }

    private static @Nullable OutputSpec find(ControlConfig config, int no) {
        for (OutputSpec o : config.outputs()) {
            if (o.no() == no) {
                return o;
            }
        }
        return null;
    }

    @Override
    public void save(ObjectNode state) {
        state.put("last_run", lastRun).put("started_at", startedAt);
        desk.save(state);
        ObjectNode all = state.putObject("programs");
        for (Program p : programs.values()) {
            ObjectNode node = all.putObject(p.spec.key());
            p.plan.save(node);
            p.wait.save(node);
        }
        ArrayNode runs = state.putArray("running");
        running.forEach(r -> r.save(runs.addObject()));
        ArrayNode old = state.putArray("ended");
        ended.forEach(v -> RunRecord.save(v, old.addObject()));
    }

    @Override
    public void load(ObjectNode state) {
        lastRun = state.required("last_run").asLong();
        startedAt = state.required("started_at").asLong();
        desk.load(state);
        for (Program p : programs.values()) {
            JsonNode node = state.required("programs").get(p.spec.key());
            if (node != null) {
                p.plan.load(node);
                p.wait.load(node);
            }
        }
        running.clear();
        state.required("running").forEach(r -> running.add(Run.load(r)));
        ended.clear();
        state.required("ended").forEach(v -> ended.addLast(RunRecord.ended(v)));
    }
}
