package org.penstock.core.control;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.Output.Claim;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.telemetry.Input;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Arbitration: of all that is wanted of an output, what may be. The highest slot is driven unless an interlock holds the
 * output; whoever is passed over for good is ended and told why.
 */
final class Outputs {
    private final Interlocks interlocks;
    private final Maintenance maintenance;
    private final Commands commands;
    private ZoneId zone = ZoneOffset.UTC;
    private List<Output> all = List.of();
    private @Nullable Output[] byNo = {};
    private final List<Ended> ended = new ArrayList<>();
    /** Something moved since the last arbitration, or somebody waits for a gate that opens by itself. */
    private boolean unsettled;

    /** From the request to close on until the next start: the process ends as soon as all is at safe. */
    private boolean closing;

    private long nextDue = Long.MAX_VALUE;

    /** A claim that was ended by something stronger. */
    private record Ended(int output, String key, String owner, String why) {}

    /** Hears of every claim that is ended. */
    interface Ending {
        void ended(int output, String owner, String why);
    }

    Outputs(Interlocks interlocks, Maintenance maintenance) {
        this.interlocks = interlocks;
        this.maintenance = maintenance;
        this.commands = new Commands();
    }

    /** A configuration came into force. At a start nothing is known any more; otherwise what goes on existing goes on. */
    void configure(EngineScan scan, boolean start) {
        ControlConfig config = scan.config();
        zone = config.zone();
        @Nullable Output[] next = new @Nullable Output[config.outputCount()];
        List<Output> list = new ArrayList<>();
        for (OutputSpec spec : config.outputs()) {
            Output old = spec.no() < byNo.length ? byNo[spec.no()] : null;
            boolean same = old != null && !start && old.spec.wire().equals(spec.wire());
            if (old != null && !start && !same) {
                commands.abandon(scan, old, "output changed");
                endAll(old, "output changed", true);
            }
            Output output = same ? Objects.requireNonNull(old) : new Output(spec);
            if (old != null && start) {
                output.failureTold = old.failureTold;
                output.maxOnTold = old.maxOnTold;
            }
            output.spec = spec;
            if (output.phase == Phase.SAFE && output.away(output.value)) {
                output.phase(Phase.HELD, scan.now());
            }
            next[spec.no()] = output;
            list.add(output);
        }
        for (Output old : all) {
            if (start || old.spec.no() >= next.length || next[old.spec.no()] == null) {
                commands.abandon(scan, old, start ? "the program stopped before the result came" : "output removed");
                endAll(old, "output removed", true);
            }
        }
        byNo = next;
        all = List.copyOf(list);
        if (start) {
            ended.clear();
            closing = false;
        }
        for (Output o : all) {
            if (o.phase == Phase.UNKNOWN && o.lost.isEmpty() && o.command == null && o.retryAt == Long.MAX_VALUE) {
                if (o.spec.onStart() == OutputSpec.OnStart.KEEP) {
                    commands.readBack(scan, o);
                } else {
                    commands.toSafe(scan, o, start ? "start" : "new in the facility file");
                }
            }
        }
        unsettled = true;
    }

    List<Output> all() {
        return all;
    }

    Output of(int no) {
        Output o = no >= 0 && no < byNo.length ? byNo[no] : null;
        if (o == null) {
            throw new IllegalArgumentException("there is no output number " + no);
        }
        return o;
    }

    OutputView view(int no) {
        return of(no).view();
    }

    void request(Slot slot, int no, Claim claim) {
        Output o = of(no);
        if (Double.isNaN(claim.value()) || Double.isInfinite(claim.value())) {
            throw new IllegalArgumentException(claim.owner() + " wants no number of " + o.spec.key());
        }
        Claim held = o.claims[slot.ordinal()];
        if (held != null && !held.owner().equals(claim.owner())) {
            ended.add(
                    new Ended(no, o.spec.key(), claim.owner(), o.spec.name() + " is already held by " + held.owner()));
        } else {
            o.claims[slot.ordinal()] = claim;
            o.adopted = false;
        }
        unsettled = true;
    }

    void release(Slot slot, int no, String owner, String why) {
        Output o = of(no);
        Claim held = o.claims[slot.ordinal()];
        if (held != null && held.owner().equals(owner)) {
            o.claims[slot.ordinal()] = null;
            o.why = why;
            unsettled = true;
        }
    }

    /** Lets go of what was adopted at the start. @return whether there was something */
    boolean letGoAdopted(int no, String why) {
        Output o = of(no);
        if (!o.adopted) {
            return false;
        }
        o.adopted = false;
        o.why = why;
        unsettled = true;
        return true;
    }

    /** Why {@code no} could not leave safe now, in words; null when it could. */
    @Nullable
    String shut(int no) {
        Output o = of(no);
        String withheld = withheld(o);
        if (withheld != null) {
            return withheld;
        }
        String hold = interlocks.holds(no);
        if (hold == null) {
            hold = interlocks.waits(no);
        }
        if (hold != null || o.phase == Phase.OPENING || o.phase == Phase.HELD) {
            return hold;
        }
        if (o.phase == Phase.UNKNOWN) {
            return o.spec.name() + " has not been read back" + (o.lost.isEmpty() ? " since the start" : ": " + o.lost)
                    + (o.failure.isEmpty() ? "" : ": " + o.failure);
        }
        if (o.phase == Phase.CLOSING) {
            return o.spec.name() + " is not confirmed " + Words.doing(o.spec, o.spec.safe()) + " yet"
                    + (o.failure.isEmpty() ? "" : ": " + o.failure);
        }
        return crowded(o, false);
    }

    /** What keeps {@code o} at safe whatever interlocks say, in words; null when nothing does. */
    private @Nullable String withheld(Output o) {
        return closing && o.spec.onStart() == OutputSpec.OnStart.SAFE
                ? "the program is closing"
                : maintenance.shut(o.spec.device(), zone);
    }

    /** Which concurrency limit leaves no room for {@code o}; those on their way to safe count unless {@code forGood}. */
    private @Nullable String crowded(Output o, boolean forGood) {
        for (InterlockSpec spec : interlocks.concurrency(o.spec.no())) {
            int most = ((InterlockSpec.Condition.Concurrency) spec.condition()).most();
            List<String> others = new ArrayList<>();
            for (int other : spec.outputs()) {
                Output x = of(other);
                if (x != o && x.phase != Phase.SAFE && (!forGood || (x.wantedAway() && x.phase != Phase.UNKNOWN))) {
                    others.add(x.spec.name() + " is "
                            + (x.phase == Phase.HELD || x.phase == Phase.OPENING
                                    ? Words.doing(
                                            x.spec, Double.isNaN(x.value) || !x.away(x.value) ? x.wanted() : x.value)
                                    : "not confirmed " + Words.doing(x.spec, x.spec.safe())));
                }
            }
            if (others.size() >= most) {
                return spec.name() + ": " + String.join(", ", others);
            }
        }
        return null;
    }

    /** Ends what wants {@code o} away from safe; with {@code every} also what wants it safe. */
    private void endAll(Output o, String reason, boolean every) {
        for (Slot slot : Slot.values()) {
            Claim c = o.claims[slot.ordinal()];
            if (c != null && (every || o.away(c.value()))) {
                o.claims[slot.ordinal()] = null;
                ended.add(new Ended(o.spec.no(), o.spec.key(), c.owner(), reason));
            }
        }
        o.adopted = false;
        o.why = reason;
        unsettled = true;
    }

    /** An output left the file: nobody may want it any more, and it goes to safe. */
    void retire(int no) {
        endAll(of(no), "it left the facility file", true);
    }

    /** Everything to safe at once, whatever is known about it. @return how many were not at safe */
    int stopAll(EngineScan scan, String reason) {
        int moving = 0;
        for (Output o : all) {
            endAll(o, reason, true);
            if (o.phase != Phase.SAFE) {
                moving++;
            }
            if (o.command == null || !o.command.toSafe()) {
                commands.toSafe(scan, o, reason);
            }
        }
        return moving;
    }

    /** Everything that a start would drive to safe goes there, what is not there yet, and stays there until the next start. */
    void close(EngineScan scan) {
        String reason = "the program is closing";
        closing = true;
        for (Output o : all) {
            if (o.spec.onStart() == OutputSpec.OnStart.SAFE) {
                endAll(o, reason, true);
                if (o.phase != Phase.SAFE && (o.command == null || !o.command.toSafe())) {
                    commands.toSafe(scan, o, reason);
                }
            }
        }
    }

    /**
     * A device was taken out of service: nobody may want anything of its outputs any more, and those that are not at safe
     * go there, overtaking what is on its way.
     *
     * @return names of those that were not at safe
     */
    List<String> revoke(EngineScan scan, String device, String reason) {
        List<String> moving = new ArrayList<>();
        for (Output o : all) {
            if (!o.spec.device().equals(device)) {
                continue;
            }
            endAll(o, reason, true);
            if (o.phase != Phase.SAFE) {
                moving.add(o.spec.name());
                if (o.command == null || !o.command.toSafe()) {
                    commands.toSafe(scan, o, reason);
                }
            }
        }
        return moving;
    }

    /** Numbers of the outputs of a device. */
    List<Integer> ofDevice(String device) {
        return all.stream()
                .filter(o -> o.spec.device().equals(device))
                .map(o -> o.spec.no())
                .toList();
    }

    /** Key of the device that a command under way was for; null when it is under way no more. */
    @Nullable
    String deviceOf(long command) {
        for (Output o : all) {
            if (o.command != null && o.command.id() == command) {
                return o.spec.device();
            }
        }
        return null;
    }

    /** Takes what became of a command. */
    void result(EngineScan scan, Input.Result result) {
        for (Output o : all) {
            if (o.command != null && o.command.id() == result.command()) {
                String failed = commands.result(scan, o, result);
                if (failed != null) {
                    endAll(o, failed, false);
                }
                unsettled = true;
                return;
            }
        }
    }

    /** Passes what is due by now: ends of claims, longest times, time-outs, repeats. */
    void tick(EngineScan scan) {
        if (nextDue > scan.now()) {
            return;
        }
        unsettled = true;
        for (Output o : all) {
            for (Slot slot : Slot.values()) {
                Claim c = o.claims[slot.ordinal()];
                if (c != null && c.until() <= scan.now()) {
                    o.claims[slot.ordinal()] = null;
                    o.why = "the time of " + c.owner() + " is over";
                    ended.add(new Ended(o.spec.no(), o.spec.key(), c.owner(), "its time is over"));
                }
            }
            if (o.awaySince != Long.MAX_VALUE && o.wantedAway() && scan.now() - o.awaySince >= o.spec.maxOnMicros()) {
                endAll(o, commands.maxOn(scan, o), false);
            }
            String failed = commands.tick(scan, o);
            if (failed != null) {
                endAll(o, failed, false);
            }
        }
    }

    /** The link or the device of {@code which} is away: what they do is not known until they are {@link #back}. */
    void away(EngineScan scan, Predicate<OutputSpec> which, String why) {
        for (Output o : all) {
            if (which.test(o.spec)) {
                String failed = commands.lose(scan, o, why);
                if (failed != null) {
                    endAll(o, failed, false);
                }
                unsettled = true;
            }
        }
    }

    /** {@code which} can be reached again: what is demanded of them is written and read back before it is believed. */
    void back(EngineScan scan, Predicate<OutputSpec> which, String was) {
        for (Output o : all) {
            if (which.test(o.spec)) {
                commands.regain(scan, o, was);
                unsettled = true;
            }
        }
    }

    /** A link is there again: what waits for its next attempt is tried now. */
    void retryNow(EngineScan scan) {
        for (Output o : all) {
            if (o.retryAt != Long.MAX_VALUE) {
                o.retryAt = scan.now();
                nextDue = scan.now();
            }
        }
        tick(scan);
    }

    /** Tells of claims that were ended, then brings every output nearer to what is wanted, until nothing moves. */
    void arbitrate(EngineScan scan, Ending ending) {
        tell(scan, ending);
        if (!unsettled) {
            return;
        }
        // Each round can only end claims or send one command an output; a stage that asks again and again is cut off.
        for (int round = 0; unsettled && round < 16; round++) {
            unsettled = false;
            boolean waiting = false;
            for (Output o : all) {
                waiting |= settle(scan, o);
            }
            tell(scan, ending);
            if (!unsettled && waiting) {
                unsettled = true;
                break;
            }
        }
        nextDue = Long.MAX_VALUE;
        for (Output o : all) {
            nextDue = Math.min(nextDue, o.nextDue());
        }
    }

    /** Tells the owners of ended claims. */
    void tell(EngineScan scan, Ending ending) {
        for (int i = 0; i < ended.size(); i++) {
            Ended e = ended.get(i);
            scan.record("output:" + e.key, "output.ended", "owner", e.owner, "why", e.why);
            ending.ended(e.output, e.owner, e.why);
        }
        ended.clear();
    }

    /** @return whether somebody waits for a gate that opens by itself */
    private boolean settle(EngineScan scan, Output o) {
        String withheld = withheld(o);
        String hold = withheld != null ? withheld : interlocks.held(o.spec.no()) ? interlocks.holds(o.spec.no()) : null;
        if (hold != null && o.wantedAway()) {
            endAll(o, hold, false);
        }
        if (!o.wantedAway()) {
            // What was away from safe when its link went is owed a close; what was found by a start is left as it is.
            boolean forced = hold != null || o.top() != null || o.back || o.awaySince != Long.MAX_VALUE;
            if (o.phase == Phase.HELD || o.phase == Phase.OPENING || (o.phase == Phase.UNKNOWN && forced)) {
                commands.toSafe(scan, o, hold != null ? hold : o.why);
            }
            return false;
        }
        if (o.phase == Phase.HELD) {
            if (o.command == null && commands.differs(scan, o)) {
                commands.away(scan, o);
            }
            return false;
        }
        if (o.phase != Phase.SAFE && !o.back) {
            return false;
        }
        String crowd = crowded(o, true);
        Claim top = o.top();
        if (crowd != null && top != null) {
            end(o, top, crowd);
            return settle(scan, o);
        }
        if (interlocks.waits(o.spec.no()) != null || crowded(o, false) != null) {
            return true;
        }
        commands.away(scan, o);
        return false;
    }

    private void end(Output o, Claim claim, String reason) {
        for (Slot slot : Slot.values()) {
            if (o.claims[slot.ordinal()] == claim) {
                o.claims[slot.ordinal()] = null;
                ended.add(new Ended(o.spec.no(), o.spec.key(), claim.owner(), reason));
            }
        }
        o.why = reason;
        unsettled = true;
    }

    /** An interlock moved: everything must be judged again. */
    void unsettle() {
        unsettled = true;
    }

    long nextDue() {
        return nextDue;
    }

    void save(ObjectNode state) {
        commands.save(state);
        state.put("unsettled", unsettled);
        state.put("nextDue", nextDue);
        state.put("closing", closing);
        ObjectNode outputs = state.putObject("of");
        for (Output o : all) {
            o.save(outputs.putObject(Integer.toString(o.spec.no())));
        }
    }

    void load(JsonNode state) {
        commands.load(state);
        unsettled = state.required("unsettled").asBoolean();
        nextDue = state.required("nextDue").asLong();
        closing = state.path("closing").asBoolean(false); // a checkpoint of an older release does not say
        ended.clear();
        for (Output o : all) {
            Output fresh = new Output(o.spec);
            fresh.load(state.required("of").required(Integer.toString(o.spec.no())));
            byNo[o.spec.no()] = fresh;
        }
        all = all.stream().map(o -> of(o.spec.no())).toList();
    }
}
