package org.penstock.core.telemetry;

/**
 * What the readings of one bucket come to.
 *
 * @param beginMicros begin of the bucket, µs UTC
 */
public record Rollup(long beginMicros, Statistics statistics) {}
