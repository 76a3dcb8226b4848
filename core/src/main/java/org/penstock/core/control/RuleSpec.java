package org.penstock.core.control;

import java.util.OptionalDouble;

/**
 * A threshold rule: while the comparison holds, an output is driven to a value.
 *
 * @param key immutable key
 * @param stream number of the input stream
 * @param limit in canonical units
 * @param hysteresis ≥ 0, canonical units: the rule lets go only when the input is back by this much
 * @param onDelayMicros how long the comparison must hold before it acts, µs
 * @param offDelayMicros how long it must be over before it lets go, µs
 * @param maxAgeMicros an older input is no value, µs
 * @param output number of the output
 * @param value what the output is driven to while the rule holds
 * @param fallback what the output is driven to while there is no value; empty = the rule lets go
 * @param shadow it only looks on: what it would do is recorded and nothing is driven
 */
public record RuleSpec(
        String key,
        String name,
        int stream,
        Comparison comparison,
        double limit,
        double hysteresis,
        long onDelayMicros,
        long offDelayMicros,
        long maxAgeMicros,
        int output,
        double value,
        OptionalDouble fallback,
        boolean shadow) {
    /** A rule that drives. */
    public RuleSpec(
            String key,
            String name,
            int stream,
            Comparison comparison,
            double limit,
            double hysteresis,
            long onDelayMicros,
            long offDelayMicros,
            long maxAgeMicros,
            int output,
            double value,
            OptionalDouble fallback) {
        this(
                key,
                name,
                stream,
                comparison,
                limit,
                hysteresis,
                onDelayMicros,
                offDelayMicros,
                maxAgeMicros,
                output,
                value,
                fallback,
                false);
    }
}
