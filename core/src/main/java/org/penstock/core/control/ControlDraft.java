package org.penstock.core.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Draft;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.StreamSpec;

/** What is known while the control section is read: streams, outputs so far, and where each output is written. */
final class ControlDraft {
    private final Draft draft;
    private final Problems problems;
    private final Devices devices;
    private final List<OutputSpec> outputs = new ArrayList<>();
    private final Map<String, OutputSpec> outputOfKey = new TreeMap<>();
    private final List<Node> outputNodes = new ArrayList<>();
    private final List<InterlockSpec> interlocks = new ArrayList<>();
    private final List<RuleSpec> rules = new ArrayList<>();
    private final List<ProgramSpec> programs = new ArrayList<>();

    ControlDraft(Draft draft, Problems problems, Devices devices) {
        this.draft = draft;
        this.problems = problems;
        this.devices = devices;
    }

    Draft draft() {
        return draft;
    }

    Problems problems() {
        return problems;
    }

    Devices devices() {
        return devices;
    }

    void add(OutputSpec output, Node written) {
        outputs.add(output);
        outputOfKey.putIfAbsent(output.key(), output);
        outputNodes.add(written);
    }

    List<OutputSpec> outputs() {
        return outputs;
    }

    List<InterlockSpec> interlocks() {
        return interlocks;
    }

    List<RuleSpec> rules() {
        return rules;
    }

    List<ProgramSpec> programs() {
        return programs;
    }

    /** The stream a field names; empty, and reported, when it names none. */
    Optional<StreamSpec> stream(Fields f, String word) {
        return devices.stream(draft.refer(f, word, "stream"));
    }

    /** The outputs a list names, in its order. */
    List<OutputSpec> outputs(Fields f, String word) {
        return draft.referAll(f, word, "output").stream()
                .flatMap(key -> output(key).stream())
                .toList();
    }

    /** The output a field names; empty, and reported, when it names none. */
    Optional<OutputSpec> output(Fields f, String word) {
        return output(draft.refer(f, word, "output"));
    }

    private Optional<OutputSpec> output(String key) {
        return Optional.ofNullable(outputOfKey.get(key));
    }

    /** Age from which an input is no value: as written, else the stream's own; never shorter than its interval. */
    long maxAge(Fields f, Optional<StreamSpec> stream) {
        long micros = f.duration("max_age", stream.map(StreamSpec::maxAgeMicros).orElse(0L));
        stream.filter(s -> f.has("max_age") && micros < s.intervalMicros())
                .ifPresent(s -> problems.add(
                        f.node("max_age"),
                        "`max_age: " + f.node("max_age").text() + "` is shorter than the interval of `" + s.key()
                                + "`: its value would be missing most of the time",
                        "write at least its interval, " + words(s.intervalMicros())));
        return micros;
    }

    /** A pump that nothing stops runs dry: it needs an interlock, or hardware that stops it. */
    void checkPumps() {
        for (int i = 0; i < outputs.size(); i++) {
            OutputSpec o = outputs.get(i);
            boolean guarded = o.guard() == OutputSpec.Guard.HARDWARE
                    || interlocks.stream()
                            .filter(l -> !(l.condition() instanceof InterlockSpec.Condition.Concurrency))
                            .anyMatch(l -> l.outputs().contains(o.no()));
            if (o.kind().equals("pump") && !guarded) {
                problems.add(
                        outputNodes.get(i),
                        "nothing stops the pump `" + o.key() + "` when its water is gone: no interlock names it",
                        "name it in an interlock (kind: tank_low or e_stop), or write `guard: hardware` for a float switch");
            }
        }
    }

    /** A duration as a person writes it. */
    static String words(long micros) {
        long millis = micros / 1000;
        if (millis % 60_000 == 0 && millis > 0) {
            return millis / 60_000 + "min";
        }
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }
}
