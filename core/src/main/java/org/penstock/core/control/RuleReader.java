package org.penstock.core.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Quantities;
import org.penstock.core.facility.Shape;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.Metric;

/** Reads {@code rules}. */
final class RuleReader {
    private static final Map<String, Comparison> WHEN = when();
    private static final String SHADOW = "shadow";
    private static final String ENABLED = "enabled";
    private static final List<String> MODES = List.of(ENABLED, SHADOW);

    static final Shape.Group SHAPE = Shape.group("What drives an output while a reading is beyond a limit.")
            .must("key", Shape.key())
            .must("name", Shape.name())
            .must("stream", Shape.reference("Key of the stream it reads."))
            .must("when", Shape.choice("On which side of the limit it acts.", List.copyOf(WHEN.keySet())))
            .must("limit", Shape.quantity("Where it begins."))
            .may("hysteresis", Shape.quantity("How far the value must come back."))
            .may("on_delay", Shape.duration("How long it must last before it acts."))
            .may("off_delay", Shape.duration("How long it must be over before it ends."))
            .may("max_age", Shape.duration("Older than this the input is no value; the stream's if not written."))
            .must("output", Shape.reference("Key of the output it drives."))
            .must("value", Shape.number("The value the output has while the rule holds."))
            .may("fallback", Shape.number("The value the output has while there is no input."))
            .may(
                    "mode",
                    Shape.choice(
                            "shadow: what it would do is recorded, nothing is driven; enabled if not written.", MODES));

    private RuleReader() {}

    private static Map<String, Comparison> when() {
        Map<String, Comparison> words = new LinkedHashMap<>();
        words.put("above", Comparison.GT);
        words.put("at_least", Comparison.GE);
        words.put("below", Comparison.LT);
        words.put("at_most", Comparison.LE);
        return words;
    }

    static void read(Node file, ControlDraft control) {
        for (Node node : Fields.of(file, control.problems()).items("rules")) {
            control.rules().add(rule(node, control));
        }
    }

    private static RuleSpec rule(Node node, ControlDraft control) {
        Problems problems = control.problems();
        Fields f = Fields.of(node, SHAPE, problems);
        String key = control.draft().key(f, "rule");
        String name = f.name();
        Optional<StreamSpec> stream = control.stream(f, "stream");
        Comparison comparison = WHEN.getOrDefault(f.choice("when", WHEN.keySet(), ""), Comparison.GT);
        Metric metric = stream.map(StreamSpec::metric).orElse(Metric.COUNT);
        double limit = 0;
        double hysteresis = 0;
        if (stream.isPresent()) {
            limit = Quantities.limit(f, "limit", metric, problems);
            hysteresis = Quantities.difference(f, "hysteresis", metric, problems);
        } else {
            // Without its stream nothing is known about units; the reference is reported already.
            f.text("limit", "");
            f.text("hysteresis", "");
        }
        long onDelay = f.duration("on_delay", 0);
        long offDelay = f.duration("off_delay", 0);
        long maxAge = control.maxAge(f, stream);
        Optional<OutputSpec> output = control.output(f, "output");
        double value = f.number("value", Double.NaN, -1e9, 1e9);
        OptionalDouble fallback =
                f.has("fallback") ? OptionalDouble.of(f.number("fallback", 0, -1e9, 1e9)) : OptionalDouble.empty();
        boolean shadow = f.has("mode") && f.choice("mode", MODES, ENABLED).equals(SHADOW);
        f.done();
        output.filter(o -> o.safe() == value)
                .ifPresent(o -> problems.add(
                        f.node("value"),
                        "the rule drives `" + o.key() + "` to its safe value, where it already is",
                        "write the value it shall have while the rule holds"));
        output.filter(o -> fallback.isPresent()
                        && fallback.getAsDouble() != o.safe()
                        && o.kind().equals("heater"))
                .ifPresent(o -> problems.warn(
                        f.node("fallback"),
                        "`" + o.key() + "` heats while its sensor is silent",
                        "write `fallback: 0` unless the crop would freeze otherwise"));
        return new RuleSpec(
                key,
                name,
                stream.map(StreamSpec::no).orElse(-1),
                comparison,
                limit,
                hysteresis,
                onDelay,
                offDelay,
                maxAge,
                output.map(OutputSpec::no).orElse(-1),
                value,
                fallback,
                shadow);
    }
}
