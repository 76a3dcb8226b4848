package org.penstock.core.telemetry;

import java.time.Instant;
import java.time.InstantSource;
import org.penstock.core.quantity.Ticker;

/**
 * The two times of a frame. Engine time is a base plus the ticker; it goes on over restarts: the base is the last
 * journalled frame's engine time plus the wall time since, which is taken as zero when the wall clock was set back
 * meanwhile. Any thread.
 */
public final class EngineClock {
    private final InstantSource wall;
    private final Ticker ticker;
    private final long baseMicros;
    private final long startNanos;

    public EngineClock(InstantSource wall, Ticker ticker, JournalEnd end) {
        this.wall = wall;
        this.ticker = ticker;
        this.startNanos = ticker.nanos();
        this.baseMicros = end.none() ? 0 : end.monoMicros() + Math.max(0, micros(wall.instant()) - end.wallMicros());
    }

    /** Wall time now, µs since 1970 UTC. */
    public long wallMicros() {
        return micros(wall.instant());
    }

    /** Engine time now, µs. */
    public long monoMicros() {
        return monoAt(ticker.nanos());
    }

    /** Engine time (µs) of a reading of the same ticker. */
    public long monoAt(long nanos) {
        return baseMicros + Math.floorDiv(nanos - startNanos, 1000L);
    }

    /** µs since 1970 UTC. */
    public static long micros(Instant instant) {
        return instant.getEpochSecond() * 1_000_000L + instant.getNano() / 1000;
    }

    /** The instant of µs since 1970 UTC. */
    public static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1000);
    }
}
