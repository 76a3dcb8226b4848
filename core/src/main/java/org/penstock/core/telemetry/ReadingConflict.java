package org.penstock.core.telemetry;

/**
 * Two readings with one identity that say different things. The first stands.
 *
 * @param stream number of the stream
 * @param eventMicros the identity's event time, µs UTC
 */
public record ReadingConflict(
        int stream, long eventMicros, double firstValue, int firstQuality, double secondValue, int secondQuality) {}
