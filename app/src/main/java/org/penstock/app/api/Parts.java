package org.penstock.app.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.place.Site;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.runtime.ShelvedAlert;
import org.penstock.core.runtime.SystemHealth;

/**
 * The pieces documents are made of. Numbers are null where the facility has no value (never seen, unknown, infinite);
 * durations are seconds; instants are UTC.
 */
public final class Parts {
    private Parts() {}

    /** The process that answers. {@code live} = it talks to the devices; otherwise the answer is from the record only. */
    public record Process(String kind, long pid, Instant started, boolean live) {}

    /** The site; every time a person reads is in {@code timezone}. */
    public record Place(
            String key, String name, String organizationKey, String organization, String profile, String timezone) {
        /** As the facility has it. */
        public static Place of(Site site) {
            return new Place(
                    site.key(),
                    site.name(),
                    site.organizationKey(),
                    site.organization(),
                    site.profile(),
                    site.zone().getId());
        }
    }

    /** A stream and its newest value, in {@code unit}. {@code word}: what a state's value is called, else null. */
    /**
     * A device: {@code state} active or maintenance (with since when, by whom and why), {@code presence} online, late, offline
     * or maintenance, and why.
     */
    public record Device(
            String key,
            String name,
            String link,
            String location,
            String state,
            @Nullable Instant stateSince,
            String stateBy,
            String stateReason,
            String presence,
            String why,
            @Nullable Double lastSeenSeconds,
            @Nullable Enrolment enrolment) {
        /** For who may let no device in. */
        Device withoutCode() {
            return enrolment == null
                    ? this
                    : new Device(
                            key,
                            name,
                            link,
                            location,
                            state,
                            stateSince,
                            stateBy,
                            stateReason,
                            presence,
                            why,
                            lastSeenSeconds,
                            enrolment.withoutCode());
        }

        static Device of(FieldSnapshot.Device d) {
            return new Device(
                    d.key(),
                    d.name(),
                    d.link(),
                    d.location(),
                    d.state(),
                    d.stateSince(),
                    d.stateBy(),
                    d.stateReason(),
                    d.presence(),
                    d.why(),
                    Json.finite(d.lastSeenSeconds()),
                    d.enrolment() == null ? null : Enrolment.of(d.enrolment()));
        }
    }

    /** One way of a device into the facility; {@code presented} is what it said of itself, which nobody has checked. */
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
        /** Without what lets the device in. */
        Enrolment withoutCode() {
            return new Enrolment(
                    id,
                    device,
                    deviceName,
                    kind,
                    state,
                    step,
                    attempts,
                    error,
                    null,
                    presented,
                    actor,
                    started,
                    expires,
                    ended);
        }

        static Enrolment of(FieldSnapshot.Enrolment e) {
            return new Enrolment(
                    e.id(),
                    e.device(),
                    e.deviceName(),
                    e.kind(),
                    e.state(),
                    e.step(),
                    e.attempts(),
                    e.error(),
                    e.code(),
                    e.presented(),
                    e.actor(),
                    e.started(),
                    e.expires(),
                    e.ended());
        }
    }

    /** A stream and its newest value, in {@code unit}; {@code offset}: what calibration adds, a difference in it. */
    public record Stream(
            String key,
            String name,
            String location,
            String device,
            String metric,
            @Nullable Double value,
            String unit,
            int decimals,
            String quality,
            boolean bad,
            @Nullable Double ageSeconds,
            boolean stale,
            @Nullable String word,
            double offset) {
        static Stream of(FieldSnapshot.Stream s) {
            return new Stream(
                    s.key(),
                    s.name(),
                    s.location(),
                    s.device(),
                    s.metric(),
                    Json.finite(s.value()),
                    s.unit(),
                    s.decimals(),
                    s.quality(),
                    s.bad(),
                    Json.finite(s.ageSeconds()),
                    s.stale(),
                    s.word(s.value()),
                    s.offset());
        }
    }

    /** An output: what was read back, what is wanted and by whom, and the gate that would refuse it now. */
    public record Output(
            String key,
            String name,
            String location,
            String kind,
            @Nullable Double value,
            @Nullable Double wanted,
            @Nullable Double safe,
            String phase,
            @Nullable Double sinceSeconds,
            String why,
            @Nullable String shut,
            String guard,
            String device) {
        static Output of(ControlSnapshot.Output o) {
            return new Output(
                    o.key(),
                    o.name(),
                    o.location(),
                    o.kind(),
                    Json.finite(o.value()),
                    Json.finite(o.wanted()),
                    Json.finite(o.safe()),
                    o.phase(),
                    Json.finite(o.sinceSeconds()),
                    o.why(),
                    o.shut(),
                    o.guard(),
                    o.device());
        }
    }

    /** A program and its planned starts of the next 14 days. */
    public record Program(
            String key,
            String name,
            @Nullable String shut,
            List<Instant> next,
            @Nullable Double plannedSeconds) {
        public Program {
            next = List.copyOf(next);
        }

        static Program of(ControlSnapshot.Program p) {
            return new Program(p.key(), p.name(), p.shut(), p.next(), Json.finite(p.plannedSeconds()));
        }
    }

    /** A run of a program. */
    public record Run(
            long no,
            String program,
            String programName,
            String state,
            int step,
            int steps,
            String stepName,
            @Nullable Double remainingSeconds,
            @Nullable Double plannedSeconds,
            Instant started,
            @Nullable Instant ended,
            String why) {
        static Run of(ControlSnapshot.Run r) {
            return new Run(
                    r.no(),
                    r.program(),
                    r.programName(),
                    r.state(),
                    r.step(),
                    r.steps(),
                    r.stepName(),
                    Json.finite(r.remainingSeconds()),
                    Json.finite(r.plannedSeconds()),
                    r.started(),
                    r.ended(),
                    r.why());
        }
    }

    /** An alert instance. */
    public record Alert(
            long no,
            String source,
            String type,
            String severity,
            String state,
            String text,
            @Nullable Double value,
            @Nullable Double limit,
            Instant raised,
            @Nullable Instant acknowledged,
            String acknowledgedBy,
            @Nullable Instant resolved,
            int count,
            @Nullable Shelved shelved) {
        static Alert of(AlertSnapshot.Alert a) {
            return of(a, a.shelf());
        }

        /** An alert of the record, and whether it is shelved now. */
        static Alert of(AlertSnapshot.Alert a, FacilitySnapshot now) {
            return of(
                    a,
                    now.alerts().open().stream()
                            .filter(x -> x.no() == a.no())
                            .findFirst()
                            .map(AlertSnapshot.Alert::shelf)
                            .orElse(null));
        }

        private static Alert of(AlertSnapshot.Alert a, @Nullable ShelvedAlert shelf) {
            return new Alert(
                    a.no(),
                    a.source(),
                    a.type(),
                    a.severity().name().toLowerCase(Locale.ROOT),
                    a.state(),
                    a.text(),
                    Json.finite(a.value()),
                    Json.finite(a.limit()),
                    a.raised(),
                    a.acknowledged(),
                    a.acknowledgedBy(),
                    a.resolved(),
                    a.count(),
                    shelf == null ? null : Shelved.of(shelf));
        }

        /** Whether it still needs somebody. */
        public boolean open() {
            return !state.equals("resolved");
        }
    }

    /** A cause of alerts that does not draw the eye for now. */
    public record Shelved(
            long alert,
            String source,
            String severity,
            String text,
            String by,
            String reason,
            Instant since,
            double leftSeconds) {
        static Shelved of(ShelvedAlert s) {
            return new Shelved(
                    s.no(),
                    s.source(),
                    s.severity().name().toLowerCase(Locale.ROOT),
                    s.text(),
                    s.by(),
                    s.reason(),
                    s.since(),
                    s.leftSeconds());
        }
    }

    /** An interlock and whether it holds its outputs at safe. */
    public record Interlock(
            String key,
            String name,
            boolean tripped,
            boolean latched,
            String why,
            String never,
            List<Bypass> bypasses) {
        static Interlock of(ControlSnapshot.Interlock i) {
            return new Interlock(
                    i.key(),
                    i.name(),
                    i.tripped(),
                    i.latched(),
                    i.why(),
                    i.never(),
                    i.bypasses().stream().map(Bypass::of).toList());
        }
    }

    /** That an interlock does not hold an output for now. */
    public record Bypass(
            String output,
            String outputName,
            String askedBy,
            String signedBy,
            String reason,
            String signoff,
            Instant since,
            double leftSeconds) {
        static Bypass of(ControlSnapshot.Bypass b) {
            return new Bypass(
                    b.output(),
                    b.outputName(),
                    b.askedBy(),
                    b.signedBy(),
                    b.reason(),
                    b.signoff(),
                    b.since(),
                    b.leftSeconds());
        }
    }

    /** What a rule that only looks on would have done. */
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
            double lastSeconds) {
        static Shadow of(ControlSnapshot.Shadow s) {
            return new Shadow(
                    s.rule(),
                    s.name(),
                    s.output(),
                    s.outputName(),
                    s.since(),
                    s.ranSeconds(),
                    s.openings(),
                    s.onSeconds(),
                    s.on(),
                    s.last(),
                    s.lastSeconds());
        }
    }

    /** A connection to devices. */
    public record Link(
            String key,
            String state,
            String reason,
            Instant since,
            @Nullable Instant nextTry,
            long received,
            long sent,
            long errors,
            long reconnects) {
        static Link of(LinkStatus l) {
            Long next = l.nextTryMicros();
            return new Link(
                    l.link(),
                    l.state().name().toLowerCase(Locale.ROOT),
                    l.reason(),
                    instant(l.sinceMicros()),
                    next == null ? null : instant(next),
                    l.received(),
                    l.sent(),
                    l.errors(),
                    l.reconnects());
        }
    }

    /** How the program itself is. */
    public record Health(
            @Nullable String engineStopped,
            @Nullable String journalAway,
            @Nullable Double journalMillis,
            @Nullable String databaseAway,
            @Nullable Double lagSeconds,
            boolean clockInDoubt,
            long readings,
            long dropped,
            @Nullable Double scansPerSecond,
            @Nullable Room room) {
        static Health of(SystemHealth h) {
            return new Health(
                    h.engineStopped(),
                    h.journalAway(),
                    Json.finite(h.journalMillis()),
                    h.databaseAway(),
                    Json.finite(h.lagSeconds()),
                    h.clockInDoubt(),
                    h.readings(),
                    h.dropped(),
                    Json.finite(h.scansPerSecond()),
                    Room.of(h.room()));
        }
    }

    /** The room that readings take. @param left null = nobody knows @param why what a person should know, "" when there is room */
    public record Room(
            long bytes,
            long bytesPerDay,
            @Nullable Long left,
            @Nullable LocalDate full,
            String why) {
        static @Nullable Room of(SystemHealth.@Nullable Room r) {
            return r == null
                    ? null
                    : new Room(r.bytes(), r.perDay(), r.left() < 0 ? null : r.left(), r.full(), r.why());
        }
    }

    private static Instant instant(long micros) {
        long seconds = Math.floorDiv(micros, 1_000_000L);
        return Instant.ofEpochSecond(seconds, TimeUnit.MICROSECONDS.toNanos(Math.floorMod(micros, 1_000_000L)));
    }
}
