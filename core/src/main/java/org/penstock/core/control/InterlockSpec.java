package org.penstock.core.control;

import java.util.List;

/**
 * A condition under which outputs are held at safe, whoever wants otherwise. Missing, bad or stale input = unsafe.
 *
 * @param key immutable key
 * @param latch after a trip a person must reset it
 * @param outputs numbers of the outputs it constrains, ascending
 */
public record InterlockSpec(String key, String name, Condition condition, boolean latch, List<Integer> outputs) {
    public InterlockSpec {
        outputs = outputs.stream().sorted().toList();
    }

    /** When an interlock is tripped. */
    public sealed interface Condition {
        /**
         * Emergency stop loop: a 0/1 stream with stated polarity.
         *
         * @param safeValue the value that means "loop closed, all is well", 0 or 1
         */
        record EStop(int stream, int safeValue, long maxAgeMicros) implements Condition {}

        /**
         * A level (tank low) or any limit: tripped while {@code stream comparison limit}; safe again past hysteresis.
         */
        record Limit(int stream, Comparison comparison, double limit, double hysteresis, long maxAgeMicros)
                implements Condition {}

        /** The streams must be fresh; nothing else is asked of them. */
        record Stale(List<Integer> streams, long maxAgeMicros) implements Condition {}

        /** At most {@code most} of the outputs may be away from safe at once; judged on the resulting set. */
        record Concurrency(int most) implements Condition {}
    }
}
