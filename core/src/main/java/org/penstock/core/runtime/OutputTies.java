package org.penstock.core.runtime;

import java.util.List;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.control.ProgramSpec;
import org.penstock.core.control.RuleSpec;

/**
 * What binds an output, as the configuration says it: how long it may be away from safe, what holds it there, what moves it.
 *
 * @param output key of the output
 * @param maxOnSeconds longest time away from safe, s; infinite when there is no such limit
 * @param interlocks keys of the interlocks that constrain it, in file order
 * @param rules names of the rules that drive it, in file order
 * @param programs keys of the programs that open it or bracket their steps with it, in file order
 */
public record OutputTies(
        String output, double maxOnSeconds, List<String> interlocks, List<String> rules, List<String> programs) {
    /** What the file means by no limit: ten years. */
    private static final double UNLIMITED_SECONDS = 3650 * 86_400.0;

    public OutputTies {
        interlocks = List.copyOf(interlocks);
        rules = List.copyOf(rules);
        programs = List.copyOf(programs);
    }

    static List<OutputTies> of(ControlConfig config) {
        return config.outputs().stream().map(o -> of(config, o)).toList();
    }

    private static OutputTies of(ControlConfig config, OutputSpec output) {
        int no = output.no();
        return new OutputTies(
                output.key(),
                output.maxOnMicros() / 1e6 >= UNLIMITED_SECONDS ? Double.POSITIVE_INFINITY : output.maxOnMicros() / 1e6,
                config.interlocks().stream()
                        .filter(i -> i.outputs().contains(no))
                        .map(i -> i.key())
                        .toList(),
                config.rules().stream()
                        .filter(r -> r.output() == no && !r.shadow())
                        .map(RuleSpec::name)
                        .toList(),
                config.programs().stream()
                        .filter(p -> p.pump() == no
                                || p.steps().stream().anyMatch(s -> s.outputs().contains(no)))
                        .map(ProgramSpec::key)
                        .toList());
    }
}
