package org.penstock.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.facility.DurableFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the outputs to safe when the engine no longer can: its thread died, or hangs. From then on
 * the engine's own commands are refused, and every output with {@code on_start: safe} is written to safe, again every
 * second until its device confirms. There is no way back but a new start, which tells the alert list what happened.
 * Outputs with {@code on_start: keep} stay as they are, as they do when the program ends. Any thread.
 */
final class FailSafe implements AutoCloseable {
    /** Looks, one a second, that find the engine busy with one and the same turn before it counts as stalled. */
    static final int STALLED_LOOKS = 5;

    /** Left in the data directory until a start has put it on record. */
    static final String NOTE = "engine-stopped.txt";

    private static final Logger LOG = LoggerFactory.getLogger(FailSafe.class);
    private static final Duration AGAIN = Duration.ofSeconds(1);

    private final Path note;
    private final Supplier<List<OutputSpec>> every;
    private final CommandDesk desk;
    private final InstantSource wall;
    private final AtomicReference<@Nullable String> stopped = new AtomicReference<>();
    private final SafeDrive drive;
    private long busyWith;
    private int looks;

    /** @param every every output of the facility, as the engine last knew it */
    FailSafe(Path data, Supplier<List<OutputSpec>> every, CommandDesk desk, InstantSource wall) {
        this.note = data.resolve(NOTE);
        this.every = every;
        this.desk = desk;
        this.wall = wall;
        this.drive = new SafeDrive(desk, "penstock-fail-safe-", AGAIN);
    }

    /** The engine no longer works; {@code why} in words. Only the first call counts. */
    void engineStopped(String why) {
        Instant now = wall.instant();
        if (!stopped.compareAndSet(null, why)) {
            return;
        }
        List<OutputSpec> outputs = outputs();
        LOG.error("The engine stopped ({}); {} outputs are driven to safe", why, outputs.size());
        desk.cutOff();
        drive.begin(outputs);
        try {
            DurableFile.write(note, now + " " + why);
        } catch (IOException e) {
            LOG.error("{} could not be written; the next start will not know of it: {}", note, e.toString());
        }
    }

    /**
     * One look at the engine, once a second.
     *
     * @param turn number of the turn the engine is busy with, 0 while it waits for something to do
     */
    void look(long turn) {
        looks = turn != 0 && turn == busyWith ? looks + 1 : 0;
        busyWith = turn;
        if (looks >= STALLED_LOOKS) {
            engineStopped("it has been stuck for " + looks + " s");
        }
    }

    private List<OutputSpec> outputs() {
        return every.get().stream()
                .filter(o -> o.onStart() == OutputSpec.OnStart.SAFE)
                .toList();
    }

    /** Why the engine stopped, or null while it works. */
    @Nullable
    String why() {
        return stopped.get();
    }

    /** How it stands with an output since the engine stopped. */
    Standing standing(String output) {
        if (outputs().stream().noneMatch(o -> o.key().equals(output))) {
            return Standing.LEFT;
        }
        return drive.confirmed(output) ? Standing.SAFE : Standing.DRIVEN;
    }

    /** What was done with an output. */
    enum Standing {
        /** It keeps its last value. */
        LEFT,
        /** It is being written to safe and has not confirmed. */
        DRIVEN,
        /** Its device confirmed safe. */
        SAFE
    }

    /** What is done about it, for screens; null while the engine works. */
    @Nullable
    String inWords() {
        String why = why();
        if (why == null) {
            return null;
        }
        List<String> open = outputs().stream()
                .filter(o -> !drive.confirmed(o.key()))
                .map(OutputSpec::name)
                .toList();
        return "The engine stopped: " + why + ". "
                + (open.isEmpty()
                        ? "Every output that has to be is at safe."
                        : "Not confirmed at safe yet: " + String.join(", ", open) + ".")
                + " Nothing is controlled until Penstock is started again.";
    }

    /** Whether every output that has to be is confirmed at safe. */
    boolean settled() {
        return outputs().stream().allMatch(o -> drive.confirmed(o.key()));
    }

    /** What an earlier process left, or null. */
    static @Nullable String left(Path data) throws IOException {
        Path note = data.resolve(NOTE);
        return Files.exists(note) ? Files.readString(note) : null;
    }

    /** The record has it. */
    static void recorded(Path data) throws IOException {
        Files.deleteIfExists(data.resolve(NOTE));
    }

    @Override
    public void close() {
        drive.close();
    }
}
