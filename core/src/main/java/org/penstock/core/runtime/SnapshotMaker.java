package org.penstock.core.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Places;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.telemetry.EngineClock;

/** Makes what a screen shows of what the engine knew: units, names, ages, words. Stateless; any thread. */
final class SnapshotMaker {
    private SnapshotMaker() {}

    /**
     * @param now engine time the ages are told for, µs; not before the picture's
     * @param simulated every link is a simulator
     */
    static FacilitySnapshot make(
            Picture picture, long now, boolean simulated, List<LinkStatus> links, SystemHealth health) {
        long elapsed = now - picture.now();
        return new FacilitySnapshot(
                picture.configuration().part(Places.class).site(),
                EngineClock.instant(picture.wall() + elapsed),
                simulated,
                FieldMaker.make(picture, now, links),
                ControlMaker.make(picture, now),
                AlertMaker.make(picture, elapsed),
                health);
    }

    /** Before the first scan: the place, and nothing known about it. */
    static FacilitySnapshot empty(
            Configuration configuration, Instant now, boolean simulated, List<LinkStatus> links, SystemHealth health) {
        return new FacilitySnapshot(
                configuration.part(Places.class).site(),
                now,
                simulated,
                new FieldSnapshot(List.of(), List.of(), links, FacilityMap.of(configuration)),
                ControlSnapshot.NONE,
                AlertSnapshot.NONE,
                health);
    }

    /** An instant of the engine, null where it keeps 0 because nothing happened. */
    static @Nullable Instant instant(long micros) {
        return micros == 0 ? null : EngineClock.instant(micros);
    }
}
