package org.penstock.core.testsupport;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.runtime.AlertSnapshot.Alert;
import org.penstock.core.runtime.ControlSnapshot.Interlock;
import org.penstock.core.runtime.ControlSnapshot.Output;
import org.penstock.core.runtime.ControlSnapshot.Program;
import org.penstock.core.runtime.FieldSnapshot.Device;
import org.penstock.core.runtime.FieldSnapshot.Stream;
import org.penstock.core.runtime.SystemHealth;
import org.penstock.core.telemetry.Severity;

/** The plain cases of what a snapshot holds, for tests that are about something else. */
public final class SnapshotParts {
    private SnapshotParts() {}

    /** A device that was never enrolled. */
    public static Device device(
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
        return new Device(
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

    /** A stream that was never calibrated. */
    public static Stream stream(
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
        return new Stream(
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
    public static Stream stream(
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
        return stream(
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

    /** An output that nothing wants away from safe. */
    public static Output output(
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
        return new Output(
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
    public static Output output(
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
        return output(key, name, location, kind, value, wanted, safe, phase, sinceSeconds, why, shut, guard, "");
    }

    /** A program of which it is not told what it opens. */
    public static Program program(
            String key, String name, @Nullable String shut, List<Instant> next, double plannedSeconds) {
        return new Program(key, name, shut, next, plannedSeconds, List.of());
    }

    /** An alert that is not shelved. */
    public static Alert alert(
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
        return new Alert(
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

    /** One that is not bypassed. */
    public static Interlock interlock(String key, String name, boolean tripped, boolean latched, String why) {
        return new Interlock(key, name, tripped, latched, why, "", List.of());
    }

    /** Before anybody looked how much room readings take. */
    public static SystemHealth health(
            @Nullable String engineStopped,
            @Nullable String journalAway,
            double journalMillis,
            @Nullable String databaseAway,
            double lagSeconds,
            boolean clockInDoubt,
            long readings,
            long dropped,
            double scansPerSecond) {
        return new SystemHealth(
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
