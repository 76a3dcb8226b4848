package org.penstock.core.testsupport;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import org.penstock.core.alert.AlertConfig;
import org.penstock.core.alert.AlertRuleSpec;
import org.penstock.core.control.Comparison;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.InterlockSpec;
import org.penstock.core.control.InterlockSpec.Condition;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.control.OutputSpec.Guard;
import org.penstock.core.control.OutputSpec.OnStart;
import org.penstock.core.control.ProgramSpec;
import org.penstock.core.control.RuleSpec;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.StateWords;

/** A small facility for an {@link EngineStory}, built by name; numbers are given in order. Times are texts: {@code 30s}. */
public final class StoryFacility {
    private final List<StreamSpec> streams = new ArrayList<>();
    private final List<OutputSpec> outputs = new ArrayList<>();
    private final List<InterlockSpec> interlocks = new ArrayList<>();
    private final List<RuleSpec> rules = new ArrayList<>();
    private final List<ProgramSpec> programs = new ArrayList<>();
    private final List<AlertRuleSpec> alerts = new ArrayList<>();
    private ZoneId zone = ZoneId.of("Europe/Amsterdam");

    /** µs of {@code 1.5s}, {@code 2min}, {@code 1h}, {@code 200ms}. */
    public static long micros(String time) {
        int end = 0;
        while (end < time.length() && (Character.isDigit(time.charAt(end)) || time.charAt(end) == '.')) {
            end++;
        }
        double n = Double.parseDouble(time.substring(0, end));
        double unit = switch (time.substring(end)) {
            case "ms" -> 1e3;
            case "s" -> 1e6;
            case "min" -> 60e6;
            case "h" -> 3600e6;
            case "d" -> 86_400e6;
            default -> throw new IllegalArgumentException("not a time: " + time);
        };
        return Math.round(n * unit);
    }

    public StoryFacility zone(String id) {
        zone = ZoneId.of(id);
        return this;
    }

    public StoryFacility stream(String key, Metric metric) {
        streams.add(new StreamSpec(
                streams.size(),
                key,
                name(key),
                "device",
                "house",
                metric,
                metric.canonical(),
                micros("5s"),
                micros("5min"),
                micros("30s"),
                micros("30d")));
        return this;
    }

    /** A stream that is one way or the other, with its words for 0 and 1. */
    public StoryFacility state(String key, String zero, String one) {
        stream(key, Metric.STATE);
        StreamSpec s = streams.removeLast();
        streams.add(new StreamSpec(
                s.no(),
                s.key(),
                s.name(),
                s.device(),
                s.location(),
                s.metric(),
                s.sourceUnit(),
                s.intervalMicros(),
                s.liveWindowMicros(),
                s.maxAgeMicros(),
                s.backlogMicros(),
                new StateWords(zero, one)));
        return this;
    }

    /** A valve, pump, fan …: safe 0, driven to safe at a start, at most 15 min, device timer, time-out 2 s. */
    public StoryFacility output(String key, String kind) {
        return output(key, kind, spec -> spec);
    }

    /** As {@link #output(String, String)}, changed. */
    public StoryFacility output(String key, String kind, UnaryOperator<OutputSpec> changed) {
        outputs.add(changed.apply(new OutputSpec(
                outputs.size(),
                key,
                name(key),
                "device",
                "house",
                kind,
                0,
                OnStart.SAFE,
                micros("15min"),
                Guard.DEVICE_TIMER,
                "",
                micros("2s"))));
        return this;
    }

    /** An output that a start leaves as it is found. */
    public static OutputSpec kept(OutputSpec o) {
        return new OutputSpec(
                o.no(),
                o.key(),
                o.name(),
                o.device(),
                o.location(),
                o.kind(),
                o.safe(),
                OnStart.KEEP,
                o.maxOnMicros(),
                Guard.HARDWARE,
                "",
                o.timeoutMicros());
    }

    /** An output of {@code device}, driven by {@code link}. */
    public static UnaryOperator<OutputSpec> on(String link, String device) {
        return o -> new OutputSpec(
                o.no(),
                o.key(),
                o.name(),
                device,
                o.location(),
                o.kind(),
                o.safe(),
                o.onStart(),
                o.maxOnMicros(),
                o.guard(),
                o.guardReason(),
                o.timeoutMicros(),
                link + " modbus");
    }

    /** Latched emergency stop on a 0/1 stream; 1 = loop closed; older than 10 s is unsafe; all outputs so far. */
    public StoryFacility eStop(String key, String stream) {
        return interlock(key, new Condition.EStop(no(stream), 1, micros("10s")), true, allOutputs());
    }

    /** Not latched: tripped while the stream is below the limit, or older than 60 s. */
    public StoryFacility low(String key, String stream, double limit, double hysteresis, String... of) {
        return interlock(
                key, new Condition.Limit(no(stream), Comparison.LT, limit, hysteresis, micros("60s")), false, of);
    }

    public StoryFacility fresh(String key, String stream, String maxAge, String... of) {
        return interlock(key, new Condition.Stale(List.of(no(stream)), micros(maxAge)), false, of);
    }

    public StoryFacility atMost(int most, String key, String... of) {
        return interlock(key, new Condition.Concurrency(most), false, of);
    }

    public StoryFacility interlock(String key, Condition condition, boolean latch, String... of) {
        List<Integer> numbers = new ArrayList<>();
        for (String o : of) {
            numbers.add(outputNo(o));
        }
        interlocks.add(new InterlockSpec(key, name(key), condition, latch, numbers));
        return this;
    }

    /** Output to 1 while the stream is above the limit; input at most 60 s old. */
    public StoryFacility above(
            String key,
            String stream,
            double limit,
            double hysteresis,
            String onDelay,
            String offDelay,
            String output) {
        return rule(
                key, stream, Comparison.GT, limit, hysteresis, onDelay, offDelay, output, 1, OptionalDouble.empty());
    }

    public StoryFacility rule(
            String key,
            String stream,
            Comparison comparison,
            double limit,
            double hysteresis,
            String onDelay,
            String offDelay,
            String output,
            double value,
            OptionalDouble fallback) {
        rules.add(new RuleSpec(
                key,
                name(key),
                no(stream),
                comparison,
                limit,
                hysteresis,
                micros(onDelay),
                micros(offDelay),
                micros("60s"),
                outputNo(output),
                value,
                fallback));
        return this;
    }

    /** The last rule only looks on. */
    public StoryFacility shadow() {
        RuleSpec r = rules.removeLast();
        rules.add(new RuleSpec(
                r.key(),
                r.name(),
                r.stream(),
                r.comparison(),
                r.limit(),
                r.hysteresis(),
                r.onDelayMicros(),
                r.offDelayMicros(),
                r.maxAgeMicros(),
                r.output(),
                r.value(),
                r.fallback(),
                true));
        return this;
    }

    public StoryFacility program(ProgramSpec program) {
        programs.add(program);
        return this;
    }

    public StoryFacility alert(AlertRuleSpec rule) {
        alerts.add(rule);
        return this;
    }

    /** Number of a stream. */
    public int no(String stream) {
        for (StreamSpec s : streams) {
            if (s.key().equals(stream)) {
                return s.no();
            }
        }
        throw new IllegalArgumentException("no stream " + stream + " in this story");
    }

    /** Number of an output. */
    public int outputNo(String output) {
        for (OutputSpec o : outputs) {
            if (o.key().equals(output)) {
                return o.no();
            }
        }
        throw new IllegalArgumentException("no output " + output + " in this story");
    }

    private String[] allOutputs() {
        return outputs.stream().map(OutputSpec::key).toArray(String[]::new);
    }

    private static String name(String key) {
        String words = key.replace('-', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }

    public ControlConfig build() {
        return new ControlConfig("story", zone, streams, outputs, interlocks, rules, programs);
    }

    /** The alert rules, for a story that has an alert stage. */
    public AlertConfig alerts() {
        return new AlertConfig(alerts);
    }
}
