package org.penstock.core.control;

import java.util.List;
import java.util.Optional;

/**
 * What the engine knows after its last scan. For the engine's own thread, until the next scan; copy what must live longer.
 *
 * @param now engine time, µs
 * @param wall wall time, µs UTC
 * @param image the process image, live
 * @param outputs in file order
 * @param interlocks in file order
 * @param clockInDoubt dated starts wait for {@code clock.confirm}
 * @param kept names of outputs that are still under the definition before the one in force, until they are at safe
 */
public record ControlView(
        long now,
        long wall,
        Image image,
        List<Output> outputs,
        List<Interlock> interlocks,
        boolean clockInDoubt,
        List<String> kept) {
    public ControlView {
        kept = List.copyOf(kept);
        outputs = List.copyOf(outputs);
        interlocks = List.copyOf(interlocks);
    }

    /** A device that a person took out of service. @param sinceMicros wall time, µs UTC */
    public record Maintenance(long sinceMicros, String actor, String reason) {}

    /** @param shut the gate that would refuse to leave safe now, in words */
    public record Output(OutputSpec spec, OutputView view, Optional<String> shut) {}

    /**
     * @param tripped the condition is unsafe now
     * @param latched waits for a person's reset
     * @param why what tripped it, "" when it holds nothing
     * @param sinceMicros engine time of the trip
     * @param never why it can never be bypassed, "" when it can
     * @param bypasses for which outputs it is bypassed now
     */
    public record Interlock(
            String key,
            String name,
            boolean tripped,
            boolean latched,
            String why,
            long sinceMicros,
            String never,
            List<Bypass> bypasses) {
        public Interlock {
            bypasses = List.copyOf(bypasses);
        }

        /** Whether it holds its outputs at safe. */
        public boolean holds() {
            return tripped || latched;
        }
    }
}
