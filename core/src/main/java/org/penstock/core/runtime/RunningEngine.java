package org.penstock.core.runtime;

import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.AlertConfig;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.Engine;
import org.penstock.core.control.InterlockSpec;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Gate;
import org.penstock.core.telemetry.Inbox;
import org.penstock.core.telemetry.IngestCounts;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Journal;
import org.penstock.core.telemetry.JournalDirectory;
import org.penstock.core.telemetry.JournalFiles;
import org.penstock.core.telemetry.MessageMemory;

/**
 * The engine of this process with what feeds it (inbox, gate, clock) and what keeps it (journal, checkpoints), brought to
 * where the journal ends. Its engine is used by one thread, that of {@link EngineLoop}; others look at its {@link #picture}.
 */
final class RunningEngine {
    private static final int TELEMETRY_SAMPLES = 200_000;
    private static final int CONTROL_SAMPLES = 50_000;

    private final Inbox inbox = new Inbox(TELEMETRY_SAMPLES, CONTROL_SAMPLES);
    private final IngestCounts counts = new IngestCounts();
    private final MessageMemory messages = new MessageMemory();
    private final AtomicReference<@Nullable Picture> picture = new AtomicReference<>();
    private final Journal journal;
    private final EngineClock clock;
    private final Gate gate;
    private final Checkpoints checkpoints;
    private final Restart.Restarted restarted;

    /**
     * Reads the journal of the data directory.
     *
     * @param stored the configuration that was stored last; the journal may know a newer one
     * @param files where the journal is kept, null for the data directory
     */
    static RunningEngine open(
            FacilityOptions options, FacilityFile file, Configuration stored, @Nullable JournalFiles files)
            throws IOException {
        Journal journal = Journal.open(
                files == null ? new JournalDirectory(options.data().resolve("journal")) : files, options.ticker());
        boolean complete = false;
        try {
            RunningEngine running = new RunningEngine(options, file, stored, journal);
            complete = true;
            return running;
        } finally {
            if (!complete) {
                journal.close();
            }
        }
    }

    private RunningEngine(FacilityOptions options, FacilityFile file, Configuration stored, Journal journal)
            throws IOException {
        this.journal = journal;
        clock = new EngineClock(options.wall(), options.ticker(), journal.end());
        gate = new Gate(clock, journal.end(), messages, counts);
        checkpoints = new Checkpoints(options.data().resolve("checkpoints"));
        configure(stored);
        restarted = Restart.restart(journal, checkpoints, () -> Rooms.engine(file), gate::recall);
    }

    Inbox inbox() {
        return inbox;
    }

    IngestCounts counts() {
        return counts;
    }

    MessageMemory messages() {
        return messages;
    }

    Journal journal() {
        return journal;
    }

    EngineClock clock() {
        return clock;
    }

    Gate gate() {
        return gate;
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    /** Only before the engine's thread was started, and on it. */
    Engine engine() {
        return restarted.engine();
    }

    /** How many frames were scanned again at the start. */
    long frames() {
        return restarted.frames();
    }

    /** Gives an input to the engine. @return whether it was taken */
    boolean post(Input input) {
        return inbox.post(input);
    }

    /** What the engine's thread does. */
    EngineLoop loop(EngineLoop.After after) {
        return new EngineLoop(inbox, gate, journal, engine(), clock, after, restarted.dueMicros());
    }

    /** Has readings judged, and the most urgent ones preferred, as a configuration says. */
    void configure(Configuration c) {
        ControlConfig control = c.part(ControlConfig.class);
        gate.configure(
                control.streams(),
                c.part(Devices.class).devices().stream().collect(Collectors.toMap(DeviceSpec::key, DeviceSpec::link)));
        gate.limit(c.part(AlertConfig.class).limits());
        BitSet first = new BitSet();
        for (InterlockSpec i : control.interlocks()) {
            switch (i.condition()) {
                case InterlockSpec.Condition.EStop e -> first.set(e.stream());
                case InterlockSpec.Condition.Limit l -> first.set(l.stream());
                case InterlockSpec.Condition.Stale s -> s.streams().forEach(first::set);
                case InterlockSpec.Condition.Concurrency _ -> {}
            }
        }
        inbox.controlStreams(first);
    }

    /** Has readings adjusted by what the engine knows of maintenance and calibration. */
    void adjust() {
        gate.adjust(engine().adjustments());
    }

    /** What the engine knew after its last scan; null before the first. Any thread. */
    @Nullable
    Picture picture() {
        return picture.get();
    }

    /** Takes the next {@link #picture}, if a configuration is in force. */
    void takePicture() {
        engine().configuration()
                .ifPresent(c -> picture.set(Picture.take(
                        engine(), c, restarted.rooms().programs(), restarted.rooms().alerts())));
    }

    /** The engine as it is, to be kept so that the next start need not scan everything again. */
    Checkpoints.Checkpoint checkpoint() {
        return new Checkpoints.Checkpoint(
                engine().lastSeq(), journal.tail(), engine().save());
    }
}
