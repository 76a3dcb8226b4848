package org.penstock.core.control;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.OutputView.Phase;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One output: who wants what of it, where it stands, the command on its way. State only; {@link Outputs} moves it. */
final class Output {
    /** A device that scales to its register cannot give back every digit; what differs more is another value. */
    private static final double SAME = 0.005;

    /** What one slot wants. @param until engine time at which it is over, {@link Long#MAX_VALUE} when it has no end */
    record Claim(String owner, double value, String why, long until) {}

    /**
     * A command whose result is awaited.
     *
     * @param value NaN = read back only
     * @param deadline engine time after which it counts as lost
     */
    record Command(long id, double value, boolean toSafe, boolean sent, long deadline) {
        boolean readBack() {
            return Double.isNaN(value);
        }
    }

    OutputSpec spec;
    final @Nullable Claim[] claims = new @Nullable Claim[Slot.values().length];
    Phase phase = Phase.UNKNOWN;
    double value = Double.NaN;
    long since;
    String why = "not read back since the start";
    /** Found away from safe at a start and left so until somebody wants something. */
    boolean adopted;

    @Nullable
    Command command;
    /** Why nobody knows what it does any more; "" while that is known, or never was since the start. */
    String lost = "";
    /** It can be reached again, and what is wanted of it waits for the gates of an opening. */
    boolean back;

    /** Failed attempts to bring it to safe, or to read it back, since the last success. */
    int failures;

    String failure = "";
    long retryAt = Long.MAX_VALUE;
    /** Engine time since it may be away from safe, {@link Long#MAX_VALUE} while it is at safe. */
    long awaySince = Long.MAX_VALUE;
    /** Engine time at which the device itself closes it. */
    long timerEnd = Long.MAX_VALUE;

    boolean failureTold;
    boolean maxOnTold;

    Output(OutputSpec spec) {
        this.spec = spec;
    }

    /** The highest claim, null when nobody wants anything. */
    @Nullable
    Claim top() {
        for (Claim c : claims) {
            if (c != null) {
                return c;
            }
        }
        return null;
    }

    /** What is wanted now. */
    double wanted() {
        Claim top = top();
        return top != null ? top.value() : adopted ? value : spec.safe();
    }

    boolean wantedAway() {
        return away(wanted());
    }

    /** Whether {@code v} is another value than safe. */
    boolean away(double v) {
        return !same(v, spec.safe());
    }

    static boolean same(double a, double b) {
        return Math.abs(a - b) <= SAME * Math.max(1, Math.abs(b));
    }

    /** Engine time at which it must be back at safe at the latest, seen from {@code now}. */
    long mustEnd(long now) {
        long start = awaySince == Long.MAX_VALUE ? now : awaySince;
        long limit = start > Long.MAX_VALUE - spec.maxOnMicros() ? Long.MAX_VALUE : start + spec.maxOnMicros();
        Claim top = top();
        return top == null ? limit : Math.min(limit, top.until());
    }

    /** The next instant at which something is due, {@link Long#MAX_VALUE} when nothing is. */
    long nextDue() {
        long due = retryAt;
        Command c = command;
        if (c != null) {
            due = Math.min(due, c.deadline());
        }
        for (Claim claim : claims) {
            if (claim != null) {
                due = Math.min(due, claim.until());
            }
        }
        if (awaySince != Long.MAX_VALUE && wantedAway()) {
            due = Math.min(due, awaySince + spec.maxOnMicros());
        }
        return due;
    }

    void phase(Phase next, long now) {
        if (phase != next) {
            phase = next;
            since = now;
        }
    }

    OutputView view() {
        Claim top = top();
        boolean known = lost.isEmpty();
        String who = !known ? lost : top != null && phase != Phase.CLOSING ? top.why() : why;
        long ends = awaySince != Long.MAX_VALUE && wantedAway() ? mustEnd(awaySince) : Long.MAX_VALUE;
        return new OutputView(spec.no(), known ? value : Double.NaN, wanted(), phase, since, who, ends);
    }

    void save(ObjectNode state) {
        state.put("phase", phase.name());
        State.put(state, "value", value);
        state.put("since", since);
        state.put("why", why);
        state.put("adopted", adopted);
        state.put("lost", lost);
        state.put("back", back);
        state.put("failures", failures);
        state.put("failure", failure);
        state.put("retryAt", retryAt);
        state.put("awaySince", awaySince);
        state.put("timerEnd", timerEnd);
        state.put("failureTold", failureTold);
        state.put("maxOnTold", maxOnTold);
        for (Slot slot : Slot.values()) {
            Claim c = claims[slot.ordinal()];
            if (c != null) {
                ObjectNode node = state.putObject(slot.name());
                node.put("owner", c.owner());
                State.put(node, "value", c.value());
                node.put("why", c.why());
                node.put("until", c.until());
            }
        }
        Command c = command;
        if (c != null) {
            ObjectNode node = state.putObject("command");
            node.put("id", c.id());
            State.put(node, "value", c.value());
            node.put("toSafe", c.toSafe());
            node.put("sent", c.sent());
            node.put("deadline", c.deadline());
        }
    }

    void load(JsonNode state) {
        phase = Phase.valueOf(state.required("phase").asString());
        value = State.number(state, "value");
        since = state.required("since").asLong();
        why = state.required("why").asString();
        adopted = state.required("adopted").asBoolean();
        lost = state.path("lost").asString(""); // a checkpoint of an older release does not say
        back = state.path("back").asBoolean(false);
        failures = state.required("failures").asInt();
        failure = state.required("failure").asString();
        retryAt = state.required("retryAt").asLong();
        awaySince = state.required("awaySince").asLong();
        timerEnd = state.required("timerEnd").asLong();
        failureTold = state.required("failureTold").asBoolean();
        maxOnTold = state.required("maxOnTold").asBoolean();
        for (Slot slot : Slot.values()) {
            if (state.has(slot.name())) {
                JsonNode node = Objects.requireNonNull(state.get(slot.name()));
                claims[slot.ordinal()] = new Claim(
                        node.required("owner").asString(),
                        State.number(node, "value"),
                        node.required("why").asString(),
                        node.required("until").asLong());
            }
        }
        if (state.has("command")) {
            JsonNode node = Objects.requireNonNull(state.get("command"));
            command = new Command(
                    node.required("id").asLong(),
                    State.number(node, "value"),
                    node.required("toSafe").asBoolean(),
                    node.required("sent").asBoolean(),
                    node.required("deadline").asLong());
        }
    }
}
