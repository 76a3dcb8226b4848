package org.penstock.core.runtime;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.quantity.StateWords;

/**
 * What is in the field at one moment: what speaks, what it measures, and where it is. Lists are in the order of the facility
 * file.
 *
 * @param links what devices are reached over
 * @param map where its things are
 */
public record FieldSnapshot(List<Device> devices, List<Stream> streams, List<LinkStatus> links, FacilityMap map) {
    public FieldSnapshot {
        devices = List.copyOf(devices);
        streams = List.copyOf(streams);
        links = List.copyOf(links);
    }

    /** The same with other values. */
    public FieldSnapshot withStreams(List<Stream> next) {
        return new FieldSnapshot(devices, next, links, map);
    }

    /**
     * What speaks a protocol.
     *
     * @param state pending, joining, active or maintenance: see {@link org.penstock.core.link.DeviceState}
     * @param stateSince when a person took it out of service; null while it is active
     * @param stateBy who did, "" while it is active
     * @param stateReason why, "" while it is active
     * @param presence online, late, offline or maintenance: see {@link org.penstock.core.link.Presence}
     * @param why what makes it so, "" when it is online
     * @param lastSeenSeconds since the newest reading of any of its streams was true; infinite when never
     * @param enrolment its newest enrolment that is remembered, open or over; null when there is none
     */
    public record Device(
            String key,
            String name,
            String link,
            String location,
            String locationName,
            String state,
            @Nullable Instant stateSince,
            String stateBy,
            String stateReason,
            String presence,
            String why,
            double lastSeenSeconds,
            @Nullable Enrolment enrolment) {}

    /**
     * One way of a device into the facility.
     *
     * @param kind pairing, otaa, abp, gateway, network or manual
     * @param state pending, in_progress, completed, failed or expired
     * @param step what it waits for: code, join or reading; over
     * @param attempts wrong codes heard meanwhile
     * @param error what is missing or went wrong, "" when nothing
     * @param code what the device must present, null where it presents none and when it is over
     * @param presented what the device said of itself, unchecked
     * @param actor who opened it
     * @param ended null while it is open
     */
    public record Enrolment(
            String id,
            String device,
            String deviceName,
            String kind,
            String state,
            String step,
            int attempts,
            String error,
            @Nullable String code,
            String presented,
            String actor,
            Instant started,
            Instant expires,
            @Nullable Instant ended) {
        /** Whether it is not over yet. */
        public boolean open() {
            return ended == null;
        }
    }

    /**
     * @param value in {@code unit}; NaN when never seen
     * @param unit symbol of the unit shown
     * @param decimals digits after the point, from the metric's resolution
     * @param quality word of the quality code: good, uncertain, or why it is bad
     * @param ageSeconds since the value was true; infinite when never seen
     * @param stale older than its maximum age, or never seen
     * @param locationName what a person calls the location, "" for the site itself
     * @param deviceName what a person calls the device
     * @param low in {@code unit}: highest limit an alert rule tells below; NaN when there is none
     * @param high in {@code unit}: lowest limit an alert rule tells above; NaN when there is none
     * @param words what its two values are called where it is a state, else null
     * @param offset what calibration adds to its readings, a difference in {@code unit}
     */
    public record Stream(
            String key,
            String name,
            String location,
            String device,
            String metric,
            double value,
            String unit,
            int decimals,
            String quality,
            boolean bad,
            double ageSeconds,
            boolean stale,
            String locationName,
            String deviceName,
            double low,
            double high,
            @Nullable StateWords words,
            double offset) {
        /** What {@code value} is called, null where it is a number. */
        public @Nullable String word(double value) {
            return words == null ? null : words.of(value);
        }
    }
}
