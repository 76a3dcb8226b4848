package org.penstock.core.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.penstock.core.control.ProgramStage.Program;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides every planned instant as it comes: claimed, skipped or missed. A gate that is shut only because an output is
 * still being read back or closed is waited for a little; any other shut gate skips the start at once, in its words.
 */
final class PlannedStartDesk {
    /** How long a start waits for an output that is on its way to safe, and how long a process may settle. */
    static final long PATIENCE = 60_000_000;

    /** A start not later than this is in time: a scan was held up, not missed. */
    static final long IN_TIME = 5_000_000;

    /** Missed instants recorded one by one; older ones in one sentence. */
    static final int LISTED = 500;

    /** How much later than planned a wake may come before another is asked for. */
    private static final long DRIFT = 50_000;

    private final ProgramStage stage;
    private boolean doubt;

    PlannedStartDesk(ProgramStage stage) {
        this.stage = stage;
    }

    void scan(Scan scan, Collection<Program> programs, boolean start) {
        boolean doubted = doubt;
        doubt = scan.clockInDoubt();
        if (doubt) {
            return;
        }
        for (Program p : programs) {
            List<Long> come = p.plan.come(scan.wall());
            if (start && p.wait.waiting()) {
                // It was claimed by nobody when the process stopped; whether it is too late now is the policy's
                // business.
                come = with(p.wait.planned(), come);
                p.wait.done();
            }
            if (!come.isEmpty()) {
                decide(scan, p, come, why(scan, start, doubted));
            }
            if (p.wait.waiting()) {
                retry(scan, p);
            }
            wake(scan, p);
        }
    }

    private static List<Long> with(long first, List<Long> rest) {
        List<Long> all = new ArrayList<>();
        all.add(first);
        all.addAll(rest);
        return all;
    }

    private void decide(Scan scan, Program p, List<Long> come, String why) {
        ProgramSpec.Schedule s = p.spec.schedule();
        int from = Math.max(0, come.size() - LISTED);
        if (from > 0) {
            scan.record(
                    p.source(),
                    "program.missed_many",
                    "count",
                    Integer.toString(from),
                    "from",
                    RunRecord.time(come.getFirst()),
                    "reason",
                    why,
                    "until",
                    RunRecord.time(come.get(from - 1)));
        }
        int missed = from;
        String last = "";
        for (int i = from; i < come.size(); i++) {
            long at = come.get(i);
            long late = scan.wall() - at;
            boolean newest = i == come.size() - 1;
            boolean may = s.missed() == ProgramSpec.Missed.RUN_WITHIN && late <= s.missedWithinMicros();
            if (late <= IN_TIME || (may && newest)) {
                p.plan.decide(at);
                tryStart(scan, p, at);
            } else {
                last = why + (may ? "; a later planned start took its place" : "");
                missed++;
                scan.record(
                        p.source(),
                        "run.missed",
                        "late_seconds",
                        RunRecord.seconds(late),
                        "planned",
                        RunRecord.time(at),
                        "program",
                        p.spec.key(),
                        "reason",
                        last);
            }
        }
        if (missed > 0) {
            tell(
                    scan,
                    p,
                    (missed == 1 ? "a planned start was missed: " : missed + " planned starts were missed: ") + last);
        }
        p.fortnightUntil = Long.MIN_VALUE;
    }

    private void tryStart(Scan scan, Program p, long at) {
        Optional<String> shut = stage.shut(scan, p.spec);
        if (shut.isEmpty()) {
            stage.start(scan, p, at, "system");
        } else if (passing(scan, p)) {
            if (p.wait.waiting()) {
                skip(scan, p, p.wait.planned(), "a later planned start took its place");
            }
            p.wait.wait(at, scan.now() + PATIENCE, shut.get());
            scan.wakeAt(scan.now() + PATIENCE);
        } else {
            skip(scan, p, at, shut.get());
        }
    }

    private void retry(Scan scan, Program p) {
        long at = p.wait.planned();
        Optional<String> shut = stage.shut(scan, p.spec);
        if (shut.isEmpty()) {
            p.wait.done();
            stage.start(scan, p, at, "system");
        } else if (scan.now() >= p.wait.until() || !passing(scan, p)) {
            p.wait.done();
            skip(scan, p, at, shut.get());
        } else {
            p.wait.still(shut.get());
        }
    }

    /** Whether the gate is shut only for moments: the process settles, or an output is on its way to safe. */
    private boolean passing(Scan scan, Program p) {
        if (stage.runOf(p.spec.key()) != null) {
            return false;
        }
        if (stage.settling(scan)) {
            return true;
        }
        for (int output : RunRecord.outputs(p.spec)) {
            OutputView.Phase phase = scan.output(output).phase();
            if (phase == OutputView.Phase.UNKNOWN || phase == OutputView.Phase.CLOSING) {
                return true;
            }
        }
        return false;
    }

    private static void skip(Scan scan, Program p, long at, String why) {
        scan.record(p.source(), "run.skipped", "planned", RunRecord.time(at), "program", p.spec.key(), "reason", why);
        tell(scan, p, "the start planned for " + RunRecord.time(at) + " was skipped: " + why);
    }

    private static void tell(Scan scan, Program p, String what) {
        scan.raise(
                p.source(), "not_run", "custom", Severity.WARNING, p.spec.name() + ": " + what, Double.NaN, Double.NaN);
    }

    private static String why(Scan scan, boolean start, boolean doubted) {
        if (doubted) {
            return "the clock was in doubt and nobody had confirmed it";
        }
        if (start) {
            return "Penstock was not running";
        }
        for (Input input : scan.inputs()) {
            if (input instanceof Input.ClockStepped step && step.deltaMicros() > 0) {
                return "the clock was set ahead by " + Words.time(step.deltaMicros());
            }
        }
        return "the clock jumped over it, or the control program was held up";
    }

    private static void wake(Scan scan, Program p) {
        if (p.plan.next() == Long.MAX_VALUE) {
            return;
        }
        long target = scan.now() + (p.plan.next() - scan.wall());
        if (target > scan.now() && p.wait.ask(target, scan.now(), DRIFT)) {
            scan.wakeAt(target);
        }
    }

    void save(ObjectNode state) {
        state.put("doubt", doubt);
    }

    void load(JsonNode state) {
        doubt = state.required("doubt").asBoolean();
    }
}
