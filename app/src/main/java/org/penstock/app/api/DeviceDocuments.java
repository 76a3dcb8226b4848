package org.penstock.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.telemetry.EngineClock;

/** The documents about one device and about calibrations. See {@code app/API.md}. */
public final class DeviceDocuments {
    private DeviceDocuments() {}

    /**
     * Everything about one device. {@code today}, {@code sinceStart}: what became of its readings and messages, by reason,
     * since the site's midnight (to the hour) and since the process started. {@code messages}: how many that it handed on are
     * in the record. {@code lastEvent}: about it, its streams or its outputs.
     */
    public record Device(
            String schema,
            Instant at,
            Parts.Place site,
            boolean live,
            Parts.Device device,
            Parts.@Nullable Link link,
            @Nullable Health health,
            List<Parts.Stream> streams,
            List<Parts.Output> outputs,
            Map<String, Long> today,
            Map<String, Long> sinceStart,
            long messages,
            Documents.@Nullable Event lastEvent) {}

    /** How the link gets on with the device, counted since it was opened; times of answers are 0 where nothing is asked. */
    public record Health(
            @Nullable Instant lastGood,
            String lastError,
            @Nullable Instant lastErrorAt,
            long answers,
            long errors,
            long timeouts,
            double lastResponseSeconds,
            double maxResponseSeconds,
            String note) {
        static Health of(DeviceHealth h) {
            return new Health(
                    instant(h.lastGoodMicros()),
                    h.lastError(),
                    instant(h.lastErrorMicros()),
                    h.answers(),
                    h.errors(),
                    h.timeouts(),
                    h.lastResponseMicros() / 1e6,
                    h.maxResponseMicros() / 1e6,
                    h.note());
        }

        private static @Nullable Instant instant(@Nullable Long micros) {
            return micros == null ? null : EngineClock.instant(micros);
        }
    }

    /** Messages that a device handed on whole, last recorded first. */
    public record Messages(String schema, Parts.Place site, String device, List<Message> messages) {}

    /**
     * One message. {@code kind}: in the device's own word; {@code subject}: the session where only the topic names it;
     * {@code body}: the JSON text as it came.
     */
    public record Message(
            String kind,
            String subject,
            String id,
            @Nullable Instant event,
            Instant received,
            String body) {
        static Message of(DeviceCare.Message m) {
            return new Message(m.kind(), m.subject(), m.id(), m.event(), m.received(), m.body());
        }
    }
    /** Enrolments, open and recent, newest first. */
    public record Enrolments(String schema, Instant at, Parts.Place site, List<Parts.Enrolment> enrolments) {}

    /** Calibrations, newest first. */
    public record Calibrations(String schema, Parts.Place site, List<Calibration> calibrations) {}

    /**
     * One calibration; values in {@code unit}, offsets are differences in it. {@code from}: event time of the first reading
     * the offset is added to.
     */
    public record Calibration(
            String stream,
            String streamName,
            String unit,
            int decimals,
            Instant from,
            Instant at,
            @Nullable Double reference,
            @Nullable Double found,
            @Nullable Double left,
            double offsetBefore,
            double offset,
            String certificate,
            @Nullable Instant expires,
            String actor,
            String reason) {
        static Calibration of(DeviceCare.Calibration c) {
            return new Calibration(
                    c.stream(),
                    c.streamName(),
                    c.unit(),
                    c.decimals(),
                    c.from(),
                    c.at(),
                    c.reference(),
                    c.found(),
                    c.left(),
                    c.before(),
                    c.offset(),
                    c.certificate(),
                    c.expires(),
                    c.actor(),
                    c.reason());
        }
    }
}
