package org.penstock.core.control;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.penstock.core.control.InterlockSpec.Condition;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Quantities;
import org.penstock.core.facility.Shape;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.Metric;

/** Reads {@code interlocks}. */
final class InterlockReader {
    static final Shape.Group SHAPE = Shape.group("What holds outputs at safe while something is not as it must be.")
            .must("key", Shape.key())
            .must("name", Shape.name())
            .must("kind", Shape.choice("What it watches.", Kind.words()))
            .may("outputs", Shape.list("What it holds; `all` for every output.", Shape.reference("Key of an output.")))
            .may("latch", Shape.flag("A person must reset it."))
            .may("stream", Shape.reference("Key of the stream it judges."))
            .may("streams", Shape.list("stale_input: what must be fresh.", Shape.reference("Key of a stream.")))
            .may("safe_value", Shape.integer("e_stop, door: the value that means all is well, 0 or 1."))
            .may("below", Shape.quantity("tank_low: unsafe below this."))
            .may("above", Shape.quantity("co2_lockout, over_pressure: unsafe above this."))
            .may("hysteresis", Shape.quantity("How far the value must come back."))
            .may("most", Shape.integer("concurrency: how many of the outputs may be on together."))
            .may("max_age", Shape.duration("Older than this the input is no value, and that is unsafe."));

    private InterlockReader() {}

    /** The kinds a facility file knows: which streams they judge, and on which side it is unsafe. */
    private enum Kind {
        E_STOP,
        DOOR,
        TANK_LOW,
        CO2_LOCKOUT,
        OVER_PRESSURE,
        STALE_INPUT,
        CONCURRENCY;

        /** What its stream may measure; the first is taken when the stream is not known. */
        List<Metric> metrics() {
            return switch (this) {
                case E_STOP, DOOR -> List.of(Metric.STATE);
                case TANK_LOW -> List.of(Metric.VOLUME, Metric.LEVEL);
                case CO2_LOCKOUT -> List.of(Metric.CO2);
                case OVER_PRESSURE -> List.of(Metric.PRESSURE);
                case STALE_INPUT, CONCURRENCY -> List.of(Metric.values());
            };
        }

        static List<String> words() {
            return Arrays.stream(values()).map(Kind::word).toList();
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static void read(Node file, ControlDraft control) {
        for (Node node : Fields.of(file, control.problems()).items("interlocks")) {
            control.interlocks().add(interlock(node, control));
        }
    }

    private static InterlockSpec interlock(Node node, ControlDraft control) {
        Problems problems = control.problems();
        Fields f = Fields.of(node, SHAPE, problems);
        String key = control.draft().key(f, "interlock");
        String name = f.name();
        List<OutputSpec> outputs = outputs(f, control);
        if (f.node("kind").text().equals("max_runtime")) {
            problems.add(
                    f.node("kind"),
                    "the longest time on is not an interlock of its own",
                    "write `max_on: 15min` on the output itself");
            return new InterlockSpec(key, name, new Condition.Concurrency(1), false, List.of());
        }
        Kind kind = kind(f);
        boolean latch = f.flag("latch", kind == Kind.E_STOP);
        Condition condition = switch (kind) {
            case E_STOP, DOOR -> state(f, kind, control);
            case TANK_LOW -> limit(f, kind, "below", Comparison.LT, control);
            case CO2_LOCKOUT, OVER_PRESSURE -> limit(f, kind, "above", Comparison.GT, control);
            case STALE_INPUT -> stale(f, control);
            case CONCURRENCY -> concurrency(f, outputs, problems);
        };
        f.done();
        return new InterlockSpec(
                key,
                name,
                condition,
                latch,
                outputs.stream().map(OutputSpec::no).toList());
    }

    private static Kind kind(Fields f) {
        String word = f.choice("kind", Kind.words(), "");
        return Arrays.stream(Kind.values())
                .filter(k -> k.word().equals(word))
                .findFirst()
                .orElse(Kind.STALE_INPUT);
    }

    private static List<OutputSpec> outputs(Fields f, ControlDraft control) {
        Node written = f.node("outputs");
        if (written.text().equals("all")) {
            return List.copyOf(control.outputs());
        }
        List<OutputSpec> outputs = control.outputs(f, "outputs");
        if (written.isMissing()
                || (written.kind() == Node.Kind.SEQUENCE && written.items().isEmpty())) {
            control.problems()
                    .add(
                            written,
                            "an interlock without `outputs` holds nothing",
                            "write `outputs: all`, or the keys: `outputs: [pump-1]`");
        }
        return outputs;
    }

    private static Condition state(Fields f, Kind kind, ControlDraft control) {
        Optional<StreamSpec> stream = stream(f, kind, control);
        int safeValue = 1;
        if (f.has("safe_value")) {
            safeValue = f.integer("safe_value", 1, 0, 1);
        } else {
            control.problems()
                    .add(
                            f.node(),
                            "`safe_value` is missing: which value of the loop means that all is well?",
                            kind == Kind.E_STOP
                                    ? "write `safe_value: 1` for a loop that is closed while all is well (a cut wire then stops)"
                                    : "write `safe_value: 0` or `safe_value: 1`");
        }
        return new Condition.EStop(no(stream), safeValue, control.maxAge(f, stream));
    }

    private static Condition limit(Fields f, Kind kind, String side, Comparison comparison, ControlDraft control) {
        Optional<StreamSpec> stream = stream(f, kind, control);
        Metric metric = stream.map(StreamSpec::metric).orElse(kind.metrics().getFirst());
        double limit = Quantities.limit(f, side, metric, control.problems());
        double hysteresis = Quantities.difference(f, "hysteresis", metric, control.problems());
        return new Condition.Limit(no(stream), comparison, limit, hysteresis, control.maxAge(f, stream));
    }

    private static Condition stale(Fields f, ControlDraft control) {
        List<StreamSpec> streams = control.draft().referAll(f, "streams", "stream").stream()
                .flatMap(k -> control.devices().stream(k).stream())
                .toList();
        if (f.node("streams").isMissing()
                || (streams.isEmpty()
                        && f.node("streams").kind() == Node.Kind.SEQUENCE
                        && f.node("streams").items().isEmpty())) {
            control.problems()
                    .add(f.node(), "`streams` is missing: which inputs must be fresh?", "add `streams: [tank-level]`");
        }
        long maxAge = f.duration("max_age", -1);
        for (StreamSpec s : streams) {
            if (f.has("max_age") && maxAge < s.intervalMicros()) {
                control.problems()
                        .add(
                                f.node("max_age"),
                                "`max_age: " + f.node("max_age").text() + "` is shorter than the interval of `"
                                        + s.key() + "`",
                                "write at least its interval, " + ControlDraft.words(s.intervalMicros()));
            }
        }
        return new Condition.Stale(streams.stream().map(StreamSpec::no).toList(), maxAge);
    }

    private static Condition concurrency(Fields f, List<OutputSpec> outputs, Problems problems) {
        int most = f.integer("most", Integer.MIN_VALUE, 1, 1000);
        boolean allKnown = !f.node("outputs").items().stream()
                .anyMatch(i -> outputs.stream().noneMatch(o -> o.key().equals(i.text())));
        if (f.has("most") && allKnown && !outputs.isEmpty() && most >= outputs.size()) {
            problems.add(
                    f.node("most"),
                    "`most: " + most + "` of " + outputs.size() + " outputs forbids nothing",
                    outputs.size() == 1
                            ? "name all the outputs that must not be on together"
                            : "write less than " + outputs.size() + ", or name more outputs");
        }
        return new Condition.Concurrency(Math.max(1, most));
    }

    private static Optional<StreamSpec> stream(Fields f, Kind kind, ControlDraft control) {
        Optional<StreamSpec> stream = control.stream(f, "stream");
        stream.filter(s -> !kind.metrics().contains(s.metric()))
                .ifPresent(s -> control.problems()
                        .add(
                                f.node("stream"),
                                "`" + s.key() + "` measures " + s.metric().key() + ", an interlock of kind "
                                        + kind.word() + " needs "
                                        + kind.metrics().stream()
                                                .map(Metric::key)
                                                .collect(Collectors.joining(" or ")),
                                "name a stream that measures it"));
        return stream;
    }

    private static int no(Optional<StreamSpec> stream) {
        return stream.map(StreamSpec::no).orElse(-1);
    }
}
