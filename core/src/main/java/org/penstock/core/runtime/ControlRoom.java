package org.penstock.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
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

    /** The facility file: what is in force, what was, and changing it. */
    ConfigurationBook configuration();

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

    /** What was: readings, runs, commands, alerts and events. */
    FacilityRecord record();

    /** What makes the record provable: signed heads, readings under proof, handing it out. */
    Proof proof();

    /** Orderly close: links, outputs as configured, journal, database. Says what would stop in {@link #closing}. Idempotent. */
    @Override
    void close();

    /** What a close would stop now, in sentences; empty when nothing is running. */
    List<String> closing();
}
