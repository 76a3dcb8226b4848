package org.penstock.core.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.Output.Claim;
import org.penstock.core.facility.Nearest;
import org.penstock.core.telemetry.Input.Request;

/** What a person asks of outputs and interlocks; stages answer for what is theirs. */
final class Requests {
    private static final List<String> VERBS = List.of(
            "output.set",
            "output.release",
            "program.run",
            "run.stop",
            "stop.all",
            "site.close",
            "alert.acknowledge",
            "alert.shelve",
            "alert.unshelve",
            "interlock.reset",
            Bypass.BEGIN,
            Bypass.END,
            "clock.confirm",
            "device.disable",
            "device.enable",
            "calibration.record",
            "enrolment.open",
            "enrolment.cancel");

    private final Outputs outputs;
    private final Interlocks interlocks;
    private final RuleStage rules;
    private final Bypasses bypasses;

    Requests(Outputs outputs, Interlocks interlocks, RuleStage rules, Bypasses bypasses) {
        this.outputs = outputs;
        this.interlocks = interlocks;
        this.rules = rules;
        this.bypasses = bypasses;
    }

    /** " (did you mean x?)" when a known word is near. */
    static String meant(String word, Collection<String> known) {
        String nearest = Nearest.to(word, known);
        return nearest.isEmpty() ? "" : "; did you mean " + nearest + "?";
    }

    /** Does what is ours; leaves every other verb to the stages. */
    void take(EngineScan scan, Request r) {
        switch (r.kind()) {
            case "output.set" -> set(scan, r);
            case "output.release" -> release(scan, r);
            case "stop.all" -> stopAll(scan, r);
            case "site.close" -> {
                outputs.close(scan);
                scan.answer(
                        r, true, "everything that a start would drive to safe goes to safe; the rest stays as it is");
            }
            case "interlock.reset" -> {
                String refused = interlocks.reset(scan, r.subject(), r.actor());
                if (refused == null) {
                    rules.unblock(scan, interlocks.outputsOf(r.subject()));
                    outputs.unsettle();
                }
                scan.answer(r, refused == null, refused == null ? "reset " + r.subject() : refused);
            }
            case Bypass.BEGIN -> {
                String refused = bypasses.begin(scan, r);
                outputs.unsettle();
                scan.answer(
                        r,
                        refused == null,
                        refused == null
                                ? "bypassed for " + Words.time(r.forMicros()) + "; nothing starts by itself"
                                : refused);
            }
            case Bypass.END -> {
                String refused = bypasses.end(scan, r);
                outputs.unsettle();
                scan.answer(r, refused == null, refused == null ? "the bypass is over: it holds again" : refused);
            }
            case "clock.confirm" -> {
                boolean doubted = scan.clockInDoubt();
                scan.clockInDoubt(false);
                if (doubted) {
                    scan.record("site", "clock.confirmed", "actor", r.actor(), "wall", Long.toString(scan.wall()));
                    scan.clear("site", "clock", "confirmed by " + r.actor());
                }
                scan.answer(
                        r, doubted, doubted ? "the clock is right; dated starts go on" : "the clock is not in doubt");
            }
            // A fault of a simulated plant: the runtime begins it once it is on record.
            case "simulate.fault", "simulate.clear" -> scan.answer(r, true, r.reason());
            default -> {}
        }
    }

    /** Refuses what nobody knew. */
    void refuseUnknown(EngineScan scan) {
        for (Request r : scan.unanswered()) {
            scan.answer(r, false, "nobody here can do " + r.kind() + meant(r.kind(), VERBS));
        }
    }

    private void set(EngineScan scan, Request r) {
        Output o = find(r.subject());
        if (o == null) {
            scan.answer(r, false, unknown(r.subject()));
            return;
        }
        String name = o.spec.name();
        if (Double.isNaN(r.value()) || Double.isInfinite(r.value())) {
            scan.answer(r, false, "say which value " + name + " shall have");
            return;
        }
        if (r.forMicros() <= 0) {
            scan.answer(
                    r,
                    false,
                    "say for how long " + name + " shall be " + Words.doing(o.spec, r.value())
                            + "; nothing is held by hand without an end");
            return;
        }
        boolean away = o.away(r.value());
        String owner = "operator:" + r.actor();
        Claim held = o.claims[Slot.OPERATOR.ordinal()];
        if (away && held != null && !held.owner().equals(owner)) {
            scan.answer(
                    r,
                    false,
                    name + " is held by " + held.owner() + " for another " + Words.time(held.until() - scan.now())
                            + "; release it first");
            return;
        }
        String shut = away ? outputs.shut(o.spec.no()) : null;
        if (shut != null) {
            scan.answer(r, false, shut);
            return;
        }
        long length = away ? Math.min(r.forMicros(), o.spec.maxOnMicros()) : r.forMicros();
        if (held != null) {
            outputs.release(Slot.OPERATOR, o.spec.no(), held.owner(), "set anew by " + r.actor());
        }
        outputs.request(
                Slot.OPERATOR,
                o.spec.no(),
                new Claim(owner, r.value(), why(r, "set by " + r.actor()), scan.now() + length));
        scan.answer(
                r,
                true,
                name + " " + Words.doing(o.spec, r.value()) + " for " + Words.time(length)
                        + (length < r.forMicros() ? ", its longest time" : ""));
    }

    private void release(EngineScan scan, Request r) {
        Output o = find(r.subject());
        if (o == null) {
            scan.answer(r, false, unknown(r.subject()));
            return;
        }
        String why = why(r, "released by " + r.actor());
        Claim held = o.claims[Slot.OPERATOR.ordinal()];
        boolean adopted = outputs.letGoAdopted(o.spec.no(), why);
        if (held == null) {
            scan.answer(
                    r,
                    adopted,
                    adopted ? o.spec.name() + " goes to safe" : "nobody holds " + o.spec.name() + " by hand");
            return;
        }
        outputs.release(Slot.OPERATOR, o.spec.no(), held.owner(), why);
        Claim next = o.top();
        scan.answer(r, true, o.spec.name() + " is released; " + (next == null ? "it goes to safe" : next.why()));
    }

    private void stopAll(EngineScan scan, Request r) {
        List<String> names = new ArrayList<>();
        for (Output o : outputs.all()) {
            if (o.phase != OutputView.Phase.SAFE) {
                names.add(o.spec.name());
            }
        }
        bypasses.endAll(scan, r.actor(), why(r, "stop all by " + r.actor()));
        outputs.stopAll(scan, why(r, "stop all by " + r.actor()));
        scan.answer(
                r,
                true,
                "all " + outputs.all().size() + " outputs are driven to safe"
                        + (names.isEmpty() ? "; all were" : "; away from it or unknown: " + String.join(", ", names)));
    }

    private static String why(Request r, String what) {
        return r.reason().isEmpty() ? what : what + ": " + r.reason();
    }

    private @Nullable Output find(String subject) {
        for (Output o : outputs.all()) {
            if (o.spec.key().equals(subject) || Integer.toString(o.spec.no()).equals(subject)) {
                return o;
            }
        }
        return null;
    }

    private String unknown(String subject) {
        return "there is no output " + subject
                + meant(subject, outputs.all().stream().map(o -> o.spec.key()).toList());
    }
}
