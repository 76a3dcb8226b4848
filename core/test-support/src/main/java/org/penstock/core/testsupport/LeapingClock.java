package org.penstock.core.testsupport;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.penstock.core.quantity.Ticker;

/** Both clocks of a test. They stand still until told; {@link #leap} moves both, {@link #stepWall} only the wall clock. */
public final class LeapingClock implements InstantSource, Ticker {
    private final AtomicLong wallNanos;
    private final AtomicLong ticks = new AtomicLong();

    public LeapingClock(Instant start) {
        wallNanos = new AtomicLong(
                Math.addExact(Math.multiplyExact(start.getEpochSecond(), 1_000_000_000L), start.getNano()));
    }

    /** 1 June 2026, 06:00 UTC. */
    public LeapingClock() {
        this(Instant.parse("2026-06-01T06:00:00Z"));
    }

    /** Time passes. */
    public LeapingClock leap(Duration by) {
        wallNanos.addAndGet(by.toNanos());
        ticks.addAndGet(by.toNanos());
        return this;
    }

    /** The wall clock jumps; no time passes. */
    public LeapingClock stepWall(Duration by) {
        wallNanos.addAndGet(by.toNanos());
        return this;
    }

    @Override
    public Instant instant() {
        long nanos = wallNanos.get();
        return Instant.ofEpochSecond(Math.floorDiv(nanos, 1_000_000_000L), Math.floorMod(nanos, 1_000_000_000L));
    }

    @Override
    public long nanos() {
        return ticks.get();
    }

    /** Wall time in µs UTC. */
    public long wallMicros() {
        return Math.floorDiv(wallNanos.get(), 1_000L);
    }

    /** Engine time in µs. */
    public long monoMicros() {
        return ticks.get() / 1_000;
    }
}
