package org.penstock.core.telemetry;

import java.time.Instant;
import java.time.InstantSource;
import org.penstock.core.quantity.Ticker;

/** Both clocks, moved by hand and apart from each other. */
final class HandClock implements InstantSource, Ticker {
    private volatile long wallMicros;
    private volatile long nanos;

    HandClock(String wall) {
        wallMicros = EngineClock.micros(Instant.parse(wall));
        nanos = 123_456_789;
    }

    @Override
    public Instant instant() {
        return EngineClock.instant(wallMicros);
    }

    @Override
    public long nanos() {
        return nanos;
    }

    long wall() {
        return wallMicros;
    }

    /** Time passes: both clocks move. */
    void pass(long micros) {
        wallMicros += micros;
        nanos += micros * 1000;
    }

    /** Somebody sets the wall clock. */
    void set(long wall) {
        wallMicros = wall;
    }
}
