package org.penstock.core.control;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.Output.Command;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The commands of outputs: one on its way at a time, the next after its result; only the way to safe overtakes. A write
 * to safe is repeated until read back. An opening is never repeated: what it failed for is ended.
 */
final class Commands {
    /** A command that nobody has sent this long after its time-out would have begun is lost. */
    private static final long SEND_WITHIN = 5_000_000;
    /** The driver's own time-out comes first; this one is for a driver that says nothing. */
    private static final long SILENCE = 1_000_000;

    private static final long[] BACK_OFF = {500_000, 1_000_000, 2_000_000, 4_000_000, 8_000_000, 10_000_000};

    private long last;

    /** Sends {@code o} to safe, overtaking what is on its way. */
    void toSafe(EngineScan scan, Output o, String why) {
        Command pending = o.command;
        if (pending != null) {
            scan.effect(new Effect.Cancel(pending.id(), why));
            record(scan, o, pending.id(), "cancelled", why);
        }
        o.why = why;
        o.adopted = false;
        known(o);
        o.retryAt = Long.MAX_VALUE;
        o.phase(Phase.CLOSING, scan.now());
        send(scan, o, o.spec.safe(), true, 0, why);
    }

    /** Asks the device what it does, to adopt it. */
    void readBack(EngineScan scan, Output o) {
        o.retryAt = Long.MAX_VALUE;
        send(scan, o, Double.NaN, false, 0, o.lost.isEmpty() ? "read back at the start" : o.lost);
    }

    /**
     * From now on nobody knows what {@code o} does: what is on its way to it is lost, and what it did is of another time.
     * Whoever wants it goes on wanting it.
     *
     * @return why what was wanted away from safe must end, or null
     */
    @Nullable
    String lose(EngineScan scan, Output o, String why) {
        Command c = o.command;
        String failed = c == null ? null : giveUp(scan, o, c, "failed", why);
        if (o.phase == Phase.HELD || o.phase == Phase.SAFE || !o.lost.isEmpty()) {
            o.phase(Phase.UNKNOWN, scan.now());
            o.lost = why;
            o.back = false;
            o.timerEnd = Long.MAX_VALUE;
        }
        return failed;
    }

    /**
     * {@code o} can be reached again. What is demanded of it is written again, what was only left as it was found is read
     * back; an opening waits for its gates first.
     *
     * @param was why it was not known, as the reason of what is written
     */
    void regain(EngineScan scan, Output o, String was) {
        if (o.lost.isEmpty() || o.back || o.command != null) {
            return;
        }
        o.lost = was;
        if (o.adopted) {
            readBack(scan, o);
        } else if (o.wantedAway()) {
            o.back = true;
        } else {
            toSafe(scan, o, was);
        }
    }

    private static void known(Output o) {
        o.lost = "";
        o.back = false;
    }

    /** Sends {@code o} to the wanted value. */
    void away(EngineScan scan, Output o) {
        if (o.awaySince == Long.MAX_VALUE) {
            o.awaySince = scan.now();
        }
        boolean refresh = o.phase == Phase.HELD && Output.same(o.value, o.wanted());
        if (!refresh) {
            o.phase(Phase.OPENING, scan.now());
        }
        known(o);
        if (o.maxOnTold) {
            o.maxOnTold = false;
            scan.clear(subject(o), "max_on", o.spec.name() + " is wanted anew");
        }
        o.timerEnd = o.mustEnd(scan.now());
        Output.Claim top = o.top();
        send(scan, o, o.wanted(), false, Math.max(1, o.timerEnd - scan.now()), top == null ? o.why : top.why());
    }

    /** Whether a held output needs another value, or more time on the device's own timer. */
    boolean differs(EngineScan scan, Output o) {
        return !Output.same(o.value, o.wanted())
                || (o.spec.guard() == OutputSpec.Guard.DEVICE_TIMER && o.timerEnd < o.mustEnd(scan.now()));
    }

    private void send(EngineScan scan, Output o, double value, boolean toSafe, long maxOn, String why) {
        long id = ++last;
        scan.effect(new Effect.Drive(id, o.spec.no(), value, toSafe, maxOn, o.spec.timeoutMicros(), why));
        o.command = new Command(id, value, toSafe, false, scan.now() + o.spec.timeoutMicros() + SEND_WITHIN);
    }

    /** Takes a result of the command of {@code o}. @return why what was wanted away from safe must end, or null */
    @Nullable
    String result(EngineScan scan, Output o, Input.Result r) {
        Command c = Objects.requireNonNull(o.command);
        return switch (r.outcome()) {
            case SENT -> {
                o.command =
                        new Command(c.id(), c.value(), c.toSafe(), true, scan.now() + o.spec.timeoutMicros() + SILENCE);
                record(scan, o, c.id(), "sent", "");
                yield null;
            }
            case ACKNOWLEDGED -> {
                record(scan, o, c.id(), "acknowledged", "");
                yield c.readBack() ? failed(scan, o, c, "it cannot be read back") : reached(scan, o, c, c.value());
            }
            case VERIFIED -> {
                if (!Double.isFinite(r.value()) || !(c.readBack() || Output.same(r.value(), c.value()))) {
                    o.value = r.value();
                    String differs = "it was read back " + Words.doing(o.spec, r.value())
                            + (c.readBack() ? "" : " instead of " + Words.doing(o.spec, c.value()));
                    record(scan, o, c.id(), "failed", differs);
                    yield failed(scan, o, c, differs);
                }
                record(scan, o, c.id(), "verified", "", "value", Double.toString(r.value()));
                yield reached(scan, o, c, r.value());
            }
            case FAILED -> {
                String reason = r.reason().isEmpty() ? "no reason was given" : r.reason();
                record(scan, o, c.id(), "failed", reason);
                yield failed(scan, o, c, reason);
            }
        };
    }

    private @Nullable String reached(EngineScan scan, Output o, Command c, double value) {
        String when = o.lost.isEmpty() ? "at the start" : "when it was there again: " + o.lost;
        known(o);
        o.command = null;
        o.value = value;
        o.failures = 0;
        o.failure = "";
        o.retryAt = Long.MAX_VALUE;
        if (c.toSafe() || (c.readBack() && !o.away(value))) {
            o.awaySince = Long.MAX_VALUE;
            o.timerEnd = Long.MAX_VALUE;
            o.adopted = false;
            o.phase(Phase.SAFE, scan.now());
            if (c.readBack()) {
                o.why = "found " + Words.doing(o.spec, value) + " " + when;
            }
        } else {
            o.phase(Phase.HELD, scan.now());
            if (c.readBack()) {
                o.adopted = true;
                o.awaySince = Math.min(o.awaySince, scan.now());
                o.why = "found " + Words.doing(o.spec, value) + " " + when + " and left so";
                scan.record(subject(o), "output.adopted", "value", Double.toString(value));
            }
        }
        if (o.failureTold) {
            o.failureTold = false;
            scan.clear(subject(o), "command_failed", o.spec.name() + " is " + Words.doing(o.spec, value));
        }
        return null;
    }

    private @Nullable String failed(EngineScan scan, Output o, Command c, String reason) {
        o.command = null;
        o.failure = reason;
        if (c.toSafe() || c.readBack()) {
            long pause = BACK_OFF[Math.min(o.failures, BACK_OFF.length - 1)];
            o.failures++;
            o.retryAt = scan.now() + pause;
            if (!o.failureTold) {
                String what = c.readBack()
                        ? " cannot be read back: "
                        : " is not confirmed " + Words.doing(o.spec, o.spec.safe()) + ": ";
                tell(scan, o, what + reason + ". It is tried again until it succeeds; look at it");
            }
            return null;
        }
        String what = " did not go " + Words.doing(o.spec, c.value()) + ": " + reason;
        tell(scan, o, what);
        return o.spec.name() + what;
    }

    private void tell(EngineScan scan, Output o, String what) {
        o.failureTold = true;
        scan.raise(
                subject(o),
                "command_failed",
                "command_failed",
                Severity.CRITICAL,
                o.spec.name() + what,
                o.value,
                Double.NaN);
    }

    /** Tells that {@code o} was away from safe for its longest time. @return the reason for its owners */
    String maxOn(EngineScan scan, Output o) {
        String reason = o.spec.name() + " was " + Words.doing(o.spec, o.wanted()) + " for its longest time of "
                + Words.time(o.spec.maxOnMicros());
        o.maxOnTold = true;
        scan.record(subject(o), "output.max_on", "why", reason);
        scan.raise(
                subject(o),
                "max_on",
                "interlock",
                Severity.WARNING,
                reason + " and is closed; only a new request opens it again",
                (scan.now() - o.awaySince) / 1e6,
                o.spec.maxOnMicros() / 1e6);
        return reason;
    }

    /** Passes time-outs and repeats of {@code o}. @return why what was wanted away from safe must end, or null */
    @Nullable
    String tick(EngineScan scan, Output o) {
        Command c = o.command;
        if (c != null && c.deadline() <= scan.now()) {
            String reason = c.sent()
                    ? "no answer within " + Words.time(o.spec.timeoutMicros())
                    : "it was not sent within " + Words.time(o.spec.timeoutMicros() + SEND_WITHIN);
            return giveUp(scan, o, c, "timed_out", reason);
        }
        if (c == null && o.retryAt <= scan.now()) {
            if (o.phase == Phase.UNKNOWN) {
                readBack(scan, o);
            } else {
                toSafe(scan, o, o.why);
            }
        }
        return null;
    }

    /** Gives up a command that nobody has answered. @return why what was wanted away from safe must end, or null */
    private @Nullable String giveUp(EngineScan scan, Output o, Command c, String state, String reason) {
        scan.effect(new Effect.Cancel(c.id(), reason));
        record(scan, o, c.id(), state, reason);
        return failed(scan, o, c, reason);
    }

    /** Nobody will answer the command of {@code o} any more. */
    void abandon(EngineScan scan, Output o, String reason) {
        Command c = o.command;
        if (c != null) {
            record(scan, o, c.id(), "failed", reason);
            o.command = null;
        }
    }

    private static void record(EngineScan scan, Output o, long id, String state, String reason, String... more) {
        String[] data = new String[4 + more.length];
        data[0] = "output";
        data[1] = o.spec.key();
        data[2] = "reason";
        data[3] = reason;
        System.arraycopy(more, 0, data, 4, more.length);
        scan.record("command:" + id, "command." + state, data);
    }

    private static String subject(Output o) {
        return "output:" + o.spec.key();
    }

    void save(ObjectNode state) {
        state.put("lastCommand", last);
    }

    void load(JsonNode state) {
        last = state.required("lastCommand").asLong();
    }
}
