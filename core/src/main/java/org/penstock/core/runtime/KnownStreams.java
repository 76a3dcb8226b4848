package org.penstock.core.runtime;

import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.place.Site;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.ReadingConflict;
import org.penstock.core.telemetry.ReadingSource;

/** What the configuration in force says about the numbers in the record. Thread-safe; asked each time, for it changes. */
final class KnownStreams {
    private volatile Known known;

    private record Known(
            Site place,
            Map<String, StreamSpec> streams,
            Map<Integer, StreamSpec> streamOfNumber,
            Map<String, String> linkOfDevice) {
        static Known of(Configuration configuration) {
            Devices devices = configuration.part(Devices.class);
            return new Known(
                    configuration.part(Places.class).site(),
                    devices.streams().stream().collect(Collectors.toMap(StreamSpec::key, s -> s)),
                    devices.streams().stream().collect(Collectors.toMap(StreamSpec::no, s -> s)),
                    devices.devices().stream().collect(Collectors.toMap(DeviceSpec::key, DeviceSpec::link)));
        }
    }

    KnownStreams(Configuration configuration) {
        known = Known.of(configuration);
    }

    /** Another configuration is in force. */
    void configure(Configuration configuration) {
        known = Known.of(configuration);
    }

    Site place() {
        return known.place();
    }

    ZoneId zone() {
        return known.place().zone();
    }

    /** Whether the site wants each reading as a row as well. */
    boolean rawRows() {
        return known.place().rawRows();
    }

    /** A stream of the file; empty when it is archived or never was. */
    Optional<StreamSpec> stream(String key) {
        return Optional.ofNullable(known.streams().get(key));
    }

    /** Key of a stream by its number; the number itself where the file has none. */
    String key(int stream) {
        StreamSpec s = known.streamOfNumber().get(stream);
        return s == null ? "#" + stream : s.key();
    }

    /** What brings the readings of a stream. */
    ReadingSource.Source source(int stream) {
        Known k = known;
        StreamSpec s = k.streamOfNumber().get(stream);
        return s == null
                ? ReadingSource.Source.UNKNOWN
                : new ReadingSource.Source(k.linkOfDevice().getOrDefault(s.device(), ""), s.device());
    }

    /** That a stream said two things of one instant, as the engine is told it. */
    Input notice(ReadingConflict c) {
        @Nullable StreamSpec s = known.streamOfNumber().get(c.stream());
        String name = s == null ? "stream " + c.stream() : s.name();
        return new Input.Notice(
                "projector",
                "conflict",
                s == null ? "" : s.key(),
                name + " sent two values for " + EngineClock.instant(c.eventMicros()) + ": "
                        + Contradiction.inWords(c, s) + ". The first stands; both are kept.");
    }
}
