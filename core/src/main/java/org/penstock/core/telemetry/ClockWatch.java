package org.penstock.core.telemetry;

import org.jspecify.annotations.Nullable;

/**
 * Compares the two clocks at every frame. They part when somebody sets the wall clock, when a time service corrects it,
 * and when the machine sleeps (the monotonic clock stands still meanwhile). Engine thread only.
 */
final class ClockWatch {
    /** A movement up to this is the ordinary work of a time service, µs. */
    static final long TOLERANCE_MICROS = 2_000_000;

    private final JournalEnd end;
    private long offset;
    private boolean started;

    ClockWatch(JournalEnd end) {
        this.end = end;
    }

    /** The step since the last one told, or null. The first call compares with the newest recorded frame instead. */
    Input.@Nullable ClockStepped look(long wallMicros, long monoMicros) {
        long now = wallMicros - monoMicros;
        if (!started) {
            started = true;
            offset = now;
            long back = end.none() ? 0 : wallMicros - end.wallMicros();
            return back < -TOLERANCE_MICROS ? new Input.ClockStepped(back, true) : null;
        }
        long delta = now - offset;
        if (Math.abs(delta) <= TOLERANCE_MICROS) {
            return null;
        }
        offset = now;
        return new Input.ClockStepped(delta, false);
    }
}
