package org.penstock.core.telemetry;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penstock.core.link.LinkState;

/**
 * Everything besides readings that can enter the engine. Small and closed: a room above adds kinds (words in
 * {@link Request#kind}, {@link Notice#kind}), never subclasses.
 */
public sealed interface Input {
    /**
     * A person, or a program speaking for a person, wants something.
     *
     * @param id identity of the request, for its answer
     * @param actor who asks
     * @param kind the verb: {@code output.set}, {@code output.release}, {@code program.run}, {@code run.stop},
     *     {@code stop.all}, {@code alert.acknowledge}, {@code alert.shelve}, {@code alert.unshelve}, {@code interlock.reset}, {@code clock.confirm}, {@code simulate.fault},
     *     {@code simulate.clear} (the reason then says what will be wrong), {@code device.disable}, {@code device.enable},
     *     {@code interlock.bypass} (the engine takes it with its sign-off only), {@code interlock.bypass_end},
     *     {@code calibration.record}, {@code enrolment.open}, {@code enrolment.cancel}
     * @param subject key or number of what it is about: an output, a program, a run, an alert instance, an interlock, a
     *     device, a stream; of a bypass interlock and output, {@code tank-low/pump-1}
     * @param value wanted value, NaN where the verb has none
     * @param forMicros how long it shall hold, µs; 0 where the verb has none. An {@code output.set} must have one.
     * @param reason what the person wrote, "" when nothing
     * @param data what the verb takes besides, by name; decimals as strings
     */
    record Request(
            String id,
            String actor,
            String kind,
            String subject,
            double value,
            long forMicros,
            String reason,
            SortedMap<String, String> data)
            implements Input {
        public Request {
            data = Collections.unmodifiableSortedMap(new TreeMap<>(data));
        }

        /** A request whose verb takes nothing besides. */
        public Request(
                String id, String actor, String kind, String subject, double value, long forMicros, String reason) {
            this(id, actor, kind, subject, value, forMicros, reason, new TreeMap<>());
        }
    }

    /**
     * What became of a command.
     *
     * @param command number given by {@link Effect.Drive#command}
     * @param value what was read back, NaN when nothing was
     * @param reason why it failed, else ""
     */
    record Result(long command, Outcome outcome, double value, String reason) implements Input {}

    /** Steps of a command's way. */
    enum Outcome {
        /** Handed to the driver. */
        SENT,
        /** The device took it; it cannot be read back. */
        ACKNOWLEDGED,
        /** Read back. */
        VERIFIED,
        /** Refused, lost, or the read-back differs. */
        FAILED
    }

    /** A connection changed. */
    record LinkChange(String link, LinkState state, String reason) implements Input {}

    /**
     * The configuration in force from here on.
     *
     * @param cause why
     * @param actor who
     * @param reason what the person wrote, "" when nothing
     * @param hash identity of the configuration
     * @param json the whole configuration, readable without any other source
     * @param by where the person was signed in, as the record keeps it; empty for a start
     */
    record ConfigChange(
            Cause cause, String actor, String reason, String hash, String json, SortedMap<String, String> by)
            implements Input {
        public ConfigChange {
            by = Collections.unmodifiableSortedMap(new TreeMap<>(by));
        }

        /** A change that needs no reason: a start. */
        public ConfigChange(Cause cause, String actor, String hash, String json) {
            this(cause, actor, "", hash, json, new TreeMap<>());
        }
    }

    /** Why a configuration came into force. */
    enum Cause {
        /** The process started: nothing is known about outputs, every run and request before it is over. */
        START,
        /** A person applied a changed file. */
        APPLY
    }

    /**
     * Wall time moved against monotonic time by more than 2 s, or is earlier than the record at start.
     *
     * @param deltaMicros wall minus monotonic movement, µs; positive = wall jumped ahead
     * @param inDoubt wall time is earlier than the newest recorded frame: dated starts wait for a person
     */
    record ClockStepped(long deltaMicros, boolean inDoubt) implements Input {}

    /**
     * What a background worker found and the engine must tell about: a conflict found while storing, a journal or
     * database that is away or back, a disk that fills.
     *
     * @param source which worker: {@code projector}, {@code journal}, {@code disk}; or key of a link
     * @param kind {@code conflict}, {@code away}, {@code back}, {@code full}; of a link what it heard of a device that comes
     *     into the facility: {@code device.presented} the right code (subject is the enrolment, detail what it said of
     *     itself), {@code device.refused} a wrong one, {@code device.joined}, {@code device.spoke}, {@code device.unheard};
     *     and that one at work can be reached no more, {@code device.away}, or again, {@code device.back}
     * @param subject stream key, device key, identity of an enrolment, or ""
     * @param detail one sentence
     */
    record Notice(String source, String kind, String subject, String detail) implements Input {}
}
