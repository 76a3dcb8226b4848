package org.penstock.core.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.telemetry.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Threshold rules in flat arrays, ordered by stream, because three rules must not slow down a reading. A rule is looked
 * at when its stream is touched and when a delay of its own is over; nothing else costs anything.
 *
 * <p>A rule in shadow is judged as the others and wants nothing of its output; {@link ShadowBook} keeps what it would have.
 *
 * <p>A rule that was ended by something stronger acts again only after its comparison was over once, or after a person
 * has reset the interlock that ended it.
 */
final class RuleStage {
    private static final byte OFF = 0;
    private static final byte RISING = 1;
    private static final byte ON = 2;
    private static final byte FALLING = 3;
    private static final int NOBODY = -1;

    private final ProcessImage image;
    private final Outputs outputs;

    private RuleSpec[] spec = {};
    private @Nullable StreamSpec[] streamOf = {};
    private int[] first = {0};
    private double[] limit = {};
    private double[] back = {};
    private byte[] comparison = {};
    private long[] maxAge = {};
    private byte[] state = {};
    private boolean[] noValue = {};
    private boolean[] blocked = {};
    private boolean[] judged = {};
    private DueHeap delays = new DueHeap(0);
    private long[] delayEnd = {};
    private int[][] ofOutput = {};
    private int[] holder = {};
    private boolean[] moved = {};
    private final List<Integer> movedOutputs = new ArrayList<>();
    private boolean[] shadowMoved = {};
    private final List<Integer> movedShadows = new ArrayList<>();
    private final ShadowBook shadows = new ShadowBook();
    private boolean lookAtAll;

    RuleStage(ProcessImage image, Outputs outputs) {
        this.image = image;
        this.outputs = outputs;
    }

    void configure(EngineScan scan, boolean start) {
        Map<String, Integer> before = new TreeMap<>();
        RuleSpec[] oldSpec = spec;
        byte[] oldState = state;
        boolean[] oldNoValue = noValue;
        boolean[] oldBlocked = blocked;
        long[] oldDelayEnd = delayEnd;
        int[] oldHolder = holder;
        for (int r = 0; r < oldSpec.length; r++) {
            before.put(oldSpec[r].key(), r);
        }
        build(scan);
        shadows.configure(scan, List.of(oldSpec), start);
        boolean[] goesOn = new boolean[oldSpec.length];
        for (int r = 0; r < spec.length; r++) {
            Integer old = before.get(spec[r].key());
            if (old == null || start || !oldSpec[old].equals(spec[r])) {
                continue;
            }
            goesOn[old] = true;
            state[r] = oldState[old];
            noValue[r] = oldNoValue[old];
            blocked[r] = oldBlocked[old];
            delayEnd[r] = oldDelayEnd[old];
            if (state[r] == RISING || state[r] == FALLING) {
                delays.set(r, delayEnd[r]);
            }
            if (oldHolder[spec[r].output()] == old) {
                holder[spec[r].output()] = r;
            }
        }
        for (int r = 0; r < oldSpec.length; r++) {
            if (goesOn[r]) {
                continue;
            }
            if (oldBlocked[r]) {
                scan.clear("rule:" + oldSpec[r].key(), "rule_stopped", "the configuration is in force anew");
            }
            int o = oldSpec[r].output();
            if (!start && oldHolder[o] == r && o < holder.length) {
                scan.release(Slot.RULE, o, owner(oldSpec[r]), oldSpec[r].name() + " was changed");
            }
        }
        lookAtAll = true;
    }

    private void build(EngineScan scan) {
        ControlConfig config = scan.config();
        streamOf = new StreamSpec[config.streamCount()];
        for (StreamSpec s : config.streams()) {
            streamOf[s.no()] = s;
        }
        // Rules keep their file order within a stream, so that "the first holder keeps" is what a person reads in the
        // file.
        spec = config.rules().stream()
                .sorted(Comparator.comparingInt(RuleSpec::stream))
                .toArray(RuleSpec[]::new);
        int n = spec.length;
        first = new int[config.streamCount() + 1];
        limit = new double[n];
        back = new double[n];
        comparison = new byte[n];
        maxAge = new long[n];
        state = new byte[n];
        noValue = new boolean[n];
        blocked = new boolean[n];
        judged = new boolean[n];
        delayEnd = new long[n];
        delays = new DueHeap(n);
        holder = new int[config.outputCount()];
        moved = new boolean[config.outputCount()];
        movedOutputs.clear();
        shadowMoved = new boolean[n];
        movedShadows.clear();
        Arrays.fill(holder, NOBODY);
        int[] perOutput = new int[config.outputCount()];
        for (RuleSpec rule : spec) {
            if (!rule.shadow()) {
                perOutput[rule.output()]++;
            }
        }
        ofOutput = new int[config.outputCount()][];
        for (int o = 0; o < ofOutput.length; o++) {
            ofOutput[o] = new int[perOutput[o]];
        }
        Arrays.fill(perOutput, 0);
        for (int r = 0; r < n; r++) {
            RuleSpec rule = spec[r];
            first[rule.stream() + 1]++;
            Thresholds t =
                    Thresholds.of(stream(rule.stream()).metric(), rule.comparison(), rule.limit(), rule.hysteresis());
            limit[r] = t.limit();
            back[r] = t.back();
            comparison[r] = (byte) rule.comparison().ordinal();
            maxAge[r] = rule.maxAgeMicros();
            if (!rule.shadow()) {
                ofOutput[rule.output()][perOutput[rule.output()]++] = r;
            }
            scan.watch(rule.stream(), rule.maxAgeMicros());
        }
        for (int s = 0; s + 1 < first.length; s++) {
            first[s + 1] += first[s];
        }
    }

    private StreamSpec stream(int no) {
        StreamSpec s = streamOf[no];
        if (s == null) {
            throw new IllegalStateException("a rule reads stream number " + no + ", which does not exist");
        }
        return s;
    }

    void scan(EngineScan scan) {
        if (spec.length == 0) {
            return;
        }
        long now = scan.now();
        if (lookAtAll) {
            lookAtAll = false;
            for (int s = 0; s + 1 < first.length; s++) {
                look(s, now);
            }
            for (int o = 0; o < holder.length; o++) {
                move(o);
            }
            for (int r = 0; r < spec.length; r++) {
                if (spec[r].shadow()) {
                    moved(r);
                }
            }
        } else {
            int n = image.touchedCount();
            for (int i = 0; i < n; i++) {
                look(image.touched(i), now);
            }
        }
        while (delays.earliest() <= now) {
            int r = delays.first();
            delays.remove(r);
            become(r, state[r] == RISING ? ON : OFF);
        }
        if (!movedOutputs.isEmpty()) {
            choose(scan);
        }
        if (!movedShadows.isEmpty()) {
            lookOn(scan);
        }
        shadows.seen(now);
    }

    private void lookOn(EngineScan scan) {
        movedShadows.sort(null);
        for (int r : movedShadows) {
            shadowMoved[r] = false;
            double value = wants(r);
            String why = Double.isNaN(value) ? spec[r].name() + " lets go" : why(r);
            shadows.wants(scan, spec[r], outputs.of(spec[r].output()).spec, value, why);
        }
        movedShadows.clear();
    }

    /** What the rules in shadow would have done. */
    List<ShadowView> shadows() {
        return shadows.views();
    }

    private void look(int s, long now) {
        int to = first[s + 1];
        int r = first[s];
        if (r == to) {
            return;
        }
        double value = stream(s).metric().rounded(image.value(s));
        for (; r < to; r++) {
            if (image.usable(s, maxAge[r])) {
                if (!judged[r] || noValue[r]) {
                    judged[r] = true;
                    noValue[r] = false;
                    moved(r);
                }
                judge(r, value, now);
            } else if (!noValue[r] && image.missing(s, maxAge[r])) {
                judged[r] = true;
                noValue[r] = true;
                delays.remove(r);
                become(r, OFF);
            }
        }
    }

    private void judge(int r, double value, long now) {
        byte is = state[r];
        double with = is >= ON ? back[r] : limit[r];
        boolean holds = switch (comparison[r]) {
            case 0 -> value > with;
            case 1 -> value >= with;
            case 2 -> value < with;
            default -> value <= with;
        };
        if (holds == (is == ON) && (is == ON || is == OFF)) {
            if (is == OFF && blocked[r]) {
                become(r, OFF);
            }
            return;
        }
        switch (is) {
            case OFF -> delay(r, RISING, ON, spec[r].onDelayMicros(), now);
            case ON -> delay(r, FALLING, OFF, spec[r].offDelayMicros(), now);
            case RISING -> {
                if (!holds) {
                    delays.remove(r);
                    become(r, OFF);
                }
            }
            default -> {
                if (holds) {
                    delays.remove(r);
                    become(r, ON);
                }
            }
        }
    }

    private void delay(int r, byte meanwhile, byte then, long micros, long now) {
        if (micros <= 0) {
            become(r, then);
        } else {
            state[r] = meanwhile;
            delayEnd[r] = now + micros;
            delays.set(r, delayEnd[r]);
        }
    }

    private void become(int r, byte next) {
        state[r] = next;
        moved(r);
    }

    private void moved(int r) {
        if (!spec[r].shadow()) {
            move(spec[r].output());
        } else if (!shadowMoved[r]) {
            shadowMoved[r] = true;
            movedShadows.add(r);
        }
    }

    private void move(int output) {
        if (!moved[output]) {
            moved[output] = true;
            movedOutputs.add(output);
        }
    }

    /** For each output that may be wanted otherwise now: the rule that holds it keeps it, else the first that wants it. */
    private void choose(EngineScan scan) {
        movedOutputs.sort(null);
        for (int o : movedOutputs) {
            moved[o] = false;
            int next = NOBODY;
            boolean undecided = false;
            for (int r : ofOutput[o]) {
                if (blocked[r] && state[r] == OFF && !noValue[r]) {
                    blocked[r] = false;
                    scan.clear("rule:" + spec[r].key(), "rule_stopped", spec[r].name() + " may act again");
                }
                undecided |= !judged[r] || state[r] == RISING;
                if (!Double.isNaN(wants(r)) && (next == NOBODY || r == holder[o])) {
                    next = r;
                }
            }
            int now = holder[o];
            if (next == NOBODY) {
                if (now != NOBODY) {
                    scan.release(Slot.RULE, o, owner(spec[now]), spec[now].name() + " lets go");
                } else if (!undecided && ofOutput[o].length > 0) {
                    outputs.letGoAdopted(o, spec[ofOutput[o][0]].name() + " does not want it");
                }
            } else {
                if (now != NOBODY && now != next) {
                    scan.release(Slot.RULE, o, owner(spec[now]), spec[now].name() + " lets go");
                }
                scan.request(Slot.RULE, o, owner(spec[next]), wants(next), why(next));
            }
            holder[o] = next;
        }
        movedOutputs.clear();
    }

    private double wants(int r) {
        if (blocked[r]) {
            return Double.NaN;
        }
        if (noValue[r]) {
            return spec[r].fallback().orElse(Double.NaN);
        }
        return state[r] >= ON ? spec[r].value() : Double.NaN;
    }

    private String why(int r) {
        RuleSpec rule = spec[r];
        StreamSpec s = stream(rule.stream());
        if (noValue[r]) {
            return rule.name() + ": no value of " + s.name() + ", fallback";
        }
        return rule.name() + ": " + s.name() + " " + Words.value(s, image.value(rule.stream())) + " is "
                + Words.comparison(rule.comparison(), s, rule.limit());
    }

    private static String owner(RuleSpec rule) {
        return "rule:" + rule.key();
    }

    /** A claim of a rule was ended by something stronger. */
    void ended(EngineScan scan, int output, String owner, String why) {
        for (int r : ofOutput[output]) {
            if (owner(spec[r]).equals(owner)) {
                blocked[r] = true;
                if (holder[output] == r) {
                    holder[output] = NOBODY;
                }
                scan.raise(
                        owner,
                        "rule_stopped",
                        "custom",
                        Severity.WARNING,
                        spec[r].name() + " was stopped: " + why + ". It acts again when "
                                + stream(spec[r].stream()).name() + " was back once",
                        Double.NaN,
                        Double.NaN);
            }
        }
    }

    /** A person has put right what ended the rules of these outputs: they may act again. */
    void unblock(EngineScan scan, List<Integer> numbers) {
        for (int o : numbers) {
            for (int r : ofOutput[o]) {
                if (blocked[r]) {
                    blocked[r] = false;
                    scan.clear(owner(spec[r]), "rule_stopped", spec[r].name() + " may act again");
                    move(o);
                }
            }
        }
    }

    long nextDue() {
        return delays.earliest();
    }

    void save(ObjectNode node) {
        node.put("state", state);
        ObjectNode flags = node.putObject("rules");
        for (int r = 0; r < spec.length; r++) {
            if (state[r] != OFF || noValue[r] || blocked[r] || judged[r]) {
                ObjectNode one = flags.putObject(Integer.toString(r));
                one.put("noValue", noValue[r]);
                one.put("blocked", blocked[r]);
                one.put("judged", judged[r]);
                one.put("delayEnd", delayEnd[r]);
                one.put("holds", holder[spec[r].output()] == r);
            }
        }
        node.put("lookAtAll", lookAtAll);
        shadows.save(node.putArray("shadows"));
    }

    void load(JsonNode node) {
        state = node.required("state").binaryValue();
        for (int r = 0; r < spec.length; r++) {
            JsonNode one = node.required("rules").get(Integer.toString(r));
            if (one != null) {
                noValue[r] = one.required("noValue").asBoolean();
                blocked[r] = one.required("blocked").asBoolean();
                judged[r] = one.required("judged").asBoolean();
                delayEnd[r] = one.required("delayEnd").asLong();
                if (one.required("holds").asBoolean()) {
                    holder[spec[r].output()] = r;
                }
            }
            if (state[r] == RISING || state[r] == FALLING) {
                delays.set(r, delayEnd[r]);
            }
        }
        lookAtAll = node.required("lookAtAll").asBoolean();
        shadows.load(node.path("shadows")); // a checkpoint of before there were any has none
    }
}
