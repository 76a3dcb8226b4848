package org.penstock.core.link;

/**
 * One write to one output.
 *
 * @param output number of the output
 * @param value wanted value: 0 or 1 for a coil, a number for an analog output
 * @param maxOnMillis how long the device itself may keep a value other than safe (written to a device timer where the
 *     output has one), 0 when the value is the safe one
 * @param timeoutMillis time the write and its read-back may take together
 */
public record OutputWrite(int output, double value, long maxOnMillis, long timeoutMillis) {}
