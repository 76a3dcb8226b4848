package org.penstock.core.runtime;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.telemetry.Severity;

/**
 * The facility at one moment, immutable, as screens and the local API show it. Lists are in the order of the facility
 * file, alerts by severity and time.
 *
 * @param at wall time of the scan behind it
 * @param simulated whether every link is a simulator: a demonstration, said on every screen
 * @param map where its things are
 * @param shadows rules that only look on, by key
 * @param shelves what is shelved, the one that comes back first at the top
 */
public record FacilitySnapshot(
        Site site,
        Instant at,
        boolean simulated,
        List<Stream> streams,
        List<Output> outputs,
        List<Program> programs,
        List<Run> running,
        List<Alert> alerts,
        List<Interlock> interlocks,
        List<LinkStatus> links,
        Health health,
        List<Device> devices,
        FacilityMap map,
        List<Shadow> shadows,
        List<ShelvedAlert> shelves) {
    /** A facility of which no alert is shelved. */
    public FacilitySnapshot(
            Site site,
            Instant at,
            boolean simulated,
            List<Stream> streams,
            List<Output> outputs,
            List<Program> programs,
            List<Run> running,
            List<Alert> alerts,
            List<Interlock> interlocks,
            List<LinkStatus> links,
            Health health,
            List<Device> devices,
            FacilityMap map,
            List<Shadow> shadows) {
        this(
                site,
                at,
                simulated,
                streams,
                outputs,
                programs,
                running,
                alerts,
                interlocks,
                links,
                health,
                devices,
                map,
                shadows,
                List.of());
    }

    /** A facility of which no rule only looks on. */
    public FacilitySnapshot(
            Site site,
            Instant at,
            boolean simulated,
            List<Stream> streams,
            List<Output> outputs,
            List<Program> programs,
            List<Run> running,
            List<Alert> alerts,
            List<Interlock> interlocks,
            List<LinkStatus> links,
            Health health,
            List<Device> devices,
            FacilityMap map) {
        this(
                site,
                at,
                simulated,
                streams,
                outputs,
                programs,
                running,
                alerts,
                interlocks,
                links,
                health,
                devices,
                map,
                List.of());
    }

    /** A facility of which it is not told where things are. */
    public FacilitySnapshot(
            Site site,
            Instant at,
            boolean simulated,
            List<Stream> streams,
            List<Output> outputs,
            List<Program> programs,
            List<Run> running,
            List<Alert> alerts,
            List<Interlock> interlocks,
            List<LinkStatus> links,
            Health health,
            List<Device> devices) {
        this(
                site,
                at,
                simulated,
                streams,
                outputs,
                programs,
                running,
                alerts,
                interlocks,
                links,
                health,
                devices,
                FacilityMap.NONE);
    }

    /** A facility of which no devices are told either. */
    public FacilitySnapshot(
            Site site,
            Instant at,
            boolean simulated,
            List<Stream> streams,
            List<Output> outputs,
            List<Program> programs,
            List<Run> running,
            List<Alert> alerts,
            List<Interlock> interlocks,
            List<LinkStatus> links,
            Health health) {
        this(site, at, simulated, streams, outputs, programs, running, alerts, interlocks, links, health, List.of());
    }

    public FacilitySnapshot {
        shelves = List.copyOf(shelves);
        shadows = List.copyOf(shadows);
        devices = List.copyOf(devices);
        streams = List.copyOf(streams);
        outputs = List.copyOf(outputs);
        programs = List.copyOf(programs);
        running = List.copyOf(running);
        alerts = List.copyOf(alerts);
        interlocks = List.copyOf(interlocks);
        links = List.copyOf(links);
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
            @Nullable Enrolment enrolment) {
        /** A device that was never enrolled. */
        public Device(
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
                double lastSeenSeconds) {
            this(
                    key,
                    name,
                    link,
                    location,
                    locationName,
                    state,
                    stateSince,
                    stateBy,
                    stateReason,
                    presence,
                    why,
                    lastSeenSeconds,
                    null);
        }
    }

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
        /** A stream that was never calibrated. */
        public Stream(
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
                @Nullable StateWords words) {
            this(
                    key,
                    name,
                    location,
                    device,
                    metric,
                    value,
                    unit,
                    decimals,
                    quality,
                    bad,
                    ageSeconds,
                    stale,
                    locationName,
                    deviceName,
                    low,
                    high,
                    words,
                    0);
        }

        /** A stream whose place and device are called by their keys, and that nobody watches. */
        public Stream(
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
                boolean stale) {
            this(
                    key,
                    name,
                    location,
                    device,
                    metric,
                    value,
                    unit,
                    decimals,
                    quality,
                    bad,
                    ageSeconds,
                    stale,
                    location,
                    device,
                    Double.NaN,
                    Double.NaN,
                    metric.equals(Metric.STATE.key()) ? StateWords.OFF_ON : null);
        }

        /** What {@code value} is called, null where it is a number. */
        public @Nullable String word(double value) {
            return words == null ? null : words.of(value);
        }
    }

    /**
     * @param value last read back, NaN while unknown
     * @param phase unknown, safe, opening, held, closing
     * @param why who wants it, or what holds it
     * @param shut the gate that would refuse an opening now, null when none would
     * @param guard what closes it when this program is gone, in words
     * @param device key of the device that drives it
     * @param leftSeconds after which it must be back at safe at the latest; NaN while nothing wants it away from safe
     */
    public record Output(
            String key,
            String name,
            String location,
            String kind,
            double value,
            double wanted,
            double safe,
            String phase,
            double sinceSeconds,
            String why,
            @Nullable String shut,
            String guard,
            String device,
            double leftSeconds) {
        /** An output that nothing wants away from safe. */
        public Output(
                String key,
                String name,
                String location,
                String kind,
                double value,
                double wanted,
                double safe,
                String phase,
                double sinceSeconds,
                String why,
                @Nullable String shut,
                String guard,
                String device) {
            this(
                    key,
                    name,
                    location,
                    kind,
                    value,
                    wanted,
                    safe,
                    phase,
                    sinceSeconds,
                    why,
                    shut,
                    guard,
                    device,
                    Double.NaN);
        }

        /** An output of a device that is not told. */
        public Output(
                String key,
                String name,
                String location,
                String kind,
                double value,
                double wanted,
                double safe,
                String phase,
                double sinceSeconds,
                String why,
                @Nullable String shut,
                String guard) {
            this(key, name, location, kind, value, wanted, safe, phase, sinceSeconds, why, shut, guard, "");
        }
    }

    /**
     * @param shut the gate that would refuse a start now, null when none would
     * @param next planned starts of the next 14 days
     * @param outputs keys of what its steps open, in the order of the steps
     */
    public record Program(
            String key,
            String name,
            @Nullable String shut,
            List<Instant> next,
            double plannedSeconds,
            List<String> outputs) {
        /** A program of which it is not told what it opens. */
        public Program(String key, String name, @Nullable String shut, List<Instant> next, double plannedSeconds) {
            this(key, name, shut, next, plannedSeconds, List.of());
        }

        public Program {
            next = List.copyOf(next);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * @param no number of the run
     * @param state planned, queued, running, completed, aborted, faulted, cancelled
     * @param step 1-based step running now, 0 when none
     * @param stepName what the step opens
     * @param remainingSeconds of the whole run, 0 when ended
     * @param why who started it and, when ended, what ended it
     */
    public record Run(
            long no,
            String program,
            String programName,
            String state,
            int step,
            int steps,
            String stepName,
            double remainingSeconds,
            double plannedSeconds,
            Instant started,
            @Nullable Instant ended,
            String why) {}

    /**
     * @param no number of this alert instance; an acknowledgement names it
     * @param state active, acknowledged, returned, resolved
     * @param value NaN when there is none
     * @param shelf why it does not draw the eye for now, null when it does
     */
    public record Alert(
            long no,
            String source,
            String type,
            Severity severity,
            String state,
            String text,
            double value,
            double limit,
            Instant raised,
            @Nullable Instant acknowledged,
            String acknowledgedBy,
            @Nullable Instant resolved,
            int count,
            @Nullable ShelvedAlert shelf) {
        /** An alert that is not shelved. */
        public Alert(
                long no,
                String source,
                String type,
                Severity severity,
                String state,
                String text,
                double value,
                double limit,
                Instant raised,
                @Nullable Instant acknowledged,
                String acknowledgedBy,
                @Nullable Instant resolved,
                int count) {
            this(
                    no,
                    source,
                    type,
                    severity,
                    state,
                    text,
                    value,
                    limit,
                    raised,
                    acknowledged,
                    acknowledgedBy,
                    resolved,
                    count,
                    null);
        }
    }

    /**
     * @param tripped whether it holds outputs at safe now
     * @param latched waits for a person's reset
     * @param why what tripped it, or ""
     * @param never why it can never be bypassed, "" where two persons can let an output pass it for a while
     * @param bypasses outputs that it does not hold for now
     */
    public record Interlock(
            String key,
            String name,
            boolean tripped,
            boolean latched,
            String why,
            String never,
            List<Bypass> bypasses) {
        /** One that is not bypassed. */
        public Interlock(String key, String name, boolean tripped, boolean latched, String why) {
            this(key, name, tripped, latched, why, "", List.of());
        }

        public Interlock {
            bypasses = List.copyOf(bypasses);
        }
    }

    /**
     * That an interlock does not hold an output for now.
     *
     * @param askedBy key of who asked
     * @param signedBy printed names of who signed, as one phrase
     * @param signoff id of the sign-off
     * @param leftSeconds after which it holds again
     */
    public record Bypass(
            String output,
            String outputName,
            String askedBy,
            String signedBy,
            String reason,
            String signoff,
            Instant since,
            double leftSeconds) {}

    /**
     * What a rule that only looks on would have done.
     *
     * @param output key of the output it would drive
     * @param since when it began to look on as it is written now
     * @param ranSeconds how long the program ran meanwhile
     * @param openings how often it would have brought its output away from safe
     * @param onSeconds how long in all, never longer at a time than the output's longest time on
     * @param on whether it would keep it there now
     * @param last when the last of these openings began, null when there was none
     * @param lastSeconds how long that one lasted, until now when it still does
     */
    public record Shadow(
            String rule,
            String name,
            String output,
            String outputName,
            Instant since,
            double ranSeconds,
            long openings,
            double onSeconds,
            boolean on,
            @Nullable Instant last,
            double lastSeconds) {}

    /**
     * How the program itself is.
     *
     * @param engineStopped why the engine no longer works, what was done about it and what to do, or null; then values,
     *     runs and alerts are those of its last scan
     * @param journalAway why the journal cannot be written, or null
     * @param journalMillis last time from frame to durable, ms
     * @param databaseAway why the database cannot be written, or null
     * @param lagSeconds how far the database is behind the journal
     * @param clockInDoubt dated starts wait for a person
     * @param readings accepted since the start
     * @param dropped dropped since the start, all reasons
     * @param room null until it was looked at
     */
    public record Health(
            @Nullable String engineStopped,
            @Nullable String journalAway,
            double journalMillis,
            @Nullable String databaseAway,
            double lagSeconds,
            boolean clockInDoubt,
            long readings,
            long dropped,
            double scansPerSecond,
            @Nullable Room room) {
        /** Before anybody looked how much room readings take. */
        public Health(
                @Nullable String engineStopped,
                @Nullable String journalAway,
                double journalMillis,
                @Nullable String databaseAway,
                double lagSeconds,
                boolean clockInDoubt,
                long readings,
                long dropped,
                double scansPerSecond) {
            this(
                    engineStopped,
                    journalAway,
                    journalMillis,
                    databaseAway,
                    lagSeconds,
                    clockInDoubt,
                    readings,
                    dropped,
                    scansPerSecond,
                    null);
        }
    }

    /**
     * The room that readings take, and when there is none left.
     *
     * @param perDay bytes a day, 0 = nothing can be said yet
     * @param left bytes, −1 = nobody knows
     * @param full the day it is full, null = not within ten years
     * @param why what a person should know; "" when there is room
     */
    public record Room(
            long bytes, long perDay, long left, @Nullable LocalDate full, String why) {}
}
