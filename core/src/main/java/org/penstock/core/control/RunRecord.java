package org.penstock.core.control;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The written forms around runs: numbers in records, and specifications and views in a checkpoint. */
final class RunRecord {
    private RunRecord() {}

    /** µs as decimal seconds: {@code 119.5}. */
    static String seconds(long micros) {
        return BigDecimal.valueOf(micros, 6).stripTrailingZeros().toPlainString();
    }

    /** A wall time as ISO 8601 in UTC. */
    static String time(long wallMicros) {
        return PlannedStarts.instant(wallMicros).toString();
    }

    /** Sum of the durations of the steps, µs. */
    static long watering(ProgramSpec spec) {
        return spec.steps().stream().mapToLong(ProgramSpec.Step::durationMicros).sum();
    }

    /** How long the step takes as planned, with lead and linger, µs. */
    static long length(ProgramSpec spec, int step) {
        ProgramSpec.Step s = spec.steps().get(step);
        boolean pumped = spec.pump() >= 0 && !s.outputs().isEmpty();
        return s.durationMicros() + (pumped ? spec.leadMicros() + spec.lingerMicros() : 0);
    }

    /** A run keeps the program as it was when it started: a changed file does not change what is running. */
    static void save(ProgramSpec spec, ObjectNode node) {
        node.put("key", spec.key())
                .put("name", spec.name())
                .put("pump", spec.pump())
                .put("lead", spec.leadMicros())
                .put("linger", spec.lingerMicros())
                .put("max_runtime", spec.maxRuntimeMicros());
        ArrayNode steps = node.putArray("steps");
        for (ProgramSpec.Step step : spec.steps()) {
            ObjectNode s = steps.addObject().put("for", step.durationMicros());
            ArrayNode outputs = s.putArray("open");
            step.outputs().forEach(outputs::add);
        }
    }

    static ProgramSpec program(JsonNode node) {
        List<ProgramSpec.Step> steps = new ArrayList<>();
        for (JsonNode s : node.required("steps")) {
            List<Integer> outputs = new ArrayList<>();
            s.required("open").forEach(o -> outputs.add(o.asInt()));
            steps.add(new ProgramSpec.Step(outputs, s.required("for").asLong()));
        }
        return new ProgramSpec(
                node.required("key").asString(),
                node.required("name").asString(),
                node.required("pump").asInt(),
                node.required("lead").asLong(),
                node.required("linger").asLong(),
                node.required("max_runtime").asLong(),
                steps,
                NEVER);
    }

    /** What runs has started already; its schedule is the program's business. */
    private static final ProgramSpec.Schedule NEVER = new ProgramSpec.Schedule(
            List.<LocalTime>of(),
            Collections.emptySortedSet(),
            ProgramSpec.Gap.SKIP,
            ProgramSpec.Fold.FIRST,
            ProgramSpec.Missed.SKIP,
            0);

    /** Every output a program moves: the pump first, then the valves in the order of the steps, none twice. */
    static List<Integer> outputs(ProgramSpec spec) {
        Set<Integer> all = new LinkedHashSet<>();
        if (spec.pump() >= 0) {
            all.add(spec.pump());
        }
        spec.steps().forEach(s -> all.addAll(s.outputs()));
        return List.copyOf(all);
    }

    static void save(RunView v, ObjectNode node) {
        node.put("no", v.no())
                .put("program", v.program())
                .put("name", v.programName())
                .put("state", v.state())
                .put("steps", v.steps())
                .put("planned", v.plannedMicros())
                .put("planned_at", v.plannedAt())
                .put("started", v.startedMicros())
                .put("ended", v.endedMicros())
                .put("why", v.why());
        ArrayNode done = node.putArray("done");
        v.doneMicros().forEach(done::add);
    }

    /** An ended run as it was shown. */
    static RunView ended(JsonNode n) {
        List<Long> done = new ArrayList<>();
        n.required("done").forEach(d -> done.add(d.asLong()));
        return new RunView(
                n.required("no").asLong(),
                n.required("program").asString(),
                n.required("name").asString(),
                n.required("state").asString(),
                0,
                n.required("steps").asInt(),
                "",
                "",
                0,
                n.required("planned").asLong(),
                n.required("planned_at").asLong(),
                n.required("started").asLong(),
                n.required("ended").asLong(),
                done,
                n.required("why").asString());
    }
}
