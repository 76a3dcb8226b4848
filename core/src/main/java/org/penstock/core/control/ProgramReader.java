package org.penstock.core.control;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.penstock.core.facility.ClockTime;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Shape;

/** Reads {@code programs}. */
final class ProgramReader {
    private static final long SECOND = 1_000_000;
    private static final List<String> OPENED = List.of("valve", "doser", "co2");
    private static final ProgramSpec.Schedule BY_REQUEST = new ProgramSpec.Schedule(
            List.of(),
            Collections.emptySortedSet(),
            ProgramSpec.Gap.AFTER,
            ProgramSpec.Fold.FIRST,
            ProgramSpec.Missed.SKIP,
            0);

    private static final List<String> GAPS = List.of("after", "skip");
    private static final List<String> FOLDS = List.of("first", "second", "both");
    private static final List<String> MISSED = List.of("skip", "run_within");
    private static final Shape.Group STEP = Shape.group(
                    "Valves that are open together for a time, or a time of waiting.")
            .may("open", Shape.list("The valves.", Shape.reference("Key of an output.")))
            .may("on", Shape.list("Machines that run: fans, lights, heaters.", Shape.reference("Key of an output.")))
            .may("for", Shape.duration("How long they are open."))
            .may("wait", Shape.duration("How long nothing is open."));
    private static final Shape.Group START = Shape.group("When it starts by itself.")
            .must(
                    "at",
                    Shape.list("Times of day.", Shape.text("Hours and minutes, 00:00 to 23:59.", ClockTime.PATTERN)))
            .may("days", Shape.list("Days of the week; every day if not written.", Shape.choice("", ClockTime.DAYS)))
            .may("gap", Shape.choice("When the clock leaps over the time: after the leap, or not.", GAPS))
            .may("fold", Shape.choice("When the time comes twice: at the first, the second or both.", FOLDS))
            .may("missed", Shape.choice("When it could not start in time.", MISSED))
            .may("within", Shape.duration("run_within: how late it may still start."));
    static final Shape.Group SHAPE = Shape.group("What runs in steps.")
            .must("key", Shape.key())
            .must("name", Shape.name())
            .may("pump", Shape.reference("Key of the pump or master valve that runs with its steps."))
            .may("lead", Shape.duration("How long valves are open before the pump starts."))
            .may("linger", Shape.duration("How long valves stay open after the pump stopped."))
            .must("max_runtime", Shape.duration("It is ended after this time."))
            .must("steps", Shape.list("One after the other.", STEP))
            .may("start", START);

    private ProgramReader() {}

    static void read(Node file, ControlDraft control) {
        for (Node node : Fields.of(file, control.problems()).items("programs")) {
            control.programs().add(program(node, control));
        }
    }

    private static ProgramSpec program(Node node, ControlDraft control) {
        Problems problems = control.problems();
        Fields f = Fields.of(node, SHAPE, problems);
        String key = control.draft().key(f, "program");
        String name = f.name();
        Optional<OutputSpec> pump = f.has("pump") ? control.output(f, "pump") : Optional.empty();
        pump.filter(o -> !List.of("pump", "valve").contains(o.kind()))
                .ifPresent(o -> problems.add(
                        f.node("pump"),
                        "`" + o.key() + "` is a " + o.kind() + ", not a pump",
                        "name the pump or the master valve"));
        long lead = f.duration("lead", SECOND);
        long linger = f.duration("linger", 5 * SECOND);
        long maxRuntime = f.duration("max_runtime", -1);
        List<ProgramSpec.Step> steps = new ArrayList<>();
        long whole = 0;
        List<Node> written = f.items("steps");
        SortedMap<Integer, Long> open = new TreeMap<>();
        for (Node step : written) {
            ProgramSpec.Step s = step(step, pump, lead + linger, control);
            open = stayOpen(step, open, s, lead + linger, control);
            steps.add(s);
            whole += s.durationMicros() + (s.outputs().isEmpty() ? 0 : lead + linger);
        }
        if (written.isEmpty()) {
            problems.add(node, "the program `" + key + "` has no steps", "add `steps: [{open: [valve-1], for: 2min}]`");
        }
        if (f.has("max_runtime") && maxRuntime < whole) {
            problems.add(
                    f.node("max_runtime"),
                    "`max_runtime: " + f.node("max_runtime").text() + "` ends the program before its last step: the "
                            + "steps need " + ControlDraft.words(whole),
                    "write a longer time, or shorten the steps");
        }
        ProgramSpec.Schedule schedule = f.has("start") ? schedule(f.node("start"), problems) : BY_REQUEST;
        f.done();
        return new ProgramSpec(
                key, name, pump.map(OutputSpec::no).orElse(-1), lead, linger, maxRuntime, steps, schedule);
    }

    private static ProgramSpec.Step step(Node node, Optional<OutputSpec> pump, long around, ControlDraft control) {
        Problems problems = control.problems();
        Fields f = Fields.of(node, STEP, problems);
        if (f.has("wait")) {
            long wait = f.duration("wait", -1);
            f.done();
            return new ProgramSpec.Step(List.of(), wait);
        }
        List<OutputSpec> open = control.outputs(f, "open");
        List<OutputSpec> on = control.outputs(f, "on");
        if (f.node("open").isMissing() && f.node("on").isMissing()) {
            problems.add(
                    node,
                    "the step neither opens nor waits",
                    "write `open: [valve-1]` with `for: 2min`, `on: [lights]` with `for: 8h`, or `wait: 1min`");
        }
        long duration = f.duration("for", -1);
        boolean read = duration > 0 || f.node("for").text().strip().startsWith("0");
        if (f.has("for") && read && duration < SECOND) {
            problems.add(
                    f.node("for"),
                    "`for: " + f.node("for").text() + "` is too short to do anything",
                    "write at least 1s");
        }
        f.done();
        open.forEach(o -> checkStep(f, "open", o, duration + around, problems));
        on.forEach(o -> checkStep(f, "on", o, duration + around, problems));
        List<OutputSpec> both =
                Stream.concat(open.stream(), on.stream()).distinct().toList();
        pump.filter(p -> p.maxOnMicros() < duration)
                .ifPresent(p -> problems.add(
                        f.node("for"),
                        "the pump `" + p.key() + "` would be stopped by its max_on of "
                                + ControlDraft.words(p.maxOnMicros()) + " before the step ends",
                        "shorten the step, or raise `max_on` of the pump"));
        checkConcurrency(f, both, control);
        return new ProgramSpec.Step(both.stream().map(OutputSpec::no).toList(), duration);
    }

    /** How long what this step opens has been open by its end: what the step before had open as well is not closed between. */
    private static SortedMap<Integer, Long> stayOpen(
            Node written, SortedMap<Integer, Long> before, ProgramSpec.Step step, long around, ControlDraft control) {
        SortedMap<Integer, Long> now = new TreeMap<>();
        for (OutputSpec o : control.outputs()) {
            if (step.outputs().contains(o.no())) {
                long alone = step.durationMicros() + around;
                long all = before.getOrDefault(o.no(), 0L) + alone;
                now.put(o.no(), all);
                if (alone <= o.maxOnMicros() && all > o.maxOnMicros()) {
                    // No fault: earlier releases took such a file, and a facility that runs must start after an update.
                    control.problems()
                            .warn(
                                    written.get("for"),
                                    "`" + o.key() + "` would be closed by its max_on of "
                                            + ControlDraft.words(o.maxOnMicros())
                                            + " before the step ends: it stays open from the step before, "
                                            + ControlDraft.words(all) + " in all",
                                    "shorten the steps, write `{wait: 10s}` between them, or raise `max_on` of the output");
                }
            }
        }
        return now;
    }

    /** What lets something through is opened, a machine is on; a pump brackets the steps and is in none. */
    private static void checkStep(Fields f, String word, OutputSpec o, long away, Problems problems) {
        boolean opened = OPENED.contains(o.kind());
        if (o.kind().equals("pump")) {
            problems.add(
                    f.node(word),
                    "`" + o.key() + "` is a pump, a step opens valves",
                    "write it as `pump:` of the program");
        } else if (opened != word.equals("open")) {
            problems.add(
                    f.node(word),
                    "`" + o.key() + "` is a " + o.kind() + ", which a step has " + (opened ? "`open`" : "`on`"),
                    "write `" + (opened ? "open" : "on") + ": [" + o.key() + "]`");
        } else if (!opened && o.safe() != 0) {
            problems.add(
                    f.node("on"),
                    "`" + o.key() + "` is on while it is safe: the step would switch it off",
                    "drive it with a rule");
        } else if (o.maxOnMicros() < away) {
            problems.add(
                    f.node("for"),
                    "`" + o.key() + "` would be closed by its max_on of " + ControlDraft.words(o.maxOnMicros())
                            + " before the step ends (with lead and linger " + ControlDraft.words(away) + ")",
                    "shorten the step, or raise `max_on` of the output");
        }
    }

    /** A step that an interlock always refuses would look like a program that never works. */
    private static void checkConcurrency(Fields f, List<OutputSpec> open, ControlDraft control) {
        for (InterlockSpec lock : control.interlocks()) {
            if (lock.condition() instanceof InterlockSpec.Condition.Concurrency limit) {
                long together = open.stream()
                        .filter(o -> lock.outputs().contains(o.no()))
                        .count();
                if (together > limit.most()) {
                    control.problems()
                            .add(
                                    f.node("open"),
                                    "the step opens " + together + " outputs together, the interlock `" + lock.key()
                                            + "` allows " + limit.most(),
                                    "make it " + together + " steps");
                }
            }
        }
    }

    private static ProgramSpec.Schedule schedule(Node node, Problems problems) {
        Fields f = Fields.of(node, START, problems);
        List<LocalTime> times = new ArrayList<>();
        for (Node at : f.items("at")) {
            ClockTime.read(at, problems)
                    .filter(t -> {
                        if (times.contains(t)) {
                            problems.add(at, "`" + at.text() + "` is written twice", "name each time once");
                        }
                        return !times.contains(t);
                    })
                    .ifPresent(times::add);
        }
        if (f.node("at").isMissing()) {
            problems.add(node, "`at` is missing: when does the program start?", "add `at: [\"06:00\"]`");
        }
        Set<Integer> days = new TreeSet<>();
        for (Node day : f.items("days")) {
            ClockTime.day(day, problems).ifPresent(days::add);
        }
        if (f.node("days").isMissing()) {
            days.addAll(List.of(1, 2, 3, 4, 5, 6, 7));
        }
        ProgramSpec.Gap gap =
                f.choice("gap", GAPS, "after").equals("skip") ? ProgramSpec.Gap.SKIP : ProgramSpec.Gap.AFTER;
        ProgramSpec.Fold fold =
                ProgramSpec.Fold.valueOf(f.choice("fold", FOLDS, "first").toUpperCase(Locale.ROOT));
        ProgramSpec.Missed missed =
                ProgramSpec.Missed.valueOf(f.choice("missed", MISSED, "skip").toUpperCase(Locale.ROOT));
        long within = missed == ProgramSpec.Missed.RUN_WITHIN ? f.duration("within", -1) : 0;
        f.done();
        return new ProgramSpec.Schedule(times, days, gap, fold, missed, within);
    }
}
