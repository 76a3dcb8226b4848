package org.penstock.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.identity.Asker;

/**
 * The running facility as the programs in app see it: the window, the local API and the commands. Every method may be
 * called from any thread; none of them waits for a device. Methods that read the database may block on it and are
 * therefore never called on a UI thread.
 */
public interface ControlRoom extends AutoCloseable {
    /** The facility as of the last scan; cheap, never null, at most 100 ms behind. */
    FacilitySnapshot snapshot();

    /**
     * Tells {@code listener} about new snapshots, at most ten a second, on a thread of the runtime. Close the returned
     * handle to stop; whoever subscribes owns it.
     */
    Subscription subscribe(Consumer<FacilitySnapshot> listener);

    /** An open subscription. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Says what a request would do and which gates are shut, without doing it. The proposal can be confirmed within
     * 30 s, by the same asker. That he may not is among the gates.
     *
     * @param kind verb, see {@link org.penstock.core.telemetry.Input.Request#kind}
     * @param forSeconds how long, 0 where the verb has none
     */
    Proposal propose(Asker asker, String kind, String subject, double value, double forSeconds, String reason);

    /**
     * What a person is asked to confirm.
     *
     * @param id hand it to {@link #confirm}
     * @param text what will happen, in one sentence
     * @param shut gates that would refuse it now; empty when it can go ahead
     * @param significance NORMAL needs one confirmation, HIGH names the consequence on the button
     */
    record Proposal(String id, String text, List<String> shut, Significance significance, Instant expires) {
        public Proposal {
            shut = List.copyOf(shut);
        }

        /** The same with one gate more, before the others. */
        Proposal shutBy(String why) {
            return new Proposal(
                    id, text, Stream.concat(Stream.of(why), shut.stream()).toList(), significance, expires);
        }
    }

    /** How much a confirmation must say. */
    enum Significance {
        NORMAL,
        HIGH
    }

    /** Does what was proposed. The answer comes when the engine has accepted or refused it, within 2 s. */
    CompletableFuture<Answer> confirm(Asker asker, String proposalId);

    /**
     * @param accepted whether the engine took it
     * @param text what happens now, or the gate that refused and what to do
     */
    record Answer(boolean accepted, String text) {}

    /**
     * What a facility file would change: checks it and compares it with what is in force; changes nothing. May take
     * seconds for a large facility.
     *
     * @param files the main file first
     * @param rebase merge it onto what was applied since it was exported
     */
    FacilityChange plan(List<Configuration.File> files, boolean rebase);

    /**
     * As {@link #plan} without rebasing, for looking while a person writes: it is not kept, cannot be applied, and pushes
     * nobody's plan out.
     */
    FacilityChange check(List<Configuration.File> files);

    /**
     * Applies what was planned, unless something else was applied meanwhile. The answer comes when it is durable; where
     * no engine works, it comes into force at the next start.
     */
    CompletableFuture<Answer> apply(Asker asker, String changeId, String reason);

    /** Who works here, who is signed in, and who may do what. */
    Persons persons();

    /** What waits for signatures. */
    Consents consents();

    /** Lots, what holds them, and ending them. */
    Stock stock();

    /** Readings that people bring: out of files, and written down by hand. */
    Intake intake();

    /** How long readings are kept, and what keeps them longer. */
    Retention retention();

    /** The change of shifts. */
    ShiftChange shifts();

    /** What was done about alerts. */
    CorrectiveBook correctives();

    /** What stands beside readings over time: alerts, runs, notes, where lots were, and the views people keep. */
    TrendBook trends();

    /** The faults of its simulated plants, if it has any. */
    Simulation simulation();

    /** The files in force, as they are exported: the main file first, with the line {@code base:}. */
    List<Configuration.File> export();

    /** The configurations that were in force, newest first, from the record. */
    List<ConfigurationQuery.Version> versions(int most);

    /** The files of a configuration that was in force, by its number; empty when there is none. */
    Optional<List<Configuration.File>> files(int version);

    /** Looks at lines and devices while they are set up. */
    Commissioning commissioning();

    /** What is known and done about devices and their sensors. */
    DeviceCare devices();

    /**
     * Gives {@code ${secret:name}} of the facility file its value; a link takes it at its next connection. That it was set is on
     * record, the value is not.
     *
     * @throws IllegalArgumentException when the name or the value cannot be one
     * @throws java.io.UncheckedIOException when the disk does not take it; nothing was changed then
     */
    void keepSecret(Asker asker, String name, String value);

    /** The ways of devices into the facility. */
    Enrolling enrolling();

    /** Readings of one stream, in the file or archived, from the record, oldest first, at most {@code most}. */
    List<Reading> readings(String streamKey, Instant from, Instant to, int most);

    /**
     * As {@link #readings}, a page at a time: pass {@link ReadingPage#next} as {@code from} for those that follow.
     *
     * @param most readings on a page, above 0
     */
    default ReadingPage page(String streamKey, Instant from, Instant to, int most) {
        List<Reading> found = readings(streamKey, from, to, most + 1);
        return found.size() <= most
                ? new ReadingPage(found, null)
                : new ReadingPage(found.subList(0, most), found.get(most).at());
    }

    /** @param next where the rest begins, null when there is no more */
    record ReadingPage(List<Reading> readings, @Nullable Instant next) {
        public ReadingPage {
            readings = List.copyOf(readings);
        }
    }

    /** The newest reading of a stream that is not after {@code at}, whatever its quality: what a screen showed then. */
    Optional<Reading> asOf(String streamKey, Instant at);

    /**
     * Where readings of one stream were forgotten because nobody had to keep them any longer, oldest first; those that touch
     * are one. What is made of them may still be there.
     */
    default List<Forgotten> forgotten(String streamKey, Instant from, Instant to) {
        return List.of();
    }

    /** A time of which no reading is kept any more. @param to exclusive */
    record Forgotten(Instant from, Instant to) {}

    /**
     * Readings of one stream that draw the same picture as all of them when nothing shorter than {@code piece} can be seen,
     * oldest first: of a long span the lowest and the highest of each few minutes, everything that is not good as it is, and
     * nothing where nothing came.
     *
     * @param piece what a pixel stands for, above 0
     */
    default List<Reading> outline(String streamKey, Instant from, Instant to, Duration piece) {
        return readings(streamKey, from, to, Integer.MAX_VALUE);
    }

    /**
     * @param value in the unit the stream is shown in
     * @param quality word of the quality code
     * @param late stored but never acted
     * @param raw as the device said it: the value without what calibration added, to 1/1000 of the metric's resolution
     */
    record Reading(Instant at, double value, String quality, boolean late, double raw) {
        /** A reading of a stream that was never calibrated. */
        public Reading(Instant at, double value, String quality, boolean late) {
            this(at, value, quality, late, value);
        }
    }

    /** Runs from the record, newest first. */
    List<FacilitySnapshot.Run> runs(int most);

    /** What was sent to an output and what became of it, from the record, newest first; key as in the file. */
    List<CommandQuery.Recorded> commands(String output, int most);

    /** Alerts from the record, newest first, open and resolved. */
    List<FacilitySnapshot.Alert> alerts(int most);

    /** Events of the site's chain, newest first. */
    List<Event> events(int most);

    /** One chained event. @param data names and values, a JSON object */
    record Event(long seq, Instant at, String actor, String kind, String subject, String data) {}

    /** Events of the site's chain that fit, newest first. A person or object nobody knows has none. */
    List<Event> events(Wanted wanted);

    /**
     * Which events are wanted; "" leaves a thing open.
     *
     * @param kind {@code run.claimed}, or {@code run.} for all below it
     * @param subject {@code output:valve-1}
     * @param actor key of who did it
     * @param before only events with a smaller seq: the last of the page before; {@link Long#MAX_VALUE} from the newest
     * @param from only then or later; null = from the beginning
     * @param to only earlier; null = until now
     * @param most 1..10,000
     */
    record Wanted(
            String kind,
            String subject,
            String actor,
            long before,
            @Nullable Instant from,
            @Nullable Instant to,
            int most) {
        /** The newest about one thing. */
        public static Wanted about(String subject, int most) {
            return new Wanted("", subject, "", Long.MAX_VALUE, null, null, most);
        }
    }

    /** What makes the record provable: signed heads, readings under proof, handing it out. */
    Proof proof();

    /** Orderly close: links, outputs as configured, journal, database. Says what would stop in {@link #closing}. Idempotent. */
    @Override
    void close();

    /** What a close would stop now, in sentences; empty when nothing is running. */
    List<String> closing();
}
