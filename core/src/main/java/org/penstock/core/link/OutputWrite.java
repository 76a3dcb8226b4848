package org.penstock.core.link;

import java.util.function.BooleanSupplier;

/**
 * One write to one output.
 *
 * @param output number of the output
 * @param value wanted value: 0 or 1 for a coil, a number for an analog output
 * @param maxOnMillis how long the device itself may keep a value other than safe (written to a device timer where the
 *     output has one), 0 when the value is the safe one
 * @param timeoutMillis time the write and its read-back may take together
 * @param overtaken whether another write to the output waits for the end of this one: the link looks before each further
 *     step towards an opening, and now and then while it waits for a device, and goes no further. Callable from any thread.
 */
public record OutputWrite(int output, double value, long maxOnMillis, long timeoutMillis, BooleanSupplier overtaken) {
    private static final BooleanSupplier NEVER = () -> false;

    /** A write that nothing overtakes. */
    public OutputWrite(int output, double value, long maxOnMillis, long timeoutMillis) {
        this(output, value, maxOnMillis, timeoutMillis, NEVER);
    }
}
