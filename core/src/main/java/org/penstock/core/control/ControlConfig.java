package org.penstock.core.control;

import java.time.ZoneId;
import java.util.List;
import org.penstock.core.facility.StreamSpec;

/**
 * Everything the engine knows about the facility; immutable, in file order. Numbers of streams and outputs index arrays;
 * a number that is no longer used has no entry.
 */
public record ControlConfig(
        String hash,
        ZoneId zone,
        List<StreamSpec> streams,
        List<OutputSpec> outputs,
        List<InterlockSpec> interlocks,
        List<RuleSpec> rules,
        List<ProgramSpec> programs) {
    public ControlConfig {
        streams = List.copyOf(streams);
        outputs = List.copyOf(outputs);
        interlocks = List.copyOf(interlocks);
        rules = List.copyOf(rules);
        programs = List.copyOf(programs);
    }

    /** The same facility with other outputs. */
    ControlConfig withOutputs(List<OutputSpec> others) {
        return new ControlConfig(hash, zone, streams, others, interlocks, rules, programs);
    }

    /** Highest stream number + 1: the length of an array indexed by stream. */
    public int streamCount() {
        return streams.stream().mapToInt(StreamSpec::no).max().orElse(-1) + 1;
    }

    /** Highest output number + 1: the length of an array indexed by output. */
    public int outputCount() {
        return outputs.stream().mapToInt(OutputSpec::no).max().orElse(-1) + 1;
    }
}
